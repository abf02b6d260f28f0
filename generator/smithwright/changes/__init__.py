"""The change report: what another version of a model means for a generated package.

`smithy_parser.diff` finds the differences; here they get a meaning for users of the
Python package, a version to go for, and a form to be read in.
"""

from smithwright.changes.as_json import as_json
from smithwright.changes.impact import Bump, Impact
from smithwright.changes.markdown import as_markdown
from smithwright.changes.report import Report, compare
from smithwright.changes.restriction import restricted
from smithwright.changes.sources import read_model
from smithwright.changes.text import as_summary, as_text

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
