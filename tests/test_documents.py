"""The code blocks of the documentation do what they say."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import ROOT

_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def _blocks(path: Path) -> list[tuple[str, str]]:
    found = _BLOCK.findall(path.read_text("utf-8"))
    return [
        (language, re.sub(rf"^{indent}", "", text, flags=re.MULTILINE))
        for indent, language, text in found
    ]


def test_the_python_of_the_readme_prints_what_the_readme_shows() -> None:
    blocks = _blocks(ROOT / "README.md")
    names: dict[str, object] = {}
    shown = 0
    for (language, text), (following, output) in pairwise(blocks):
        if language != "python" or following != "text":
            continue
        printed = StringIO()
        with redirect_stdout(printed):
            try:
                exec(compile(text, "README.md", "exec"), names)
            except ValueError as error:
                print(f"{type(error).__name__}: {error}")
        assert printed.getvalue() == output
        shown += 1
    assert shown == 2


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_between_documents_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert links
    for link in links:
        assert (ROOT / link).exists(), link
