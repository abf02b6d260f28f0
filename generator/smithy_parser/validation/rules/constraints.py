"""Constraint traits that contradict themselves or what they are applied to.

Implements https://smithy.io/2.0/spec/constraint-traits.html.
"""

from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import Member, Shape, ShapeType
from smithy_parser.validation.findings import error, warning
from smithy_parser.validation.traversal import own_with
from smithy_parser.validation.values import number, trait_properties, trait_text

_LENGTH: Final = "smithy.api#length"
_RANGE: Final = "smithy.api#range"
_PATTERN: Final = "smithy.api#pattern"
_DECIMALS: Final = (ShapeType.FLOAT, ShapeType.DOUBLE, ShapeType.BIG_DECIMAL)


def length_trait(model: Model) -> Iterator[Event]:
    """LengthTrait: the bounds of ``length``."""
    id = "LengthTrait"
    for shape in own_with(model, _LENGTH):
        bounds = trait_properties(shape, _LENGTH)
        for name in ("min", "max"):
            value = number(bounds.get(name))
            if value is not None and value < 0:
                message = f"A length trait is applied with a negative `{name}` value."
                yield error(shape, id, message, _LENGTH)
        if _is_reversed(shape, _LENGTH):
            message = (
                "A length trait is applied with a `min` value greater than its `max` "
                "value."
            )
            yield error(shape, id, message, _LENGTH)


def range_trait(model: Model) -> Iterator[Event]:
    """RangeTrait: the bounds of ``range``."""
    id = "RangeTrait"
    for shape in own_with(model, _RANGE):
        target = model[shape.target] if isinstance(shape, Member) else shape
        bounds = trait_properties(shape, _RANGE)
        for name in ("min", "max"):
            value = number(bounds.get(name))
            if value is None or target.type in _DECIMALS or _is_whole(value):
                continue
            yield error(shape, id, _decimal(shape, target, name, value), _RANGE)
        if _is_reversed(shape, _RANGE):
            message = (
                "A range trait is applied with a `min` value greater than its `max` "
                "value."
            )
            yield error(shape, id, message, _RANGE)


def pattern_trait(model: Model) -> Iterator[Event]:
    """PatternTrait: patterns that match a part of the string only."""
    for shape in own_with(model, _PATTERN):
        pattern = trait_text(shape, _PATTERN)
        if pattern is None:
            continue
        missing = [
            anchor
            for anchor, is_there in (
                ("leading '^'", pattern.startswith("^")),
                ("trailing '$'", pattern.endswith("$")),
            )
            if not is_there
        ]
        if missing:
            message = (
                f"A pattern trait is applied without a {' and '.join(missing)}, "
                "meaning only part of the string must match the regular expression. "
                "Explicitly anchoring regular expressions is preferable because it is "
                "more restrictive by default and does not require modelers to "
                "understand that Smithy patterns are not automatically anchored."
            )
            yield warning(shape, "PatternTrait", message, _PATTERN)


def _is_whole(value: float) -> bool:
    return isinstance(value, int) or value.is_integer()


def _is_reversed(shape: Shape, trait: str) -> bool:
    bounds = trait_properties(shape, trait)
    low, high = number(bounds.get("min")), number(bounds.get("max"))
    return low is not None and high is not None and low > high


def _decimal(shape: Shape, target: Shape, name: str, value: float) -> str:
    type: str
    if isinstance(shape, Member):
        kind, noun, type = "Member", "target", target.id
    else:
        kind, noun, type = "Shape", "shape", target.type.value
    return (
        f"{kind} `{shape.id}` is marked with the `range` trait, but its `{name}` "
        f"property is a decimal ({value}) when its {noun} (`{type}`) does not support "
        "decimals."
    )
