"""Constraint traits as rules for values.

Implements https://smithy.io/2.0/spec/constraint-traits.html.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from smithy_parser.nodes import Node, compact_json, is_list
from smithy_parser.shapes import EnumShape, IntEnumShape, Member, Shape, ShapeType
from smithy_parser.validation.node_kinds import NON_NUMERIC
from smithy_parser.validation.patterns import matches

_STRINGS: Final = (ShapeType.STRING, ShapeType.ENUM)


class Broken(NamedTuple):
    """A constraint that a value doesn't meet.

    Attributes:
        message: What is wrong.
        constraint: The trait's name.
        detail: What event ids get to tell this kind from others.
    """

    message: str
    constraint: str
    detail: str = ""


def broken_constraints(shape: Shape, type: ShapeType, value: Node) -> Iterator[Broken]:
    """Yields what constraints a shape itself has that a value doesn't meet.

    Args:
        shape: A shape, or a member, of which only its own traits count.
        type: The type of the shape, or of the member's target.
        value: A value of the right kind for that type.
    """
    for trait, check in _CHECKS:
        if trait in shape.traits:
            yield from check(shape, type, shape.traits[trait], value)
    if isinstance(shape, EnumShape | IntEnumShape):
        yield from _one_of_members(shape, value)


def _length(
    shape: Shape, type: ShapeType, trait: Node, value: Node
) -> Iterator[Broken]:
    low, high = _bound(trait, "min"), _bound(trait, "max")
    if isinstance(value, str) and type in _STRINGS:
        length = len(value)
        prefix = f"String value provided for `{shape.id}` must be"
        if low is not None and length < low:
            yield Broken(
                f"{prefix} >= {low} characters, "
                f"but the provided value is only {length} characters.",
                "length",
            )
        if high is not None and length > high:
            yield Broken(
                f"{prefix} <= {high} characters, "
                f"but the provided value is {length} characters.",
                "length",
            )
        return
    if isinstance(value, str):
        length, unit = len(value.encode("utf-8", "surrogatepass")), "bytes"
    elif isinstance(value, Mapping):
        length, unit = len(value), "entries"
    elif is_list(value):
        length, unit = len(value), "elements"
    else:
        return
    prefix = f"Value provided for `{shape.id}` must have"
    if low is not None and length < low:
        yield Broken(
            f"{prefix} at least {low} {unit}, "
            f"but the provided value only has {length} {unit}",
            "length",
        )
    if high is not None and length > high:
        yield Broken(
            f"{prefix} no more than {high} {unit}, "
            f"but the provided value has {length} {unit}",
            "length",
        )


def _range(shape: Shape, type: ShapeType, trait: Node, value: Node) -> Iterator[Broken]:
    low, high = _bound(trait, "min"), _bound(trait, "max")
    prefix = f"Value provided for `{shape.id}` must be"
    where = "Member" if isinstance(shape, Member) else "Target"
    detail = f"{where}.InvalidRange"
    if value == "NaN":
        yield Broken(
            f"{prefix} a number because the `smithy.api#range` trait is applied, "
            f'but found "NaN"',
            "range",
        )
        return
    number = _number(value)
    if number is None:
        return
    found = f'"{value}"' if isinstance(value, str) else str(value)
    if low is not None and number < Decimal(str(low)):
        message = f"{prefix} greater than or equal to {low}, but found {found}"
        yield Broken(message, "range", detail)
    if high is not None and number > Decimal(str(high)):
        message = f"{prefix} less than or equal to {high}, but found {found}"
        yield Broken(message, "range", detail)


def _pattern(
    shape: Shape, type: ShapeType, trait: Node, value: Node
) -> Iterator[Broken]:
    is_text = isinstance(value, str) and isinstance(trait, str) and type in _STRINGS
    if is_text and not matches(str(trait), str(value)):
        yield Broken(
            f"String value provided for `{shape.id}` must match regular expression: "
            f"{trait}",
            "pattern",
        )


def _unique_items(
    shape: Shape, type: ShapeType, trait: Node, value: Node
) -> Iterator[Broken]:
    if not is_list(value):
        return
    seen: set[str] = set()
    repeated: dict[str, None] = {}
    for item in (compact_json(each, sort_keys=True) for each in value):
        if item in seen:
            repeated[item] = None
        seen.add(item)
    if repeated:
        items = "`, `".join(repeated)
        yield Broken(
            f"Value provided for `{shape.id}` must have unique items, but the "
            f"following items had multiple entries: [`{items}`]",
            "uniqueItems",
        )


def _enum(shape: Shape, type: ShapeType, trait: Node, value: Node) -> Iterator[Broken]:
    definitions = trait if is_list(trait) else ()
    values = [d.get("value") for d in definitions if isinstance(d, Mapping)]
    if isinstance(value, str) and value not in values:
        yield Broken(_must_be_one(shape, "String", values), "enum")


def _one_of_members(shape: Shape, value: Node) -> Iterator[Broken]:
    values = [member.traits.get(_ENUM_VALUE) for member in shape.members.values()]
    if value in values:
        return
    if isinstance(shape, EnumShape):
        yield Broken(_must_be_one(shape, "String", values), "enum")
    else:
        message = _must_be_one(shape, "Integer", values)
        yield Broken(f"{message}, but found {value}", "enum")


def _must_be_one(shape: Shape, kind: str, values: list[Node]) -> str:
    names = ", ".join(sorted(f"`{value}`" for value in values))
    return (
        f"{kind} value provided for `{shape.id}` must be one of the following "
        f"values: {names}"
    )


def _bound(trait: Node, name: str) -> int | float | None:
    bound = trait.get(name) if isinstance(trait, Mapping) else None
    if isinstance(bound, bool) or not isinstance(bound, int | float):
        return None
    return bound


def _number(value: Node) -> Decimal | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number or value in NON_NUMERIC:
        return Decimal(str(value))
    return None


_ENUM_VALUE: Final = "smithy.api#enumValue"
_Check: TypeAlias = Callable[[Shape, ShapeType, Node, Node], Iterator[Broken]]
_CHECKS: Final[tuple[tuple[str, _Check], ...]] = (
    ("smithy.api#length", _length),
    ("smithy.api#pattern", _pattern),
    ("smithy.api#range", _range),
    ("smithy.api#uniqueItems", _unique_items),
    ("smithy.api#enum", _enum),
)
