"""Checks of very many members, in several functions.

Type checkers analyse a function as a whole, and give up where it has too many branches
or assigns a variable too often: as a structure of more members than this has it.
"""

from __future__ import annotations

from typing import Final, LiteralString

from smithwright.plan.identifiers import Identifier
from smithwright.plan.symbols import Symbol
from smithwright.writing.code import Code, code
from smithwright.writing.docstrings import own_words
from smithwright.writing.package import Function

_MOST: Final = 60
"""How many members one function checks."""

_RESULT: Final = Code("list[Problem]")


def in_parts(
    symbol: Symbol, checks: LiteralString, statements: tuple[Code, ...]
) -> tuple[tuple[Code, ...], tuple[Function, ...]]:
    """Returns statements that do the same, and functions that they call.

    Args:
        symbol: What the structure is called.
        checks: What its function of these checks is called after the stem.
        statements: What adds to `problems`, each for itself.
    """
    if len(statements) <= _MOST:
        return statements, ()
    functions = tuple(
        Function(
            name=Identifier(f"_{symbol.stem}_{checks}_{number}"),
            parameters=code("value: {}", symbol.name),
            result=_RESULT,
            doc=own_words("A part of the checks."),
            body=(
                Code("problems: list[Problem] = []"),
                *statements[start : start + _MOST],
                Code("return problems"),
            ),
        )
        for number, start in enumerate(range(0, len(statements), _MOST), start=1)
    )
    calls = tuple(code("problems += {}(value)", each.name) for each in functions)
    return calls, functions
