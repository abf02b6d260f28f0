"""The patterns that a package does not check, for the user to know."""

from __future__ import annotations

from collections.abc import Iterator

from smithwright.plan.fields import Field, Record
from smithwright.plan.types import TEXTS, ListType, MapType


def unchecked_patterns(record: Record) -> Iterator[tuple[str, str]]:
    """Yields ids of what has such a pattern in a value that callers make, and why.

    A class that the value holds is asked for itself.
    """
    for field in record.fields:
        yield from _inside(field)


def _inside(field: Field) -> Iterator[tuple[str, str]]:
    match field.type:
        case ListType() as type:
            yield from _inside(type.item)
        case MapType() as type:
            yield from _inside(type.key)
            yield from _inside(type.value)
        case type:
            pattern = field.constraints.pattern
            if pattern is not None and type.kind in TEXTS and pattern.objection:
                yield pattern.holder, pattern.objection
