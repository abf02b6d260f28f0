"""The root of a request's body in XML."""

from __future__ import annotations

from smithwright.models.selection import Closure
from smithwright.plan.fields import Field, Stream
from smithwright.plan.protocols.messages import Message
from smithwright.plan.protocols.xml_namespaces import root_namespace
from smithwright.plan.traits import xml_name
from smithwright.plan.types import RECORDS, TEXTS, Kind
from smithwright.plan.wire import Element, Location
from smithy_parser import Shape


def root_of(closure: Closure, request: Message, input: Shape) -> Element | None:
    """Returns the element that a request's body is; None where it is not XML.

    Args:
        closure: The closure.
        request: The request.
        input: The shape of its input.

    Raises:
        PlanError: XML has no such name, or no such namespace.
    """
    payload = request.payload
    if payload is not None:
        return _of_payload(closure, payload, input) if _is_element(payload) else None
    if not request.at(Location.BODY):
        return None
    name = xml_name(input, input.id.name)
    return Element(name, root_namespace(closure.service, input))


def _of_payload(closure: Closure, payload: Field, input: Shape) -> Element:
    """Returns the root that is called as its structure is, unless a trait says."""
    member = input.members[payload.member]
    target = closure.model.shapes[member.target]
    name = target.id.name
    if payload.type.kind in RECORDS:
        name = xml_name(target, name)
    namespace = root_namespace(closure.service, member, target)
    return Element(xml_name(member, name), namespace)


def _is_element(payload: Field) -> bool:
    is_text = payload.type.kind in TEXTS or payload.type.kind is Kind.BLOB
    return payload.stream is Stream.NONE and not is_text
