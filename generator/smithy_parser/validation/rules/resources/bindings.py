"""Where operations and resources are bound: once in a service, at the fitting place.

Implements https://smithy.io/2.0/spec/service-types.html.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import Member, OperationShape, ResourceShape, ServiceShape
from smithy_parser.validation.findings import error, ticked, warning
from smithy_parser.validation.traversal import (
    bound_operations,
    input_of,
    output_of,
    own,
    resources_of,
)
from smithy_parser.validation.wording import described, listed

_REQUIRED: Final = "smithy.api#required"
_Entity: TypeAlias = ServiceShape | ResourceShape


def single_operation_binding(model: Model) -> Iterator[Event]:
    """SingleOperationBinding: operations with several places in a service."""
    for service in own(model, ServiceShape):
        containers = _containers(model, service, bound_operations)
        for id, bound_to in containers.items():
            if len(bound_to) > 1:
                message = (
                    "An operation can appear only once in an entire service closure. "
                    f"This operation is illegally bound into the `{service.id}` "
                    "service closure from multiple shapes: "
                    f"{listed(sorted(described(shape) for shape in bound_to))}"
                )
                yield error(model[id], "SingleOperationBinding", message)


def single_resource_binding(model: Model) -> Iterator[Event]:
    """SingleResourceBinding: resources with several places in a service."""
    for service in own(model, ServiceShape):
        containers = _containers(model, service, lambda shape: shape.resources)
        for id, bound_to in containers.items():
            if len(bound_to) > 1:
                message = (
                    "A resource can appear only once in an entire service closure. "
                    f"This resource is illegally bound into the `{service.id}` service "
                    "closure from multiple shapes: "
                    f"[{ticked([shape.id for shape in bound_to])}]"
                )
                yield error(model[id], "SingleResourceBinding", message)


def service_bound_resource_operation(model: Model) -> Iterator[Event]:
    """ServiceBoundResourceOperation: operations that may belong to a resource."""
    for service in own(model, ServiceShape):
        resources = resources_of(model, service)
        for id in bound_operations(service) if resources else ():
            operation = model.expect(id, OperationShape)
            members = [
                *input_of(model, operation).members.values(),
                *output_of(model, operation).members.values(),
            ]
            fitting = [r.id for r in resources if _identifies(members, r)]
            if fitting:
                message = (
                    f"The `{id}` operation is bound to the `{service.id}` service but "
                    "has members that match identifiers of the following resource "
                    f"shapes: [{ticked(fitting)}]. It may be more accurately bound to "
                    "one of them than directly to the service."
                )
                name = f"ServiceBoundResourceOperation.{service.id}.{operation.id.name}"
                yield warning(operation, name, message)


def _containers(
    model: Model,
    service: ServiceShape,
    bound: Callable[[_Entity], Iterable[ShapeId]],
) -> Mapping[ShapeId, list[_Entity]]:
    """Returns what each shape is bound to in the closure of a service."""
    found: dict[ShapeId, list[_Entity]] = {}
    entities: list[_Entity] = [service, *resources_of(model, service)]
    for entity in entities:
        for id in dict.fromkeys(bound(entity)):
            found.setdefault(id, []).append(entity)
    return found


def _identifies(members: Iterable[Member], resource: ResourceShape) -> bool:
    return any(
        _REQUIRED in member.traits
        and resource.identifiers.get(member.name) == member.target
        for member in members
    )
