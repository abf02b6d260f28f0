"""Whether values that were accepted before are refused now."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from smithy_parser import MISSING, Model, Node, Shape, ShapeType

# How many bits the numbers of a type have.
_BITS = {
    ShapeType.BYTE: 8,
    ShapeType.SHORT: 16,
    ShapeType.INTEGER: 32,
    ShapeType.INT_ENUM: 32,
    ShapeType.LONG: 64,
}
_LENGTHS = ("smithy.api#length", "smithwright.constraints#totalSize")
BOUNDS = (*_LENGTHS, "smithy.api#range")
"""The constraints of which it can be told what they refuse."""

_OTHERS = (
    "smithy.api#pattern",
    "smithy.api#uniqueItems",
    "smithwright.constraints#requiredElements",
    "smithwright.constraints#exclusiveMembers",
)


def is_narrower(trait: str, old: Node, new: Node) -> bool:
    """Whether a constraint refuses more than before; None stands for no constraint.

    Of patterns and the like this cannot be told: any other one counts as narrower.
    """
    if new is None or old == new:
        return False
    if trait not in BOUNDS:
        return True
    lowest = 0 if trait in _LENGTHS else -inf
    return _bound(new, "min", lowest) > _bound(old, "min", lowest) or (
        _bound(new, "max", inf) < _bound(old, "max", inf)
    )


def is_target_narrower(
    old_model: Model, old: Shape, new_model: Model, new: Shape
) -> bool:
    """Whether the type or a constraint in effect refuses more than before."""
    before, after = _type(old_model, old), _type(new_model, new)
    if _BITS.get(after, inf) < _BITS.get(before, inf):
        return True
    return any(
        is_narrower(trait, _trait(old_model, old, trait), _trait(new_model, new, trait))
        for trait in (*BOUNDS, *_OTHERS)
    )


def _bound(value: Node, name: str, missing: float) -> float:
    bound = value.get(name) if isinstance(value, Mapping) else None
    return bound if isinstance(bound, int | float) else missing


def _type(model: Model, shape: Shape) -> ShapeType:
    target = model.get(getattr(shape, "target", shape.id))
    return shape.type if target is None else target.type


def _trait(model: Model, shape: Shape, trait: str) -> Node:
    value = model.trait(shape, trait)
    if value is MISSING:
        return None
    return {} if value is None else value
