"""Names in the generated package that change without a change of what they stand for.

Names are made so that this is rare (docs/naming.md): where two clash, one yields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smithwright.changes.usage import Usage


@dataclass(frozen=True, slots=True)
class Rename:
    """A class, attribute or constant that is called something else.

    Attributes:
        of: The id of the shape or member.
        old: Its old name in Python.
        new: Its new name.
    """

    of: str
    old: str
    new: str


def renames(old: Usage, new: Usage) -> tuple[Rename, ...]:
    """Returns the names that change, in the order of the old model."""
    return (*_base_errors(old, new), *_classes(old, new), *_attributes(old, new))


def _base_errors(old: Usage, new: Usage) -> Iterator[Rename]:
    for id, name in old.base_errors.items():
        if new.base_errors.get(id, name) != name:
            yield Rename(id, name, new.base_errors[id])


def _classes(old: Usage, new: Usage) -> Iterator[Rename]:
    for id, names in old.classes.items():
        now = new.classes.get(id, ())
        # More or fewer classes come from other uses of a shape.
        if len(now) == len(names):
            for before, after in zip(names, now, strict=True):
                if before != after and before not in new.class_names:
                    yield Rename(id, before, after)


def _attributes(old: Usage, new: Usage) -> Iterator[Rename]:
    for id in (id for id in old.classes if id in new.classes):
        before, after = old.model[id], new.model[id]
        if before.type is not after.type or list(before.members) == list(after.members):
            continue
        was, now = old.names(before), new.names(after)
        for member in was:
            if member in now and was[member] != now[member]:
                yield Rename(f"{id}${member}", was[member], now[member])
