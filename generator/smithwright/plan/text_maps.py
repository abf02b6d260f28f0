"""A test of all entries of a map of strings at once.

Walking a map costs more than all other checks of a request, so the walk is left to
the maps that this test, which runs at C's speed, does not find valid.
"""

from __future__ import annotations

import re

from smithwright.plan.constraints import SPARSE, Constraints, constraints_of
from smithwright.plan.context import Context
from smithwright.plan.patterns import to_python
from smithwright.plan.text import Code, Identifier, Literal, code, joined
from smithy_parser import MapShape, ShapeType

# A class of characters, repeated: strings match it together if each of them does.
_CHARACTERS = re.compile(r"\^\[([^\[\]\\]|\\[wds.\-/])+\][+*]\\Z")


def text_map(
    context: Context,
    target: MapShape,
    constraints: Constraints,
    key_pattern: Identifier | None,
) -> Code | None:
    """Returns the arguments of the test, or None where it cannot be made.

    Args:
        context: Where shapes are looked up.
        target: The map.
        constraints: What holds for the map as a whole.
        key_pattern: The constant that holds the pattern of its keys.
    """
    if not _is_testable(context, target):
        return None
    keys = constraints_of(context, target.key).length
    items = constraints_of(context, target.value).length
    total = constraints.total_size
    arguments: list[Code] = []
    if keys.minimum:
        arguments.append(Code("filled_keys=True"))
    if keys.maximum is not None:
        arguments.append(code("longest_key={}", Literal.of(keys.maximum)))
    if key_pattern is not None:
        arguments.append(code("key_pattern={}", key_pattern))
    if items.minimum:
        arguments.append(Code("filled_items=True"))
    if items.maximum is not None:
        arguments.append(code("longest_item={}", Literal.of(items.maximum)))
    if total.maximum is not None:
        arguments.append(code("most_bytes={}", Literal.of(total.maximum)))
    return joined(", ", arguments)


def _is_testable(context: Context, target: MapShape) -> bool:
    keys = constraints_of(context, target.key)
    items = constraints_of(context, target.value)
    kinds = {context.target(member).type for member in target.members.values()}
    pattern = None if keys.pattern is None else to_python(keys.pattern)
    return (
        kinds == {ShapeType.STRING}
        and SPARSE not in target.traits
        and (keys.length.minimum or 0) <= 1
        and (items.length.minimum or 0) <= 1
        and items.pattern is None
        and constraints_of(context, target).total_size.minimum is None
        and (pattern is None or _CHARACTERS.fullmatch(pattern) is not None)
    )
