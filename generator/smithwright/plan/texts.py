"""A test of all strings of a list, or of all keys or values of a map, at once.

Walking a collection costs more than all other checks of a request, so the walk is
left to those that this test, which runs at C's speed, does not find valid.
"""

from __future__ import annotations

import re

from smithwright.plan.constraints import SPARSE, Constraints, constraints_of
from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.patterns import to_python
from smithwright.plan.text import Code, Literal, code, joined
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType

_STRINGS = (ShapeType.STRING, ShapeType.ENUM)

# A class of characters, repeated: strings match it together if each of them does.
_REPEATED_CLASS = re.compile(r"\^(\[(?:[^\[\]\\]|\\.)+\])([+*])\\Z", re.DOTALL)


def texts_tests(
    context: Context, imports: Imports, target: Shape, constraints: Constraints
) -> tuple[Code, ...] | None:
    """Returns the test of each member of a collection, or None where one has none.

    Args:
        context: Where shapes are looked up.
        imports: The imports of the module that the tests are for.
        target: The list or map.
        constraints: What holds for the collection as a whole.
    """
    if not isinstance(target, ListShape | MapShape) or SPARSE in target.traits:
        return None
    members = target.members.values()
    total = constraints.total_size
    if total.minimum is not None:
        return None
    # No code point takes more than four bytes; the members share what there is.
    most = None if total.maximum is None else int(total.maximum) // 4 // len(members)
    tests: list[Code] = []
    for member in members:
        if (arguments := _arguments(context, member, most)) is None:
            return None
        tests.append(joined(", ", arguments))
    return tuple(_texts(imports, arguments) for arguments in tests)


def _texts(imports: Imports, arguments: Code) -> Code:
    if not arguments.text:
        return imports.runtime("checks", "ANY_TEXTS")
    return code("{}({})", imports.runtime("checks", "Texts"), arguments)


def _arguments(context: Context, member: Member, most: int | None) -> list[Code] | None:
    """Returns what the test of a member's strings is told; None where there is none."""
    constraints = constraints_of(context, member)
    minimum, maximum = constraints.length.minimum or 0, constraints.length.maximum
    if context.target(member).type not in _STRINGS or minimum > 1:
        return None
    repeated = None
    characters = ""
    if constraints.pattern is not None:
        repeated = _REPEATED_CLASS.fullmatch(to_python(constraints.pattern) or "")
        characters = "" if repeated is None else _characters(repeated[1])
        if not characters:
            return None
    arguments: list[Code] = []
    if minimum == 1 or (repeated is not None and repeated[2] == "+"):
        arguments.append(Code("filled=True"))
    if bounds := [bound for bound in (most, maximum) if bound is not None]:
        arguments.append(code("longest={}", Literal.of(min(bounds))))
    if characters:
        arguments.append(code("characters={}", Literal.of(characters)))
    return arguments


def _characters(expression: str) -> str:
    """Returns the ASCII characters that a regular expression's class holds."""
    matches = re.compile(expression, re.ASCII).fullmatch
    return "".join(char for char in map(chr, range(128)) if matches(char))
