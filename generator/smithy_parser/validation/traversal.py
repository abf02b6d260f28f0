"""The shapes that validators look at: those of the sources, not those built in."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from smithy_parser.model import Model
from smithy_parser.relationships import Relationship, relationships_beside_members
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import (
    Member,
    OperationShape,
    ResourceShape,
    ServiceShape,
    Shape,
    StructureShape,
)

_S = TypeVar("_S", bound=Shape)


def own_members(model: Model) -> Iterator[Member]:
    """Returns all members of the sources' shapes, in order."""
    return (m for shape in model.own for m in shape.members.values())


def own(model: Model, shape_class: type[_S]) -> Iterator[_S]:
    """Returns the sources' shapes of one class, in order; members are none of them."""
    return (shape for shape in model.own if isinstance(shape, shape_class))


def members_with(model: Model, trait: str) -> Iterator[Member]:
    """Returns the sources' members that have a trait themselves, in order."""
    return (m for m in own_members(model) if trait in m.traits)


def own_with(model: Model, trait: str) -> Iterator[Shape]:
    """Yields the sources' shapes and members that have a trait themselves, in order."""
    for shape in model.own:
        if trait in shape.traits:
            yield shape
        for member in shape.members.values():
            if trait in member.traits:
                yield member


def references(shape: Shape) -> Iterator[Relationship]:
    """Yields how a shape and its members refer to other shapes."""
    for member in shape.members.values():
        yield Relationship(member, "target", member.target)
    yield from relationships_beside_members(shape)


def incoming(model: Model) -> Mapping[ShapeId, list[Relationship]]:
    """Returns the references of the sources' shapes, by what they refer to."""
    found: dict[ShapeId, list[Relationship]] = {}
    for shape in model.own:
        for relationship in references(shape):
            found.setdefault(relationship.target, []).append(relationship)
    return found


def traits_defined_by(
    model: Model, service: ServiceShape, definition: str
) -> list[Shape]:
    """Returns the definitions of a service's traits that have the trait `definition`.

    With ``smithy.api#protocolDefinition`` these are the service's protocols.
    """
    found = (model.get(trait) for trait in service.traits)
    return [shape for shape in found if shape and definition in shape.traits]


def bound_operations(entity: ServiceShape | ResourceShape) -> tuple[ShapeId, ...]:
    """Returns the operations bound to an entity itself, each once."""
    if isinstance(entity, ServiceShape):
        return tuple(dict.fromkeys(entity.operations))
    bound = (*entity.lifecycle.values(), *entity.operations)
    return tuple(dict.fromkeys(bound + entity.collection_operations))


def resources_of(model: Model, service: ServiceShape) -> list[ResourceShape]:
    """Returns all resources in the closure of a service, each once."""
    found: dict[ShapeId, ResourceShape] = {}
    pending = list(service.resources)
    for id in pending:
        if id not in found:
            found[id] = model.expect(id, ResourceShape)
            pending += found[id].resources
    return list(found.values())


def input_of(model: Model, operation: OperationShape) -> StructureShape:
    """Returns the input of an operation."""
    return model.expect(operation.input, StructureShape)


def output_of(model: Model, operation: OperationShape) -> StructureShape:
    """Returns the output of an operation."""
    return model.expect(operation.output, StructureShape)
