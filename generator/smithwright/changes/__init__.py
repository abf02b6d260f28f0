"""The change report: what another version of a model means for a generated package.

`smithy_parser.diff` finds the differences; here they get a meaning for users of the
Python package, a version to go for, and a form to be read in.
"""

from smithwright.changes.meaning.impact import Bump, Impact
from smithwright.changes.models import read_model, restricted
from smithwright.changes.renderings.as_json import as_json
from smithwright.changes.renderings.markdown import as_markdown
from smithwright.changes.renderings.text import as_summary, as_text
from smithwright.changes.report import Report, compare

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
