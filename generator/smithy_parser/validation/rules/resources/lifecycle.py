"""Lifecycle operations of resources, and members that look like identifiers.

Implements https://smithy.io/2.0/spec/service-types.html#resource-lifecycle-operations.
"""

from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import ResourceShape, Shape, ShapeType
from smithy_parser.validation.findings import error, ticked, warning
from smithy_parser.validation.traversal import own, own_members
from smithy_parser.validation.values import elements, properties, text

_ID: Final = "ResourceLifecycle"
_IDEMPOTENT: Final = "smithy.api#idempotent"
_READONLY: Final = "smithy.api#readonly"
_REFERENCES: Final = "smithy.api#references"
_IS_READONLY: Final = ("read", "list")
_IS_IDEMPOTENT: Final = ("put", "delete")
_STRINGS: Final = (ShapeType.STRING, ShapeType.ENUM)


def resource_lifecycle(model: Model) -> Iterator[Event]:
    """ResourceLifecycle: lifecycle operations are as harmless as they must be."""
    for resource in own(model, ResourceShape):
        for name, id in resource.lifecycle.items():
            traits = model[id].traits
            subject = (
                f"The `{name}` lifecycle operation of this resource targets an invalid "
                f"operation, `{id}`. The targeted operation"
            )
            must_read = name in _IS_READONLY
            if must_read != (_READONLY in traits):
                must = "must" if must_read else "must not"
                message = f"{subject} {must} be marked with the readonly trait."
                yield error(resource, _ID, message)
            if name in _IS_IDEMPOTENT and _IDEMPOTENT not in traits:
                message = f"{subject} must be marked as idempotent."
                yield error(resource, _ID, message)


def member_should_reference_resource(model: Model) -> Iterator[Event]:
    """MemberShouldReferenceResource: members that look like identifiers.

    Implements https://smithy.io/2.0/spec/resource-traits.html#references-trait.
    """
    resources = list(own(model, ResourceShape))
    names = {name for resource in resources for name in resource.identifiers}
    reach: dict[ShapeId, frozenset[ShapeId]] = {}
    for member in own_members(model):
        if member.name not in names or model[member.target].type not in _STRINGS:
            continue
        if not reach:
            reach = {r.id: frozenset(s.id for s in model.walk(r.id)) for r in resources}
        related = _referenced(member) | _referenced(model[member.container])
        for resource in resources:
            if member.container in reach[resource.id]:
                related |= {resource.id, *resource.resources}
        likely = [
            resource.id
            for resource in resources
            if resource.id not in related
            and resource.identifiers.get(member.name) == member.target
        ]
        if likely:
            message = (
                "This member appears to reference the following resources without "
                f"being included in a `@references` trait: [{ticked(likely)}]"
            )
            yield warning(member, "MemberShouldReferenceResource", message)


def _referenced(shape: Shape) -> set[str]:
    """Returns the ids of the resources that a shape says it stands for."""
    references = elements(shape.traits.get(_REFERENCES))
    ids = (text(properties(reference).get("resource")) for reference in references)
    return {id if "#" in id else f"{shape.id.namespace}#{id}" for id in ids if id}
