"""Text taken apart into statements, and composed of them as they are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from smithwright.formatters.blank_lines import blank_lines, stub_blank_lines
from smithwright.formatters.layouts import Layouts
from smithwright.formatters.skeleton import UnknownTextError
from smithwright.formatters.statements import Statement, statements


def taken_apart(text: str, line_length: int) -> tuple[Statement, ...]:
    """Returns the statements of a text; none if it has what is not known here."""
    try:
        return tuple(statements(text, line_length))
    except UnknownTextError:
        return ()


def composed(
    path: PurePosixPath, parts: Sequence[Statement], layouts: Layouts
) -> str | None:
    """Returns a text by its statements; None if only black knows how to lay it out."""
    if not parts:
        return None
    rules = stub_blank_lines if path.suffix == ".pyi" else blank_lines
    lines: list[str] = []
    try:
        for count, statement in zip(rules(parts), parts, strict=True):
            lines += [""] * count
            lines.append(layouts.laid_out(statement))
    except UnknownTextError:
        return None
    return "\n".join([*lines, ""])
