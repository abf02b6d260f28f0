"""One place at which two models differ."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from smithy_parser.events import Event
from smithy_parser.nodes import Node
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import ShapeType

Path: TypeAlias = tuple[str, ...]
"""Where in a JSON AST something is: `("shapes", "a#B", "members", "c", "target")`."""


class Change(StrEnum):
    """What happened at a place."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


class Part(StrEnum):
    """What of a model a place is."""

    METADATA = "metadata"
    SHAPE = "shape"
    MEMBER = "member"
    TYPE = "type"
    TARGET = "target"
    TRAIT = "trait"
    ORDER = "order"
    """The order of members, or of what an entity or operation refers to."""
    MIXINS = "mixins"
    PROPERTY = "property"
    """A property of an entity or operation, or one entry of such a property."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which two models differ, with what Smithy's diff tool says of it.

    Attributes:
        path: The place in the JSON AST; no two differences share it.
        part: What of a model the place is.
        change: What happened there.
        shape_id: The shape or member; None for metadata.
        type: The type of the shape that the place belongs to; None for metadata.
        name: The trait, the property or the key of the metadata; empty for others.
        old: The old value: of a shape its type, of a member its target, of an order the
            names. None if added.
        new: The new value. None if removed.
        events: Smithy's events, the most severe first. Some differences have none.
    """

    path: Path
    part: Part
    change: Change
    shape_id: ShapeId | None
    type: ShapeType | None
    name: str
    old: Node = field(hash=False)
    new: Node = field(hash=False)
    events: tuple[Event, ...] = ()
