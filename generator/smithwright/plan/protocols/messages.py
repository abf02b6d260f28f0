"""Where the members of inputs, outputs and errors are in messages."""

from __future__ import annotations

from dataclasses import dataclass

from smithwright.plan import traits
from smithwright.plan.customs import Customs
from smithwright.plan.fields import Field, Record, Stream
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.types import MapType
from smithwright.plan.wire import Element, Location
from smithy_parser import Member, Shape

REQUEST = frozenset(Location)
"""What members of inputs may be bound to."""

RESPONSE = frozenset(
    {Location.HEADER, Location.HEADERS, Location.PAYLOAD, Location.STATUS}
)
"""What members of outputs may be bound to."""

ERROR = frozenset({Location.HEADER, Location.HEADERS, Location.PAYLOAD})
"""What members of errors may be bound to."""

_NAMED = (Location.HEADER, Location.HEADERS, Location.QUERY)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field is in a message."""

    location: Location
    name: str
    """Of the header, the prefix of headers, the parameter, or in a document."""
    field: Field
    may_be_invalid: bool = False
    """Whether it is None where the service sends what it should not."""
    is_always_sent: bool = False
    """Whether a response without it is no success."""


@dataclass(frozen=True, slots=True)
class Message:
    """A request or a response."""

    places: tuple[Place, ...]
    """One for each member, in order."""
    root: Element | None = None
    """The element that is its body, where that is XML to write."""

    def at(self, location: Location) -> tuple[Place, ...]:
        """Returns what is in one part of the message."""
        return tuple(place for place in self.places if place.location is location)

    @property
    def document(self) -> tuple[Field, ...]:
        """What the document in the body can hold: all in it but an event stream."""
        return tuple(
            place.field
            for place in self.at(Location.BODY)
            if place.field.stream is not Stream.EVENTS
        )

    @property
    def payload(self) -> Field | None:
        """The field that is the whole body."""
        return next((place.field for place in self.at(Location.PAYLOAD)), None)

    @property
    def events(self) -> Field | None:
        """The field that is a stream of events."""
        return self._streaming(Stream.EVENTS)

    @property
    def bytes(self) -> Field | None:
        """The field that is a stream of bytes."""
        return self._streaming(Stream.BYTES)

    def _streaming(self, stream: Stream) -> Field | None:
        fields = (place.field for place in self.places)
        return next((field for field in fields if field.stream is stream), None)


def message_of(
    protocol: Protocol,
    customs: Customs,
    record: Record,
    shape: Shape,
    locations: frozenset[Location],
) -> Message:
    """Returns where a protocol puts the fields of an input, output or error.

    Args:
        protocol: The protocol.
        customs: What the service needs beyond that.
        record: The input, output or error.
        shape: Its shape.
        locations: What members of such a record may be bound to.

    Raises:
        PlanError: A binding makes no sense.
    """
    if not protocol.binds_payloads:
        return Message(tuple(_in_document(field) for field in record.fields))
    places = (
        _place(field, shape.members[field.member], locations, customs)
        for field in record.fields
    )
    return Message(tuple(places))


def _place(
    field: Field, member: Member, locations: frozenset[Location], customs: Customs
) -> Place:
    location = traits.location(member)
    if location is Location.BODY or location not in locations:
        return _in_document(field)
    if location in _NAMED:
        name = traits.bound_name(member, location)
        may_be_invalid = location is Location.HEADER and customs.may_be_invalid(field)
        return Place(location, name, field, may_be_invalid)
    if location is Location.QUERY_ENTRIES and not isinstance(field.type, MapType):
        raise traits.not_a_map(member)
    is_always_sent = location is Location.PAYLOAD and customs.is_always_sent(field)
    return Place(location, field.member, field, is_always_sent=is_always_sent)


def _in_document(field: Field) -> Place:
    return Place(Location.BODY, field.wire.name, field)
