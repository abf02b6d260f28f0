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
    members = tuple(target.members.values())
    total = constraints.total_size
    if total.minimum is not None:
        return None
    # No code point takes more than four bytes; the members share what there is.
    most = None if total.maximum is None else int(total.maximum) // 4 // len(members)
    tests = [_texts_test(context, imports, member, most) for member in members]
    known = tuple(test for test in tests if test is not None)
    return known if len(known) == len(tests) else None


def _texts_test(
    context: Context, imports: Imports, member: Member, most: int | None
) -> Code | None:
    constraints = constraints_of(context, member)
    minimum = constraints.length.minimum or 0
    if context.target(member).type not in _STRINGS or minimum > 1:
        return None
    filled = minimum == 1
    arguments: list[Code] = []
    if constraints.pattern is not None:
        repeated = _REPEATED_CLASS.fullmatch(to_python(constraints.pattern) or "")
        characters = "" if repeated is None else _characters(repeated[1])
        if repeated is None or not characters:
            return None
        filled = filled or repeated[2] == "+"
        arguments.append(code("characters={}", Literal.of(characters)))
    longest = [most, constraints.length.maximum]
    if bounds := [bound for bound in longest if bound is not None]:
        arguments.insert(0, code("longest={}", Literal.of(min(bounds))))
    if filled:
        arguments.insert(0, Code("filled=True"))
    if not arguments:
        return imports.runtime("checks", "ANY_TEXTS")
    return code("{}({})", imports.runtime("checks", "Texts"), joined(", ", arguments))


def _characters(expression: str) -> str:
    """Returns the ASCII characters that a regular expression's class holds."""
    matches = re.compile(expression, re.ASCII).fullmatch
    return "".join(char for char in map(chr, range(128)) if matches(char))
