"""What protocols have in common that follow an operation's `http` bindings.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass

from smithwright.plan.annotations import annotation
from smithwright.plan.context import Context
from smithwright.plan.defaults import defaulted
from smithwright.plan.imports import Imports
from smithwright.plan.naming import member_names
from smithwright.plan.protocols.bindings import (
    HEADER,
    PAYLOAD,
    PREFIX_HEADERS,
    RESPONSE_CODE,
    bound,
    header_name,
    http_trait,
    label_members,
    response_body,
)
from smithwright.plan.protocols.http_requests import HttpRequestWriter
from smithwright.plan.protocols.http_text import HttpText
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.streaming import (
    REQUIRES_LENGTH,
    is_blob_stream,
    is_event_stream,
    streamed_body,
)
from smithwright.plan.text import Code, Identifier, Literal, block, code, joined
from smithy_parser import Member, OperationShape, Shape, ShapeType


@dataclass(frozen=True, slots=True)
class Body:
    """How a request gets its body."""

    statements: tuple[Code, ...] = ()
    content_type: str | None = None
    """The type of a body that is always there."""
    value: Code | None = None
    adds_header: bool = False
    """Whether the statements add to `headers`."""


@dataclass(frozen=True, slots=True)
class RestProtocol(ABC):
    """Members in path, query and headers, and a document or a payload in the body."""

    @property
    def binds_payloads(self) -> bool:
        """True: a member may be bound to the body."""
        return True

    @property
    @abstractmethod
    def media_type(self) -> str:
        """The type of a document."""

    @abstractmethod
    def document(
        self, writing: OperationWriting, members: Collection[Member]
    ) -> tuple[tuple[Code, ...], Code]:
        """Returns statements and the expression of a body of some input members."""

    @abstractmethod
    def encoded(self, writing: OperationWriting, member: Member, given: Code) -> Code:
        """Returns the expression of a body that is the document of one set member."""

    @abstractmethod
    def read_document(self, writing: OperationWriting) -> Code:
        """Returns the expression of the output with what a response's body holds."""

    @abstractmethod
    def read_encoded(self, writing: OperationWriting, member: Member) -> Code:
        """Returns the expression of a member whose document is the body."""

    def path_members(
        self, context: Context, operation: OperationShape
    ) -> Collection[str]:
        """Returns the names of the input's members that are part of the path."""
        return label_members(context, operation)

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        request = HttpRequestWriter(writing)
        query, headers, body = request.query(), request.headers(), self._body(writing)
        arguments = [
            code("method={}", Literal.of(http_trait(writing.operation).method)),
            code("path={}", request.path()),
        ]
        if query:
            arguments.append(Code("query=tuple(query)"))
        start = Code("{}")
        if body.content_type is not None:
            start = code('{{"Content-Type": {}}}', Literal.of(body.content_type))
        if headers or body.adds_header:
            headers.insert(0, code("headers: dict[str, str] = {}", start))
            arguments.append(Code("headers=headers"))
        elif body.content_type is not None:
            arguments.append(code("headers={}", start))
        if body.value is not None:
            arguments.append(code("body={}", body.value))
        result = code("return {}", request.request(arguments))
        return (*request.labels(), *query, *headers, *body.statements, result)

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        output = writing.symbols.output.name
        names = member_names(writing.output.members)
        in_body = response_body(writing.output)
        changes = [
            code("{}={}", names[member.name], self._bound(writing, member))
            for member in writing.output.members.values()
            if member not in in_body
        ]
        if not changes:
            return (code("return {}", self.read_document(writing)),)
        if in_body:
            read = code("output = {}", self.read_document(writing))
            return (read, code("return output.replace({})", joined(", ", changes)))
        return (code("return {}({})", output, joined(", ", changes)),)

    def error_member(
        self, context: Context, imports: Imports, shape: Shape, member: Member
    ) -> Code | None:
        """Returns the expression of a member outside the body, or None."""
        if HEADER not in member.traits:
            return None
        text = HttpText(context, imports, "http-date")
        read = code(
            "{}({}, response, {}, {})",
            imports.runtime("http_text", "read_header"),
            Literal.of(shape.id.name),
            Literal.of(header_name(member)),
            text.reader(member),
        )
        return defaulted(context, imports, member, read, Code("held"))

    def _body(self, writing: OperationWriting) -> Body:
        payload = bound(writing.input, PAYLOAD)
        if payload:
            return self.payload(writing, payload[0])
        members = bound(writing.input, None)
        if not members:
            return Body()
        statements, value = self.document(writing, members)
        return Body(statements, self.media_type, value)

    def payload(self, writing: OperationWriting, member: Member) -> Body:
        """Returns a body that is the value of one member.

        https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait
        """
        name = member_names(writing.input.members)[member.name]
        given = code("value.{}", name)
        encoded, content_type = self._encoded_payload(writing, member, given)
        # What is not set has neither body nor type.
        header = code(
            'headers.setdefault("Content-Type", {})', Literal.of(content_type)
        )
        set_payload = [header, *self._length(writing, member, name)]
        set_payload.append(code("body = {}", encoded))
        stream = streamed_body(writing.context, writing.imports, writing.input)
        start = Code("body") if stream is None else code("body: {}", stream)
        return Body(
            statements=(
                code('{} = b""', start),
                block(code("if {} is not None:", given), set_payload),
            ),
            value=Code("body"),
            adds_header=True,
        )

    def _length(
        self, writing: OperationWriting, member: Member, name: Identifier
    ) -> list[Code]:
        is_stream = is_blob_stream(writing.context, member)
        if not is_stream or not writing.context.has_trait(member, REQUIRES_LENGTH):
            return []
        length = code(
            '{}({}, "{}", value.{})',
            writing.imports.runtime("stream_requests", "known_length"),
            Literal.of(writing.symbols.input.name.text),
            *(name, name),
        )
        return [code('headers.setdefault("Content-Length", {})', length)]

    def _encoded_payload(
        self, writing: OperationWriting, member: Member, given: Code
    ) -> tuple[Code, str]:
        """Returns the bytes of a set payload and their content type."""
        context, target = writing.context, writing.context.target(member)
        media_type = context.trait(member, "smithy.api#mediaType")
        named = media_type if isinstance(media_type, str) else None
        if is_event_stream(context, member):
            return code("{}.raw", given), "application/vnd.amazon.eventstream"
        if target.type == ShapeType.BLOB:
            return given, named or "application/octet-stream"
        if target.type in (ShapeType.STRING, ShapeType.ENUM):
            return code("{}.encode()", given), named or "text/plain"
        return self.encoded(writing, member, given), self.media_type

    def _bound(self, writing: OperationWriting, member: Member) -> Code:
        read = self._bound_value(writing, member)
        return defaulted(writing.context, writing.imports, member, read, Code("held"))

    def _bound_value(self, writing: OperationWriting, member: Member) -> Code:
        context, imports = writing.context, writing.imports
        if RESPONSE_CODE in member.traits:
            return Code("response.status")
        if PREFIX_HEADERS in member.traits:
            prefix = Literal.of(header_name(member, PREFIX_HEADERS))
            return code(
                "{}(response, {})", imports.runtime("http_text", "prefixed"), prefix
            )
        if HEADER in member.traits:
            text = HttpText(context, imports, "http-date")
            return code(
                "{}({}, response, {}, {})",
                imports.runtime("http_text", "read_header"),
                Literal.of(writing.operation.id.name),
                Literal.of(header_name(member)),
                text.reader(member),
            )
        if is_blob_stream(context, member):
            stream = imports.runtime("streams", "StreamingBody")
            return code("{}(response.body)", stream)
        if is_event_stream(context, member):
            stream = imports.runtime("event_streams", "EventStreamBody")
            return code("{}(response.body)", stream)
        match context.target(member).type:
            case ShapeType.BLOB:
                return Code("response.buffered().body or None")
            case ShapeType.STRING | ShapeType.ENUM:
                read = imports.runtime("http_text", "read_text")
                shape = annotation(context, imports, member)
                name = Literal.of(writing.operation.id.name)
                return code("{}({}, response, {})", read, name, shape)
            case _:
                return self.read_encoded(writing, member)
