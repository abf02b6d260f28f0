"""docs/templates.md says what the templates and the plan have."""

from ..conftest import ROOT
from .reference import reference

_START = "<!-- reference: python -m tests.templates.reference -->\n"


def test_the_reference_lists_what_templates_have() -> None:
    text = (ROOT / "docs/templates.md").read_text("utf-8")
    found = text.partition(_START)[2].partition("\n<!-- end of reference -->")[0]
    assert found == reference()
