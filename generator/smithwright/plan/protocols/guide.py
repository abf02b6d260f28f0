"""Where fields are in messages, in words for a reader."""

from __future__ import annotations

from dataclasses import dataclass

from smithwright.plan.fields import Field
from smithwright.plan.protocols.messages import Place
from smithwright.plan.protocols.protocol import Envelope, Protocol
from smithwright.plan.types import ListType, MapType
from smithwright.plan.wire import Location

_IN_REQUESTS = {
    Location.HEADER: "header {}",
    Location.HEADERS: "headers {}*",
    Location.LABEL: "path {{{}}}",
    Location.QUERY: "query {}",
    Location.QUERY_ENTRIES: "query, each entry",
    Location.PAYLOAD: "whole body",
}
_IN_RESPONSES = {
    Location.HEADER: "header {}",
    Location.HEADERS: "headers {}*",
    Location.STATUS: "status",
    Location.PAYLOAD: "whole body",
}


@dataclass(frozen=True, slots=True)
class Guide:
    """Says where a protocol puts fields."""

    protocol: Protocol

    def sent(self, place: Place) -> str:
        """Returns where a field of an input is in the request."""
        if self._has_forms:
            return f"form {_form_name(place.field)}"
        return _placed(place, _IN_REQUESTS)

    def received(self, place: Place) -> str:
        """Returns where a field of an output or error is in the response."""
        return _placed(place, _IN_RESPONSES)

    def field_sent(self, field: Field) -> str:
        """Returns what a field of a nested structure is called in a request."""
        return f"as .{_form_name(field)}" if self._has_forms else f"as {_name(field)}"

    def field_received(self, field: Field) -> str:
        """Returns what a field of a nested structure is called in a response."""
        return f"as {_name(field)}"

    @property
    def _has_forms(self) -> bool:
        return self.protocol.envelope is Envelope.FORM


def _placed(place: Place, words: dict[Location, str]) -> str:
    if place.location not in words:
        return f"body {_name(place.field)}"
    return words[place.location].format(place.name)


def _name(field: Field) -> str:
    """Returns the name of a field in a document, as XPath has attributes."""
    return f"@{field.wire.name}" if field.wire.is_attribute else field.wire.name


def _form_name(field: Field) -> str:
    """Returns the name of a field in a form, with N for the number of an item."""
    if isinstance(field.type, ListType | MapType):
        return f"{field.wire.form_name}{field.wire.form_infix}.N"
    return field.wire.form_name
