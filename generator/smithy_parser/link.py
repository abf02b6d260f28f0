"""From declarations to the immutable shapes of a model."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias, cast

from smithy_parser.declarations import Property, ShapeDeclaration
from smithy_parser.nodes import Node
from smithy_parser.places import Place
from smithy_parser.shape_id import UNIT, ShapeId
from smithy_parser.shapes import (
    NO_MEMBERS,
    EnumShape,
    IntEnumShape,
    ListShape,
    MapShape,
    Member,
    OperationShape,
    ResourceShape,
    ServiceShape,
    Shape,
    ShapeType,
    SimpleShape,
    StructureShape,
    UnionShape,
)

_Common: TypeAlias = tuple[
    ShapeId,
    ShapeType,
    Mapping[str, Node],
    Mapping[str, Member],
    tuple[ShapeId, ...],
    Place,
    Mapping[str, Place],
]
"""What every shape has, in the order of `Shape`."""

_ENUM_VALUE: Final = "smithy.api#enumValue"

_PLAIN: Final[Mapping[ShapeType, type[Shape]]] = {
    ShapeType.ENUM: EnumShape,
    ShapeType.INT_ENUM: IntEnumShape,
    ShapeType.LIST: ListShape,
    ShapeType.MAP: MapShape,
    ShapeType.STRUCTURE: StructureShape,
    ShapeType.UNION: UnionShape,
}


def link(declarations: Iterable[ShapeDeclaration]) -> dict[str, Shape]:
    """Makes the shapes, by their ids."""
    return {declared.id: _shape(declared) for declared in declarations}


def _shape(declared: ShapeDeclaration) -> Shape:
    members = declared.members or NO_MEMBERS
    if declared.type is ShapeType.ENUM:
        members = _with_values(members)
    common = (
        declared.id,
        declared.type,
        declared.traits,
        members,
        declared.mixins,
        declared.place,
        declared.trait_places,
    )
    if (shape_class := _PLAIN.get(declared.type)) is not None:
        return shape_class(*common)
    match declared.type:
        case ShapeType.OPERATION:
            return _operation(common, declared.properties)
        case ShapeType.RESOURCE:
            return _resource(common, declared.properties)
        case ShapeType.SERVICE:
            return _service(common, declared.properties)
        case _:
            return SimpleShape(*common)


def _operation(common: _Common, properties: Mapping[str, Property]) -> OperationShape:
    return OperationShape(
        *common,
        input=_reference(properties, "input") or UNIT,
        output=_reference(properties, "output") or UNIT,
        errors=_references(properties, "errors"),
    )


def _resource(common: _Common, properties: Mapping[str, Property]) -> ResourceShape:
    return ResourceShape(
        *common,
        identifiers=_named(properties, "identifiers"),
        properties=_named(properties, "properties"),
        create=_reference(properties, "create"),
        put=_reference(properties, "put"),
        read=_reference(properties, "read"),
        update=_reference(properties, "update"),
        delete=_reference(properties, "delete"),
        list=_reference(properties, "list"),
        operations=_references(properties, "operations"),
        collection_operations=_references(properties, "collectionOperations"),
        resources=_references(properties, "resources"),
    )


def _service(common: _Common, properties: Mapping[str, Property]) -> ServiceShape:
    return ServiceShape(
        *common,
        version=cast(str, properties.get("version", "")),
        operations=_references(properties, "operations"),
        resources=_references(properties, "resources"),
        errors=_references(properties, "errors"),
        rename=cast(Mapping[str, str], properties.get("rename", {})),
    )


def _with_values(members: Mapping[str, Member]) -> dict[str, Member]:
    """An enum's members, whose values are their names unless they have others."""
    return {
        name: (
            member
            if _ENUM_VALUE in member.traits
            else replace(member, traits={**member.traits, _ENUM_VALUE: name})
        )
        for name, member in members.items()
    }


def _reference(properties: Mapping[str, Property], name: str) -> ShapeId | None:
    return cast(ShapeId | None, properties.get(name))


def _references(properties: Mapping[str, Property], name: str) -> tuple[ShapeId, ...]:
    return cast(tuple[ShapeId, ...], properties.get(name, ()))


def _named(properties: Mapping[str, Property], name: str) -> Mapping[str, ShapeId]:
    return cast(Mapping[str, ShapeId], properties.get(name, {}))
