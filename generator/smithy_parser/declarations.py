"""What a source declares: the common form that all readers give.

Ids are absolute here. Nothing has been checked against other sources yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

from smithy_parser.nodes import Node
from smithy_parser.places import Place
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import LIFECYCLE, Member, ShapeType

Property: TypeAlias = (
    str | ShapeId | tuple[ShapeId, ...] | Mapping[str, ShapeId] | Mapping[str, str]
)


class PropertyKind(Enum):
    """The form of a shape property's value in the JSON AST."""

    TEXT = "string"
    TEXTS = "map of strings"
    REFERENCE = "reference"
    REFERENCES = "list of references"
    NAMED_REFERENCES = "map of references"


# https://smithy.io/2.0/spec/json-ast.html names the properties of each type.
PROPERTIES: Final[Mapping[ShapeType, Mapping[str, PropertyKind]]] = {
    ShapeType.SERVICE: {
        "version": PropertyKind.TEXT,
        "operations": PropertyKind.REFERENCES,
        "resources": PropertyKind.REFERENCES,
        "errors": PropertyKind.REFERENCES,
        "rename": PropertyKind.TEXTS,
    },
    ShapeType.OPERATION: {
        "input": PropertyKind.REFERENCE,
        "output": PropertyKind.REFERENCE,
        "errors": PropertyKind.REFERENCES,
    },
    ShapeType.RESOURCE: {
        "identifiers": PropertyKind.NAMED_REFERENCES,
        "properties": PropertyKind.NAMED_REFERENCES,
        **dict.fromkeys(LIFECYCLE, PropertyKind.REFERENCE),
        "operations": PropertyKind.REFERENCES,
        "collectionOperations": PropertyKind.REFERENCES,
        "resources": PropertyKind.REFERENCES,
    },
}

# The types whose members have fixed names, and those whose members the model names.
FIXED_MEMBERS: Final[Mapping[ShapeType, tuple[str, ...]]] = {
    ShapeType.LIST: ("member",),
    ShapeType.MAP: ("key", "value"),
}
NAMED_MEMBERS: Final = frozenset(
    {ShapeType.STRUCTURE, ShapeType.UNION, ShapeType.ENUM, ShapeType.INT_ENUM}
)


# The target of a member that takes it from a resource or a mixin.
ELIDED: Final = ShapeId("")


@dataclass(slots=True)
class ShapeDeclaration:
    """A shape as a source has it: own members, own traits. Stages complete it in place.

    `resource` is the one that a structure is ``for``; `elides` says that members are
    without targets. `version` is that of the source;
    only those of version 1.0 may be sets.
    """

    id: ShapeId
    type: ShapeType
    traits: Mapping[str, Node]
    members: dict[str, Member]
    mixins: tuple[ShapeId, ...]
    properties: Mapping[str, Property]
    place: Place
    trait_places: Mapping[str, Place]
    version: str
    resource: ShapeId | None = None
    elides: bool = False
    is_set: bool = False


@dataclass(slots=True)
class AppliedTrait:
    """A trait that a source applies to a shape or member declared anywhere."""

    target: ShapeId
    trait: str
    value: Node
    place: Place


@dataclass(slots=True)
class Declarations:
    """All that one source declares, in its order."""

    version: str
    metadata: list[tuple[str, Node, Place]] = field(default_factory=list)
    shapes: list[ShapeDeclaration] = field(default_factory=list)
    applied: list[AppliedTrait] = field(default_factory=list)
