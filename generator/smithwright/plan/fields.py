"""What a package knows of a member: everything, decided once.

Two fields are equal if nothing that is generated tells them apart: where they stand in
the model does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from smithwright.plan.constraints import Constraints
from smithwright.plan.identifiers import Identifier
from smithwright.plan.plan_error import Origin
from smithwright.plan.symbols import Symbol
from smithwright.plan.types import Kind, Type, spelled
from smithwright.plan.wire import Wire
from smithy_parser import Node

Plain: TypeAlias = Node
"""What JSON can say."""


class Stream(StrEnum):
    """What a member streams, if it does.

    https://smithy.io/2.0/spec/streaming.html
    """

    NONE = "none"
    BYTES = "bytes"
    """A body that is passed on unread."""
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Field:
    """A member of a structure or union, an item of a list, a key or value of a map."""

    id: str
    member: str
    """Its name in the model."""
    name: Identifier
    """Its attribute."""
    type: Type
    is_required: bool
    """Whether the model requires it, be there a default or not."""
    default: Plain
    """What clients go by where nobody has set it; None where there is nothing."""
    constraints: Constraints
    is_sensitive: bool
    """Whether its value, or something in it, must not be shown."""
    stream: Stream
    is_idempotency_token: bool
    requires_length: bool
    """Whether the length of its stream has to be known before it is sent."""
    is_host_label: bool
    """Whether it is a part of the host."""
    wire: Wire
    documentation: str
    """The model's, as HTML or CommonMark."""
    deprecation: str
    """A note that it is deprecated, as HTML; empty where it is not."""
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """A structure or a union, with the fields of its class."""

    id: str
    kind: Kind
    symbol: Symbol
    fields: tuple[Field, ...]
    exclusive: tuple[tuple[str, ...], ...]
    """Groups of members' names in the model; no two of a group may be set together."""
    is_sensitive: bool
    """Whether none of its members must be shown."""
    is_endless: bool
    """Whether its values can be nested to any depth."""
    is_event: bool
    """Whether a stream is made of its values."""
    builder: Identifier | None
    """The class of its builder, where it has one."""
    is_sent: bool
    """Whether an input reaches it."""
    is_received: bool
    """Whether an output or an error reaches it."""
    documentation: str
    deprecation: str
    origin: Origin = field(compare=False, repr=False)

    def field(self, member: str) -> Field | None:
        """Returns the field of a member by its name in the model."""
        return next((each for each in self.fields if each.member == member), None)


def spelled_sent(field: Field) -> str:
    """Returns the type of what callers give a field, as annotations spell it."""
    match field.stream:
        case Stream.BYTES:
            return "ByteStream"
        case Stream.EVENTS:
            return f"EventStreamBody[{spelled(field.type)}]"
        case Stream.NONE:
            return spelled(field.type)


def spelled_received(field: Field) -> str:
    """Returns the type of what a field of an output holds, as annotations spell it."""
    if field.stream is Stream.BYTES:
        return "StreamingBody"
    return spelled_sent(field)
