"""The recipes of docs/build-systems.md, as the page has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..conftest import ROOT
from ..documents.pages import Block, blocks
from ..documents.running import commands

_PAGE = ROOT / "docs/build-systems.md"
_OWN_FOLDER = re.compile(r"^(hatchling|setuptools|pre-commit|make|bazel|smithy)/")


def sections() -> Mapping[str, tuple[Block, ...]]:
    """Returns the blocks of each section by its title."""
    lines = _PAGE.read_text("utf-8").splitlines()
    found: dict[str, tuple[Block, ...]] = {}
    starts = [number for number, line in enumerate(lines) if line.startswith("## ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        inside = (block for block in blocks(_PAGE) if start < block.line <= end)
        found[lines[start].removeprefix("## ")] = tuple(inside)
    return found


def write_files(section: str, folder: Path) -> None:
    """Writes the files that a section shows.

    A recipe's files are in a folder of their own on the page only, which has them all.
    """
    for block in sections()[section]:
        if (name := block.notes.get("file")) is not None:
            path = folder / _OWN_FOLDER.sub("", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")


def shown_commands(section: str) -> Iterator[str]:
    """Yields the commands that a section tells to run, without installations."""
    for block in sections()[section]:
        if block.language == "console":
            yield from (command.text for command in commands(block.text))
