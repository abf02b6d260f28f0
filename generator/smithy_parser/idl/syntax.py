"""The syntax of an IDL file, before its names are resolved.

Names are as the file has them. Offsets count characters from the file's start.
"""

from collections.abc import Mapping
from typing import NamedTuple

from smithy_parser.nodes import Node
from smithy_parser.shapes import ShapeType


class SyntacticId(str):
    """A shape id that stands unquoted in a node value, and is yet to be resolved."""

    __slots__ = ("offset",)
    offset: int

    def __new__(cls, name: str, offset: int) -> "SyntacticId":
        """Keeps a name as written, and where it is."""
        self = super().__new__(cls, name)
        self.offset = offset
        return self


class Value(NamedTuple):
    """A node value; `has_ids` says whether there are `SyntacticId`s in it."""

    node: Node
    has_ids: bool


class TraitUse(NamedTuple):
    """A trait on a shape, or in an ``apply``; an annotation has no value."""

    name: str
    value: Value | None
    offset: int


class MemberUse(NamedTuple):
    """A member; ``$name`` leaves the target to a resource or mixin."""

    name: str
    target: str | None
    traits: list[TraitUse]
    offset: int


class ShapeStatement(NamedTuple):
    """A shape, also one that stands inline in an operation."""

    type: ShapeType
    name: str
    traits: list[TraitUse]
    members: list[MemberUse]
    mixins: list[str]
    resource: str | None
    properties: Mapping[str, Node]
    offset: int
    is_set: bool = False


class ApplyStatement(NamedTuple):
    """Traits for a shape or member that is defined elsewhere."""

    target: str
    traits: list[TraitUse]
    offset: int


class Metadata(NamedTuple):
    """A metadata statement."""

    key: str
    value: Value
    offset: int


class UseStatement(NamedTuple):
    """A shape of another namespace that the file names without it."""

    id: str
    offset: int


class IdlFile(NamedTuple):
    """All of a file."""

    version: str
    metadata: list[Metadata]
    namespace: str | None
    uses: list[UseStatement]
    shapes: list[ShapeStatement]
    applies: list[ApplyStatement]
