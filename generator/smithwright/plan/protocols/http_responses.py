"""Expressions that read members from the status, the headers or the body of a response.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.annotations import annotation
from smithwright.plan.context import Context
from smithwright.plan.customizations import may_be_invalid
from smithwright.plan.defaults import defaulted
from smithwright.plan.imports import Imports
from smithwright.plan.protocols.bindings import (
    HEADER,
    PREFIX_HEADERS,
    RESPONSE_CODE,
    header_name,
)
from smithwright.plan.protocols.http_text import HttpText
from smithwright.plan.streaming import is_blob_stream, is_event_stream
from smithwright.plan.text import Code, Literal, code
from smithy_parser import Member, ShapeType


@dataclass(frozen=True, slots=True)
class HttpResponseReader:
    """Reads what the `http` bindings of an output or an error ask for."""

    context: Context
    imports: Imports
    name: str
    """The operation or the error."""
    encoded: Callable[[Member], Code]
    """Gives the expression of a member whose document is the body."""

    def value(self, member: Member) -> Code:
        """Returns the expression of a member that is not in a document."""
        read = self._read(member)
        return defaulted(self.context, self.imports, member, read, Code("held"))

    def _read(self, member: Member) -> Code:
        if RESPONSE_CODE in member.traits:
            return Code("response.status")
        if PREFIX_HEADERS in member.traits:
            prefix = Literal.of(header_name(member, PREFIX_HEADERS))
            read = self.imports.runtime("http_text", "prefixed")
            return code("{}(response, {})", read, prefix)
        if HEADER in member.traits:
            text = HttpText(self.context, self.imports, "http-date")
            is_lenient = may_be_invalid(self.context.closure.service, member)
            function: LiteralString = "header_or_none" if is_lenient else "read_header"
            return code(
                "{}({}, response, {}, {})",
                self.imports.runtime("http_text", function),
                Literal.of(self.name),
                Literal.of(header_name(member)),
                text.reader(member),
            )
        return self._payload(member)

    def _payload(self, member: Member) -> Code:
        if is_blob_stream(self.context, member):
            stream = self.imports.runtime("streams", "StreamingBody")
            return code("{}(response.body)", stream)
        if is_event_stream(self.context, member):
            stream = self.imports.runtime("event_streams", "EventStreamBody")
            return code("{}(response.body)", stream)
        match self.context.target(member).type:
            case ShapeType.BLOB:
                return Code("response.buffered().body or None")
            case ShapeType.STRING | ShapeType.ENUM:
                read = self.imports.runtime("http_text", "read_text")
                shape = annotation(self.context, self.imports, member)
                return code("{}({}, response, {})", read, Literal.of(self.name), shape)
            case _:
                return self.encoded(member)
