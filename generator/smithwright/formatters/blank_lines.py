"""The blank lines that black puts between the statements of generated text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smithwright.formatters.skeleton import UnknownTextError
from smithwright.formatters.statements import Kind, Statement

_DEFINITIONS = (Kind.CLASS, Kind.DECORATOR, Kind.DEF)
_BLOCKS = (Kind.BLOCK, Kind.BRANCH)


def blank_lines(statements: Sequence[Statement]) -> Iterator[int]:
    """Yields how many blank lines black leaves before each statement of a module.

    https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html#empty-lines

    Raises:
        UnknownTextError: black's rules for a place in it are not known here.
    """
    open_definitions: list[int] = []
    before: Statement | None = None
    for statement in statements:
        left = None
        while open_definitions and open_definitions[-1] >= statement.depth:
            left = open_definitions.pop()
        if statement.kind in (Kind.CLASS, Kind.DEF):
            open_definitions.append(statement.depth)
        if before is None:
            yield 0
        elif before is statements[0] and before.kind is Kind.DOCSTRING:
            yield 2 if statement.kind in (Kind.CLASS, Kind.DEF) else 1
        else:
            yield _between(before, statement, leaves_definition=left is not None)
        before = statement


def stub_blank_lines(statements: Sequence[Statement]) -> Iterator[int]:
    """Yields the same for a stub, which holds imports only.

    Raises:
        UnknownTextError: It holds more, or blank lines.
    """
    for statement in statements:
        if statement.kind is not Kind.IMPORT or statement.blank_lines:
            raise UnknownTextError
        yield 0


def _between(
    before: Statement, statement: Statement, *, leaves_definition: bool
) -> int:
    if statement.depth > before.depth:
        # What opened the block decides; black keeps some of the lines that are there.
        is_nested = statement.kind in _DEFINITIONS and before.kind in _BLOCKS
        if statement.blank_lines or is_nested:
            raise UnknownTextError
        return 0
    if before.kind is Kind.DECORATOR:
        return 0
    usual = 1 if statement.depth else 2
    if statement.kind in _DEFINITIONS:
        return usual
    if leaves_definition:
        if statement.kind is Kind.BRANCH:
            raise UnknownTextError
        return usual
    kept = min(statement.blank_lines, usual)
    if before.kind is Kind.IMPORT and statement.kind is not Kind.IMPORT:
        if statement.depth == 0 == before.depth:
            return 1
        return max(kept, 1) if statement.depth == before.depth else kept
    return kept
