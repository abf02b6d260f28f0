"""Expressions that read members from the status, the headers or the body of a response.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.fields import Stream
from smithwright.plan.protocols.messages import Place
from smithwright.plan.types import TEXTS, Kind
from smithwright.plan.wire import Location, TimestampFormat
from smithwright.writing.annotations import annotation
from smithwright.writing.code import Code, Literal, code
from smithwright.writing.defaults import defaulted
from smithwright.writing.module.imports import Imports
from smithwright.writing.protocols.http_text import HttpText


@dataclass(frozen=True, slots=True)
class HttpResponseReader:
    """Reads what the `http` bindings of an output or an error ask for."""

    imports: Imports
    name: str
    """The operation or the error."""
    read_payload: Callable[[Imports, str, Place], Code]
    """Gives the expression of a field whose document is the body."""

    def value(self, place: Place) -> Code:
        """Returns the expression of a field that is not in a document."""
        return defaulted(self.imports, place.field, self._read(place), Code("held"))

    def _read(self, place: Place) -> Code:
        match place.location:
            case Location.STATUS:
                return Code("response.status")
            case Location.HEADERS:
                read = self.imports.runtime("http_text", "prefixed")
                return code("{}(response, {})", read, Literal.of(place.name))
            case Location.HEADER:
                return self._header(place)
            case _:
                return self._payload(place)

    def _header(self, place: Place) -> Code:
        text = HttpText(self.imports, TimestampFormat.HTTP_DATE)
        function: LiteralString = (
            "header_or_none" if place.may_be_invalid else "read_header"
        )
        return code(
            "{}({}, response, {}, {})",
            self.imports.runtime("http_text", function),
            Literal.of(self.name),
            Literal.of(place.name),
            text.reader(place.field),
        )

    def _payload(self, place: Place) -> Code:
        field = place.field
        if field.stream is Stream.BYTES:
            stream = self.imports.runtime("streams", "StreamingBody")
            return code("{}(response.body)", stream)
        if field.stream is Stream.EVENTS:
            stream = self.imports.runtime("event_streams", "EventStreamBody")
            return code("{}(response.body)", stream)
        if field.type.kind is Kind.BLOB:
            return Code("response.buffered().body or None")
        if field.type.kind in TEXTS:
            read = self.imports.runtime("http_text", "read_text")
            shape = annotation(self.imports, field)
            return code("{}({}, response, {})", read, Literal.of(self.name), shape)
        return self.read_payload(self.imports, self.name, place)
