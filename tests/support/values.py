"""Random values of a model's shapes, as boto3 takes them: dicts, lists, scalars.

`ValidValues` keeps to every constraint of the model; `AnswerValues` makes what a
service may answer, whatever the constraints say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeAlias, cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from smithy_parser import (
    MISSING,
    EnumShape,
    IntEnumShape,
    ListShape,
    MapShape,
    Member,
    Model,
    Shape,
    ShapeType,
    SimpleShape,
    StructureShape,
    UnionShape,
)

Values: TypeAlias = SearchStrategy[object]
Structures: TypeAlias = SearchStrategy[dict[str, object]]

REQUIRED = "smithy.api#required"
LENGTH = "smithy.api#length"
RANGE = "smithy.api#range"
PATTERN = "smithy.api#pattern"
UNIQUE_ITEMS = "smithy.api#uniqueItems"
ENUM_VALUE = "smithy.api#enumValue"
TOTAL_SIZE = "smithwright.constraints#totalSize"
REQUIRED_ELEMENTS = "smithwright.constraints#requiredElements"
EXCLUSIVE_MEMBERS = "smithwright.constraints#exclusiveMembers"

_INTEGER_BITS = {
    ShapeType.BYTE: 8,
    ShapeType.SHORT: 16,
    ShapeType.INTEGER: 32,
    ShapeType.LONG: 64,
    ShapeType.BIG_INTEGER: 200,
}
_MORE_THAN_FEWEST = 12
"""How far a random length goes beyond its lower bound."""

JSON: Values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=4,
)


def integer_bounds(shape_type: ShapeType) -> tuple[int, int] | None:
    """Returns what an integer type holds, or None for another type."""
    if (bits := _INTEGER_BITS.get(shape_type)) is None:
        return None
    return -(1 << bits - 1), (1 << bits - 1) - 1


def trait(model: Model, shape: Shape, name: str) -> Mapping[str, object]:
    """Returns a trait that has members; an absent one has none."""
    value = model.trait(shape, name)
    return {} if value is MISSING else cast("Mapping[str, object]", value)


def texts(model: Model, shape: Shape, name: str) -> list[str]:
    """Returns a trait that lists strings; an absent one lists none."""
    value = model.trait(shape, name)
    return [] if value is MISSING else cast("list[str]", value)


def byte_size(value: object) -> int:
    """Returns the UTF-8 bytes of all strings in a list, or keys and values of a map."""
    items: list[object] = []
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        items = [*entries, *entries.values()]
    elif isinstance(value, list):
        items = cast("list[object]", value)
    return sum(len(str(item).encode()) for item in items)


@dataclass(frozen=True)
class ValidValues:
    """Strategies of values that every constraint of the model holds for."""

    model: Model
    deepest: int = 3
    """How many structures, lists and maps may lie in each other."""

    def of(self, shape_id: str) -> Structures:
        """Returns the values of a structure."""
        shape = self.model.expect(shape_id, StructureShape)
        return self.structure(shape, self.deepest)

    def value(self, place: Shape, depth: int) -> Values:
        """Returns the values of a member or another shape at `place`."""
        shape = self.model[place.target] if isinstance(place, Member) else place
        match shape:
            case StructureShape():
                return self.structure(shape, depth)
            case UnionShape():
                return self.union(shape, depth)
            case ListShape():
                return self.list(shape, place, depth)
            case MapShape():
                return self.map(shape, place, depth)
            case EnumShape() | IntEnumShape():
                return self.enum(shape)
            case _:
                return self.simple(shape, place)

    def structure(self, shape: StructureShape, depth: int) -> Structures:
        """Returns values with all required members, and any of the others."""
        required: dict[str, Values] = {}
        optional: dict[str, Values] = {}
        for name, member in shape.members.items():
            if REQUIRED in member.traits:
                required[name] = self.value(member, depth - 1)
            elif depth > 0 or isinstance(self.model[member.target], SimpleShape):
                optional[name] = self.value(member, depth - 1)
        made = st.fixed_dictionaries(required, optional=optional)
        groups = cast("list[list[str]]", texts(self.model, shape, EXCLUSIVE_MEMBERS))
        for group in groups:
            made = st.builds(_keep_one, made, st.just(group), st.sampled_from(group))
        return made

    def union(self, shape: UnionShape, depth: int) -> Values:
        """Returns values with exactly one member."""
        variants: list[Values] = [
            st.fixed_dictionaries({name: self.value(member, depth - 1)})
            for name, member in shape.members.items()
        ]
        return st.one_of(variants)

    def list(self, shape: ListShape, place: Shape, depth: int) -> Values:
        """Returns lists of a size in bounds, with the elements that they must hold."""
        fewest, most = self.sizes(place)
        made = st.lists(
            self.value(shape.member, depth - 1),
            min_size=fewest,
            max_size=most if depth > 0 else fewest,
            unique_by=repr if UNIQUE_ITEMS in shape.traits else None,
        )
        for element in texts(self.model, place, REQUIRED_ELEMENTS):
            made = st.builds(_with_item, made, st.just(element), st.integers(0, 3))
        return made.filter(lambda items: self._has_total_size(place, items))

    def map(self, shape: MapShape, place: Shape, depth: int) -> Values:
        """Returns maps of a size in bounds."""
        fewest, most = self.sizes(place)
        made = st.dictionaries(
            cast("SearchStrategy[str]", self.value(shape.key, depth - 1)),
            self.value(shape.value, depth - 1),
            min_size=fewest,
            max_size=most if depth > 0 else fewest,
        )
        return made.filter(lambda entries: self._has_total_size(place, entries))

    def enum(self, shape: EnumShape | IntEnumShape) -> Values:
        """Returns the known values."""
        members = shape.members.values()
        return st.sampled_from([member.traits[ENUM_VALUE] for member in members])

    def simple(self, shape: Shape, place: Shape) -> Values:
        """Returns the values of a simple type."""
        bounds = trait(self.model, place, RANGE)
        if (held := integer_bounds(shape.type)) is not None:
            low, high = bounds.get("min", held[0]), bounds.get("max", held[1])
            return st.integers(int(str(low)), int(str(high)))
        match shape.type:
            case ShapeType.STRING:
                return self.string(place)
            case ShapeType.BLOB:
                fewest, most = self.sizes(place)
                return st.binary(min_size=fewest, max_size=most)
            case ShapeType.BOOLEAN:
                return st.booleans()
            case ShapeType.TIMESTAMP:
                return _timestamps()
            case ShapeType.DOCUMENT:
                return JSON
            case ShapeType.BIG_DECIMAL:
                return st.decimals(allow_nan=False, allow_infinity=False, places=4)
            case _:
                low, high = _float(bounds.get("min")), _float(bounds.get("max"))
                if shape.type is ShapeType.FLOAT:
                    return st.floats(low, high, allow_nan=False, width=32)
                return st.floats(low, high, allow_nan=False)

    def string(self, place: Shape) -> Values:
        """Returns strings of a length in bounds that match the pattern, if any."""
        fewest, most = self.sizes(place)
        pattern = self.model.trait(place, PATTERN)
        if pattern is MISSING:
            return st.text(min_size=fewest, max_size=most)
        # Smithy's `$` is the end of the string; Python's also precedes a final \n.
        expression = re.sub(r"(?<!\\)\$$", r"\\Z", str(pattern))
        made = st.from_regex(re.compile(expression, re.ASCII))
        return made.filter(lambda text: fewest <= len(text) <= most)

    def sizes(self, place: Shape) -> tuple[int, int]:
        """Returns the fewest and the most characters, bytes, items or entries."""
        bounds = trait(self.model, place, LENGTH)
        fewest = int(str(bounds.get("min", 0)))
        most = fewest + _MORE_THAN_FEWEST
        return fewest, min(most, int(str(bounds.get("max", most))))

    def _has_total_size(self, place: Shape, value: object) -> bool:
        bounds = trait(self.model, place, TOTAL_SIZE)
        size = byte_size(value) if bounds else 0
        fewest, most = bounds.get("min", 0), bounds.get("max", size)
        return int(str(fewest)) <= size <= int(str(most))


class AnswerValues(ValidValues):
    """Strategies of what a service may answer, older or newer than the model.

    Members may be missing or null, structures may hold members and enums values that
    the model does not know, and no length holds.
    """

    def structure(self, shape: StructureShape, depth: int) -> Structures:
        """Returns values with any of the members, and others."""
        known: dict[str, Values] = {
            name: st.none() | self.value(member, depth - 1)
            for name, member in shape.members.items()
            if depth > 0 or isinstance(self.model[member.target], SimpleShape)
        }
        names = st.text(max_size=8).map(lambda text: f"unknown{text}")
        unknown = st.dictionaries(names, JSON, max_size=2)
        members = st.fixed_dictionaries({}, optional=known)
        return st.builds(lambda one, other: {**one, **other}, members, unknown)

    def enum(self, shape: EnumShape | IntEnumShape) -> Values:
        """Returns known values and others."""
        other: Values = st.integers(-(2**31), 2**31 - 1)
        if isinstance(shape, EnumShape):
            other = st.text(min_size=1, max_size=8)
        return super().enum(shape) | other

    def sizes(self, place: Shape) -> tuple[int, int]:
        """Returns bounds that have nothing to do with the model."""
        return 0, _MORE_THAN_FEWEST

    def string(self, place: Shape) -> Values:
        """Returns any string."""
        return st.text(max_size=_MORE_THAN_FEWEST)


def _keep_one(
    members: dict[str, object], group: list[str], kept: str
) -> dict[str, object]:
    if kept not in members:
        kept = next((name for name in group if name in members), kept)
    return {
        name: value
        for name, value in members.items()
        if name == kept or name not in group
    }


def _with_item(items: list[object], element: object, position: int) -> list[object]:
    if element in items:
        return items
    return [*items[:position], element, *items[position:]]


def _timestamps() -> SearchStrategy[datetime]:
    seconds = st.integers(0, 4_102_444_800)
    return seconds.map(lambda second: datetime.fromtimestamp(second, UTC))


def _float(bound: object) -> float | None:
    return None if bound is None else float(Decimal(str(bound)))
