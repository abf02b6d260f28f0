"""The constraint traits in effect on a value, read and checked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from smithwright.plan.constraints import (
    EXCLUSIVE_MEMBERS,
    LENGTH,
    PATTERN,
    RANGE,
    REQUIRED_ELEMENTS,
    TOTAL_SIZE,
    UNIQUE_ITEMS,
    Bounds,
    Constraints,
    Pattern,
)
from smithwright.plan.context import Context
from smithwright.plan.plan_error import PlanError
from smithy_parser import Member, Node, Shape, ShapeType

_TRAITS = frozenset(
    {
        *(LENGTH, PATTERN, RANGE, UNIQUE_ITEMS),
        *(TOTAL_SIZE, REQUIRED_ELEMENTS, EXCLUSIVE_MEMBERS),
    }
)

# https://smithy.io/2.0/spec/simple-types.html
_INTEGER_BITS = {
    ShapeType.BYTE: 8,
    ShapeType.SHORT: 16,
    ShapeType.INTEGER: 32,
    ShapeType.INT_ENUM: 32,
    ShapeType.LONG: 64,
}


def constraints_of(context: Context, shape: Shape) -> Constraints:
    """Returns the constraints in effect on `shape`, or on a member's values.

    Raises:
        PlanError: A trait's value is not what its definition asks for.
    """
    if isinstance(shape, Member) and _TRAITS.isdisjoint(shape.traits):
        shape = context.target(shape)
    if (known := context.constraints.get(shape.id)) is None:
        known = context.constraints[shape.id] = _read(context, shape)
    return known


def _read(context: Context, shape: Shape) -> Constraints:
    if _TRAITS.isdisjoint(shape.traits):
        return Constraints(range=_within_type(shape.type, Bounds()))
    target = context.target(shape) if isinstance(shape, Member) else shape
    reader = _Reader(context, shape)
    given = reader.bounds(RANGE)
    return Constraints(
        length=reader.size(LENGTH),
        range=_within_type(target.type, given),
        has_range=bool(given),
        total_size=reader.size(TOTAL_SIZE),
        pattern=reader.pattern(),
        unique_items=context.has_trait(shape, UNIQUE_ITEMS),
        required_elements=reader.texts(REQUIRED_ELEMENTS),
        exclusive=reader.groups(EXCLUSIVE_MEMBERS, target),
    )


def _within_type(type: ShapeType, bounds: Bounds) -> Bounds:
    bits = _INTEGER_BITS.get(type)
    if bits is None:
        return bounds
    limit = 1 << (bits - 1)
    return Bounds(
        -limit if bounds.minimum is None else bounds.minimum,
        limit - 1 if bounds.maximum is None else bounds.maximum,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    context: Context
    shape: Shape

    def bounds(self, trait: str) -> Bounds:
        """Returns the bounds of a trait, of which there is one at least."""
        value = self.context.trait(self.shape, trait)
        if value is None:
            return Bounds()
        if not isinstance(value, Mapping) or not value.keys() <= {"min", "max"}:
            raise self._error(trait, "must be an object with min, max or both")
        bounds = Bounds(
            self._number(trait, value.get("min")), self._number(trait, value.get("max"))
        )
        if not bounds:
            raise self._error(trait, "must have min, max or both")
        low, high = bounds.minimum, bounds.maximum
        if low is not None and high is not None and low > high:
            raise self._error(trait, "has a min above its max")
        return bounds

    def size(self, trait: str) -> Bounds:
        """Returns bounds of a size, where a minimum of zero says nothing."""
        bounds = self.bounds(trait)
        for bound in (bounds.minimum, bounds.maximum):
            if isinstance(bound, Decimal) or (bound is not None and bound < 0):
                raise self._error(trait, "must hold integers from 0 on")
        return Bounds(bounds.minimum or None, bounds.maximum)

    def pattern(self) -> Pattern | None:
        value = self.context.trait(self.shape, PATTERN)
        if value is None:
            return None
        if isinstance(value, str):
            longest = self.size(LENGTH).maximum
            holder = self._holder(PATTERN).id
            return Pattern(value, holder, None if longest is None else int(longest))
        raise self._error(PATTERN, "must be a string")

    def texts(self, trait: str) -> tuple[str, ...]:
        return self._strings(trait, self.context.trait(self.shape, trait))

    def groups(self, trait: str, target: Shape) -> tuple[tuple[str, ...], ...]:
        value = self.context.trait(self.shape, trait)
        if value is None:
            return ()
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self._error(trait, "must be a list of lists of member names")
        groups = tuple(self._strings(trait, group) for group in value)
        for name in (name for group in groups for name in group):
            if name not in target.members:
                raise self._error(trait, f"names {name!r}, which is not a member")
        return groups

    def _number(self, trait: str, value: Node) -> int | Decimal | None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if not isinstance(value, float | str):
            raise self._error(trait, "must hold numbers")
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise self._error(trait, "must hold numbers") from None
        if not number.is_finite():
            raise self._error(trait, "must hold finite numbers")
        return number

    def _strings(self, trait: str, value: Node) -> tuple[str, ...]:
        if value is None:
            return ()
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self._error(trait, "must be a list of strings")
        texts = tuple(item for item in value if isinstance(item, str))
        if len(texts) != len(value):
            raise self._error(trait, "must hold strings only")
        return texts

    def _error(self, trait: str, message: str) -> PlanError:
        return PlanError(self._holder(trait), f"trait {trait} {message}")

    def _holder(self, trait: str) -> Shape:
        if isinstance(self.shape, Member) and trait not in self.shape.traits:
            return self.context.target(self.shape)
        return self.shape
