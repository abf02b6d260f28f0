"""Names in a service's closure: unique, and renamed only as allowed.

Implements https://smithy.io/2.0/spec/service-types.html#service-closure.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event, Severity
from smithy_parser.model import Model
from smithy_parser.nodes import same
from smithy_parser.shape_id import IDENTIFIER
from smithy_parser.shapes import (
    EnumShape,
    IntEnumShape,
    ListShape,
    Member,
    ServiceShape,
    Shape,
    ShapeType,
    SimpleShape,
)
from smithy_parser.validation.findings import error, finding
from smithy_parser.validation.traversal import own
from smithy_parser.validation.wording import MAX_LISTED

_ID: Final = "Service"
_NOT_RENAMED: Final = (ShapeType.MEMBER, ShapeType.RESOURCE, ShapeType.OPERATION)
_BENIGN: Final = (SimpleShape, EnumShape, IntEnumShape)
_SEVERE: Final = (Severity.DANGER, Severity.ERROR)


def service_closure(model: Model) -> Iterator[Event]:
    """Service: names that clash in the closure of a service, and wrong renames."""
    for service in own(model, ServiceShape):
        closure = model.graph.closure([service])
        for same_name in _by_name(service, closure).values():
            yield from _conflicts(model, service, same_name)
        for id, name in service.rename.items():
            yield from _check_rename(service, closure.get(id), id, name)


def _by_name(
    service: ServiceShape, closure: Mapping[str, Shape]
) -> dict[str, list[Shape]]:
    found: dict[str, list[Shape]] = {}
    for id in sorted(closure):
        shape = closure[id]
        if not isinstance(shape, Member):
            name = service.rename.get(id) or shape.id.name
            found.setdefault(name.lower(), []).append(shape)
    return found


def _conflicts(
    model: Model, service: ServiceShape, same_name: list[Shape]
) -> Iterator[Event]:
    for shape in same_name:
        for other in same_name[:MAX_LISTED]:
            if other is not shape:
                severity = _severity(model, shape, other)
                message = _conflict(service, shape, other, severity)
                yield finding(severity, shape, _ID, message)


def _severity(model: Model, left: Shape, right: Shape) -> Severity:
    """How bad it is that two shapes have one name: less so if they mean the same.

    Lists are compared through what they hold, which may be lists again.
    """
    severity = Severity.NOTE
    seen: set[str] = set()
    while left.id not in seen:
        seen.add(left.id)
        if (
            left.type is not right.type
            or not isinstance(left, (*_BENIGN, ListShape, Member))
            or not same(left.traits, right.traits)
        ):
            return Severity.ERROR
        if isinstance(left, ListShape) and isinstance(right, ListShape):
            severity = Severity.WARNING
            left, right = left.member, right.member
        elif isinstance(left, Member) and isinstance(right, Member):
            left, right = model[left.target], model[right.target]
    return severity


def _conflict(
    service: ServiceShape, shape: Shape, other: Shape, severity: Severity
) -> str:
    rename = service.rename.get(shape.id)
    name = f'Renamed shape name "{rename}"' if rename else f"Shape name `{shape.id}`"
    other_rename = service.rename.get(other.id)
    renamed = f'(renamed to "{other_rename}") ' if other_rename else ""
    return (
        f"{name} conflicts with `{other.id}` {renamed}in the `{service.id}` service "
        "closure. Shapes in the closure of a service "
        f"{'must' if severity in _SEVERE else 'should'} have case-insensitively unique "
        "names regardless of their namespaces. Use the `rename` property of the "
        "service to disambiguate shape names."
    )


def _check_rename(
    service: ServiceShape, shape: Shape | None, id: str, name: str
) -> Iterator[Event]:
    if IDENTIFIER.fullmatch(name) is None:
        message = (
            f'Service attempts to rename `{id}` to an invalid identifier, "{name}"'
        )
        yield error(service, _ID, message)
    if shape is None:
        message = f"Service attempts to rename a shape not in the service: {id}"
        yield error(service, _ID, message)
        return
    if name == shape.id.name:
        message = (
            f"Service rename for `{id}` does not actually change the name from `{name}`"
        )
        yield error(service, _ID, message)
    if shape.type in _NOT_RENAMED:
        message = (
            f'Service attempts to rename a {shape.type} shape from `{id}` to "{name}"; '
            f"{shape.type}s cannot be renamed"
        )
        yield error(service, _ID, message)
