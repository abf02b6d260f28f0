"""What is asked of a member, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from json import dumps

from smithwright.plan.constraints import (
    LENGTH,
    PATTERN,
    RANGE,
    REQUIRED_ELEMENTS,
    TOTAL_SIZE,
    UNIQUE_ITEMS,
    Bounds,
    Constraints,
)
from smithwright.plan.fields import Field
from smithwright.plan.traits import (
    DEFAULT,
    IDEMPOTENCY_TOKEN,
    REQUIRED,
    REQUIRES_LENGTH,
)
from smithwright.plan.types import Kind

_UNITS = {
    Kind.STRING: "character",
    Kind.ENUM: "character",
    Kind.BLOB: "byte",
    Kind.LIST: "item",
    Kind.MAP: "entry",
}
_PLURALS = {"entry": "entries"}


def constraint_facts(
    field: Field, as_code: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Yields what is asked of a member: the trait, and its meaning in words.

    Args:
        field: The member.
        as_code: What shows a text of the model as code.
    """
    if field.is_required:
        yield REQUIRED, "required"
    unit = _UNITS.get(field.type.kind, "unit")
    yield from _constraints(field.constraints, unit, as_code)
    if field.default is not None:
        yield DEFAULT, f"{as_code(dumps(field.default))} by default"
    if field.requires_length:
        yield REQUIRES_LENGTH, "bytes or a seekable file, as its length is sent"
    if field.is_idempotency_token:
        fact = "made up when unset, as the request's idempotency token"
        yield IDEMPOTENCY_TOKEN, fact


def _constraints(
    constraints: Constraints, unit: str, as_code: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    if constraints.length:
        yield LENGTH, _counted(constraints.length, unit)
    if constraints.has_range:
        yield RANGE, _between(constraints.range)
    if constraints.total_size:
        yield TOTAL_SIZE, f"{_counted(constraints.total_size, 'UTF-8 byte')} in all"
    if constraints.pattern is not None:
        yield PATTERN, f"matches {as_code(constraints.pattern.text)}"
    if constraints.unique_items:
        yield UNIQUE_ITEMS, "no item twice"
    for element in constraints.required_elements:
        yield REQUIRED_ELEMENTS, f"contains {as_code(element)}"


def _between(bounds: Bounds) -> str:
    if bounds.maximum is None:
        return f"at least {bounds.minimum:,}"
    if bounds.minimum is None:
        return f"at most {bounds.maximum:,}"
    if bounds.minimum == bounds.maximum:
        return f"exactly {bounds.minimum:,}"
    return f"{bounds.minimum:,} to {bounds.maximum:,}"


def _counted(bounds: Bounds, unit: str) -> str:
    last = bounds.minimum if bounds.maximum is None else bounds.maximum
    return f"{_between(bounds)} {unit if last == 1 else _PLURALS.get(unit, f'{unit}s')}"
