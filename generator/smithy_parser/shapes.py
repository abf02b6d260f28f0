"""The shapes of a model: immutable, with their references as ids.

Implements https://smithy.io/2.0/spec/model.html#shapes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from smithy_parser.events import SourceLocation
from smithy_parser.nodes import Node
from smithy_parser.places import Place
from smithy_parser.shape_id import ShapeId


class ShapeType(StrEnum):
    """The type of a shape, under its name in the JSON AST."""

    BLOB = "blob"
    BOOLEAN = "boolean"
    STRING = "string"
    TIMESTAMP = "timestamp"
    BYTE = "byte"
    SHORT = "short"
    INTEGER = "integer"
    LONG = "long"
    FLOAT = "float"
    DOUBLE = "double"
    BIG_INTEGER = "bigInteger"
    BIG_DECIMAL = "bigDecimal"
    DOCUMENT = "document"
    ENUM = "enum"
    INT_ENUM = "intEnum"
    LIST = "list"
    MAP = "map"
    STRUCTURE = "structure"
    UNION = "union"
    MEMBER = "member"
    OPERATION = "operation"
    RESOURCE = "resource"
    SERVICE = "service"

    # As a string hashes: found in tables by the text too, and at the speed of one.
    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of any type.

    Attributes:
        id: The absolute id.
        type: The type.
        traits: Trait values by trait id: the shape's own, those of its mixins and
            those applied from elsewhere.
        members: Members by name, in the order of the model; inherited ones first.
        mixins: The mixins that the shape names, in order.
        origin: What `place` is found from: for a member in JSON, that of all members.
        trait_places: Where traits come from that do not stand on the shape itself.
    """

    id: ShapeId
    type: ShapeType
    traits: Mapping[str, Node] = field(hash=False)
    members: Mapping[str, "Member"] = field(hash=False)
    mixins: tuple[ShapeId, ...]
    origin: Place = field(repr=False, compare=False)
    trait_places: Mapping[str, Place] = field(repr=False, compare=False)

    @property
    def place(self) -> Place:
        """Where the shape is defined; `source` resolves it."""
        return self.origin

    @property
    def source(self) -> SourceLocation:
        """File, line and column of the definition."""
        return self.place.locate()

    def trait_source(self, trait: str) -> SourceLocation:
        """File, line and column of a trait's value."""
        return (self.trait_places.get(trait) or self.place.of_trait(trait)).locate()


@dataclass(frozen=True, slots=True)
class Member(Shape):
    """A member of a shape: a named reference to its target."""

    target: ShapeId

    @classmethod
    def make(
        cls,
        id: ShapeId,
        target: ShapeId,
        traits: Mapping[str, Node],
        origin: Place,
        trait_places: Mapping[str, Place],
        mixins: tuple[ShapeId, ...] = (),
    ) -> "Member":
        """Returns a member from what only members have."""
        return cls(
            id,
            ShapeType.MEMBER,
            traits,
            NO_MEMBERS,
            mixins,
            origin,
            trait_places,
            target,
        )

    @property
    def place(self) -> Place:
        """Where the member is defined."""
        return self.origin.of_member(self.name)

    @property
    def container(self) -> ShapeId:
        """The id of the shape that has the member."""
        return self.id.root

    @property
    def name(self) -> str:
        """The member's name."""
        return self.id.partition("$")[2]


@dataclass(frozen=True, slots=True)
class SimpleShape(Shape):
    """A shape of a simple type that is not an enumeration."""


@dataclass(frozen=True, slots=True)
class EnumShape(Shape):
    """Strings from a set of names; each member has an ``enumValue`` trait."""


@dataclass(frozen=True, slots=True)
class IntEnumShape(Shape):
    """Integers from a set of names; each member has an ``enumValue`` trait."""


@dataclass(frozen=True, slots=True)
class ListShape(Shape):
    """An ordered collection."""

    @property
    def member(self) -> Member:
        """What the list holds."""
        return self.members["member"]


@dataclass(frozen=True, slots=True)
class MapShape(Shape):
    """A collection by string keys."""

    @property
    def key(self) -> Member:
        """The type of the keys."""
        return self.members["key"]

    @property
    def value(self) -> Member:
        """The type of the values."""
        return self.members["value"]


@dataclass(frozen=True, slots=True)
class StructureShape(Shape):
    """A fixed set of named members."""


@dataclass(frozen=True, slots=True)
class UnionShape(Shape):
    """Exactly one of a set of named members."""


@dataclass(frozen=True, slots=True)
class OperationShape(Shape):
    """An operation. Without input or output it refers to ``smithy.api#Unit``."""

    input: ShapeId
    output: ShapeId
    errors: tuple[ShapeId, ...]


@dataclass(frozen=True, slots=True)
class ResourceShape(Shape):
    """A resource: identifiers, properties, and the operations bound to it."""

    identifiers: Mapping[str, ShapeId] = field(hash=False)
    properties: Mapping[str, ShapeId] = field(hash=False)
    create: ShapeId | None
    put: ShapeId | None
    read: ShapeId | None
    update: ShapeId | None
    delete: ShapeId | None
    list: ShapeId | None
    operations: tuple[ShapeId, ...]
    collection_operations: tuple[ShapeId, ...]
    resources: tuple[ShapeId, ...]

    @property
    def lifecycle(self) -> Mapping[str, ShapeId]:
        """The lifecycle operations that are bound, by their lifecycle's name."""
        bound = {name: getattr(self, name) for name in LIFECYCLE}
        return {name: target for name, target in bound.items() if target is not None}


@dataclass(frozen=True, slots=True)
class ServiceShape(Shape):
    """A service: the entry point of an API."""

    version: str
    operations: tuple[ShapeId, ...]
    resources: tuple[ShapeId, ...]
    errors: tuple[ShapeId, ...]
    rename: Mapping[str, str] = field(hash=False)


NO_MEMBERS: Final[Mapping[str, Member]] = MappingProxyType({})
LIFECYCLE: Final = ("create", "put", "read", "update", "delete", "list")
