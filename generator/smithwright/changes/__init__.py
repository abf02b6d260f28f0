"""The change report: what another version of a model means for a generated package.

`smithy_parser.diff` finds the differences; here they get a meaning for users of the
Python package, a version to go for, and a form to be read in.
"""

from .as_json import as_json
from .impact import Bump, Impact
from .markdown import as_markdown
from .report import Report, compare
from .restriction import restricted
from .sources import read_model
from .text import as_summary, as_text

__all__ = [
    "Bump",
    "Impact",
    "Report",
    "as_json",
    "as_markdown",
    "as_summary",
    "as_text",
    "compare",
    "read_model",
    "restricted",
]
