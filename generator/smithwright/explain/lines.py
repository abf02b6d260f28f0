"""An explanation as plain lines, for files, pipes and terminals without colours."""

from __future__ import annotations

from collections.abc import Iterator

from smithwright.errors import printable
from smithwright.explain.entry import Entry


def lines(entry: Entry) -> Iterator[str]:
    """Yields an entry's line and, below it, those of what belongs to it."""
    yield line(entry)
    for position, child in enumerate(entry.children, 1):
        is_last = position == len(entry.children)
        first, *others = lines(child)
        yield f"{'└── ' if is_last else '├── '}{first}"
        for other in others:
            yield f"{'    ' if is_last else '│   '}{other}"


def line(entry: Entry) -> str:
    """Returns one entry without those below it; nothing in it controls a terminal."""
    name = f"{entry.name}: {entry.type}" if entry.type else entry.name
    parts = [name, "; ".join(entry.facts), entry.place and f"[{entry.place}]"]
    return printable("  ".join(part for part in parts if part))
