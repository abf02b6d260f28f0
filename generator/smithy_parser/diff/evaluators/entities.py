"""What services and resources bind, what identifies resources, and renamed shapes."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from smithy_parser.diff.changes import Changes, Finding, Pair
from smithy_parser.events import Event, Severity
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import ResourceShape, ServiceShape
from smithy_parser.validation.findings import error, finding, note

_Entity: TypeAlias = ServiceShape | ResourceShape
_KINDS: Final = (("operations", "Operation"), ("resources", "Resource"))


def added_entity_binding(changes: Changes) -> Iterator[Finding]:
    """AddedOperationBinding and AddedResourceBinding."""
    for old, new, pair in _entities(changes):
        for name, kind in _KINDS:
            for id in _bound(new, name):
                if id not in _bound(old, name):
                    event_id = f"Added{kind}Binding.To{_title(new)}.{id.name}"
                    message = f"The {kind.lower()} `{id}` was bound to the {new.type}"
                    yield Finding(note(new, event_id, message), (*pair.path, name, id))


def removed_entity_binding(changes: Changes) -> Iterator[Finding]:
    """RemovedOperationBinding and RemovedResourceBinding."""
    for old, new, pair in _entities(changes):
        for name, kind in _KINDS:
            for id in _bound(old, name):
                if id not in _bound(new, name):
                    event = _removal(changes, new, kind, id)
                    yield Finding(event, (*pair.path, name, id))


def _removal(changes: Changes, entity: _Entity, kind: str, id: ShapeId) -> Event:
    event_id = f"Removed{kind}Binding.From{_title(entity)}.{id.name}"
    message = f"The {kind.lower()} `{id}` is no longer bound to the {entity.type}"
    is_service = isinstance(entity, ServiceShape)
    if kind == "Operation" and is_service and _still_has(changes, entity, id):
        moved = f"{message}, but to one of its resources"
        return finding(Severity.NOTE, entity, event_id, moved)
    return error(entity, event_id, message)


def _still_has(changes: Changes, entity: _Entity, id: ShapeId) -> bool:
    return any(operation.id == id for operation in changes.new.operations_of(entity.id))


def changed_resource_identifiers(changes: Changes) -> Iterator[Finding]:
    """ChangedResourceIdentifiers: one that came, went or targets another shape."""
    for old, new, pair in changes.of(ResourceShape):
        message = "The identifiers of the resource changed"
        event = error(new, "ChangedResourceIdentifiers", message)
        for name in dict.fromkeys((*old.identifiers, *new.identifiers)):
            if old.identifiers.get(name) != new.identifiers.get(name):
                yield Finding(event, (*pair.path, "identifiers", name))


def service_rename(changes: Changes) -> Iterator[Finding]:
    """ServiceRename: the name of a shape that was in the service's closure before."""
    for old, new, pair in changes.of(ServiceShape):
        if old.rename == new.rename:
            continue
        for id in dict.fromkeys((*old.rename, *new.rename)):
            message = _renaming(changes, old, new, pair, id)
            if message is not None:
                event = error(new, "ServiceRename", message)
                yield Finding(event, (*pair.path, "rename", id))


def _renaming(
    changes: Changes, old: ServiceShape, new: ServiceShape, pair: Pair, id: str
) -> str | None:
    before, after = old.rename.get(id), new.rename.get(id)
    if before == after:
        return None
    if before is None:
        closure = {shape.id for shape in changes.old.walk(pair.old.id)}
        was_there = f"`{id}`, which the service had before, was renamed to `{after}`"
        return was_there if id in closure else None
    if after is None:
        return f"`{id}` is no longer renamed to `{before}`"
    return f"`{id}` is renamed to `{after}` and no longer to `{before}`"


def _entities(changes: Changes) -> Iterator[tuple[_Entity, _Entity, Pair]]:
    yield from changes.of(ServiceShape)
    yield from changes.of(ResourceShape)


def _bound(entity: _Entity, name: str) -> tuple[ShapeId, ...]:
    return entity.operations if name == "operations" else entity.resources


def _title(entity: _Entity) -> str:
    return entity.type.capitalize()
