"""From declarations to the immutable shapes of a model."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, cast

from .declarations import Property, ShapeDeclaration
from .shape_id import UNIT, ShapeId
from .shapes import (
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
    """Make the shapes, by their ids."""
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
    properties = declared.properties
    match declared.type:
        case ShapeType.OPERATION:
            return OperationShape(
                *common,
                _reference(properties, "input") or UNIT,
                _reference(properties, "output") or UNIT,
                _references(properties, "errors"),
            )
        case ShapeType.RESOURCE:
            return ResourceShape(
                *common,
                _named(properties, "identifiers"),
                _named(properties, "properties"),
                _reference(properties, "create"),
                _reference(properties, "put"),
                _reference(properties, "read"),
                _reference(properties, "update"),
                _reference(properties, "delete"),
                _reference(properties, "list"),
                _references(properties, "operations"),
                _references(properties, "collectionOperations"),
                _references(properties, "resources"),
            )
        case ShapeType.SERVICE:
            return ServiceShape(
                *common,
                cast(str, properties.get("version", "")),
                _references(properties, "operations"),
                _references(properties, "resources"),
                _references(properties, "errors"),
                cast(Mapping[str, str], properties.get("rename", {})),
            )
        case _:
            return SimpleShape(*common)


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
