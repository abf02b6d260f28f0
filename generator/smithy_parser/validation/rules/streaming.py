"""Streams: where they may be, and what events consist of.

Implements https://smithy.io/2.0/spec/streaming.html.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.relationships import Relationship
from smithy_parser.shapes import Member, ServiceShape, Shape, ShapeType, UnionShape
from smithy_parser.validation.findings import error, ticked, with_trait
from smithy_parser.validation.rules.targets import relationship_name
from smithy_parser.validation.traversal import (
    incoming,
    members_with,
    own,
    own_members,
    traits_defined_by,
)
from smithy_parser.validation.values import texts, trait_properties

_ID: Final = "StreamingTrait"
_DEFAULT: Final = "smithy.api#default"
_EVENT_HEADER: Final = "smithy.api#eventHeader"
_EVENT_PAYLOAD: Final = "smithy.api#eventPayload"
_HTTP_PAYLOAD: Final = "smithy.api#httpPayload"
_PROTOCOL: Final = "smithy.api#protocolDefinition"
_REQUIRED: Final = "smithy.api#required"
_REQUIRES_LENGTH: Final = "smithy.api#requiresLength"
_STREAMING: Final = "smithy.api#streaming"


def streaming_trait(model: Model) -> Iterator[Event]:
    """StreamingTrait: streams and all that refers to them."""
    streams: dict[str, Shape] = {s.id: s for s in with_trait(model, _STREAMING)}
    if not streams:
        return
    references = incoming(model)
    for member in own_members(model):
        if (stream := streams.get(member.target)) is not None:
            uses = references.get(member.container, [])
            yield from _check_uses(model[member.container], stream, uses)
            yield from _check_presence(member, stream)
    for stream in streams.values():
        if isinstance(stream, UnionShape):
            yield from _check_events(model, stream)
    for service in own(model, ServiceShape):
        if _binds_payloads(model, service):
            yield from _check_payloads(model, service, streams)


def _check_uses(
    structure: Shape, stream: Shape, uses: list[Relationship]
) -> Iterator[Event]:
    """A structure with a stream is an input or output, and nothing else."""
    for user, name, _ in uses:
        if name == "output" and _REQUIRES_LENGTH in stream.traits:
            message = (
                "Structures that contain a reference to a stream marked with the "
                "@requiresLength trait can only be used as operation inputs, but this "
                f"structure is referenced from `{user.id}` as {name}"
            )
            yield error(structure, _ID, message)
        elif name == "target":
            message = (
                "Members cannot target structures that contain a stream, but this "
                f"member targets {structure.id}"
            )
            yield error(user, _ID, message)
        elif name not in ("input", "output", "mixin"):
            constant = relationship_name(name).upper()
            message = (
                f"This shape has an invalid `{constant}` relationship to a structure, "
                f"`{structure.id}`, that contains a stream"
            )
            yield error(user, _ID, message)


def _check_presence(member: Member, stream: Shape) -> Iterator[Event]:
    is_there = _REQUIRED in member.traits or _DEFAULT in member.traits
    if stream.type is ShapeType.BLOB and not is_there:
        message = (
            "Members that target blobs marked with the `streaming` trait MUST also be "
            "marked with the `required` or `default` trait."
        )
        yield error(member, _ID, message)


def _check_events(model: Model, stream: UnionShape) -> Iterator[Event]:
    wrong = [
        name
        for name, member in stream.members.items()
        if model[member.target].type is not ShapeType.STRUCTURE
    ]
    if wrong:
        message = (
            "Each member of an event stream union must target a structure shape, but "
            f"the following union members do not: [{', '.join(wrong)}]"
        )
        yield error(stream, _ID, message)


def _binds_payloads(model: Model, service: ServiceShape) -> bool:
    """Returns whether a protocol of the service knows the ``httpPayload`` trait."""
    return any(
        _HTTP_PAYLOAD in texts(trait_properties(protocol, _PROTOCOL).get("traits"))
        for protocol in traits_defined_by(model, service, _PROTOCOL)
    )


def _check_payloads(
    model: Model, service: ServiceShape, streams: Mapping[str, Shape]
) -> Iterator[Event]:
    for shape in model.walk(service.id):
        for member in shape.members.values():
            if member.target in streams and _HTTP_PAYLOAD not in member.traits:
                message = (
                    f"Member `{member.id}` referencing @streaming shape "
                    f"`{member.target}` must have the @httpPayload trait, as service "
                    f"`{service.id}` has a protocol that supports @httpPayload."
                )
                yield error(member, _ID, message)


def event_payload_trait(model: Model) -> Iterator[Event]:
    """EventPayloadTrait: an event with a payload has all else in its headers.

    Implements https://smithy.io/2.0/spec/streaming.html#eventpayload-trait.
    """
    for payload in members_with(model, _EVENT_PAYLOAD):
        structure = model[payload.container]
        unmarked = [
            name
            for name, member in structure.members.items()
            if not {_EVENT_HEADER, _EVENT_PAYLOAD} & member.traits.keys()
        ]
        if unmarked:
            message = (
                "This event structure contains a member marked with the `eventPayload` "
                "trait, so all other members must be marked with the `eventHeader` "
                "trait. However, the following member(s) are not marked with the "
                f"eventHeader trait: {ticked(unmarked)}"
            )
            yield error(structure, "EventPayloadTrait", message)
