"""What protocols have in common that follow an operation's `http` bindings.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.naming import member_names
from smithwright.plan.protocols.bindings import (
    HEADER,
    PAYLOAD,
    PREFIX_HEADERS,
    bound,
    http_trait,
    label_members,
    location,
    response_body,
)
from smithwright.plan.protocols.http_requests import HttpRequestWriter
from smithwright.plan.protocols.http_responses import HttpResponseReader
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.streaming import (
    REQUIRES_LENGTH,
    blob_stream,
    event_stream,
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
    def read_encoded(
        self, context: Context, imports: Imports, name: str, member: Member
    ) -> Code:
        """Returns the expression of a member whose document is the body.

        Args:
            context: The closure.
            imports: The imports of the module.
            name: The operation or error that has the member.
            member: The member.
        """

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
        name = writing.operation.id.name
        response = self._response(writing.context, writing.imports, name)
        changes = [
            code("{}={}", names[member.name], response.value(member))
            for member in writing.output.members.values()
            if member not in in_body
        ]
        if not changes:
            return (code("return {}", self.read_document(writing)),)
        # Read first, so that an error in a header shows the body too.
        whole = Code("response = response.buffered()")
        if in_body:
            read = code("output = {}", self.read_document(writing))
            result = code("return output.replace({})", joined(", ", changes))
            return (whole, read, result)
        result = code("return {}({})", output, joined(", ", changes))
        streams = (blob_stream, event_stream)
        is_streamed = any(find(writing.context, writing.output) for find in streams)
        has_payload = bool(bound(writing.output, PAYLOAD))
        return (whole, result) if has_payload and not is_streamed else (result,)

    def error_member(
        self, context: Context, imports: Imports, shape: Shape, member: Member
    ) -> Code | None:
        """Returns the expression of a member outside the body, or None."""
        if location(member) not in (HEADER, PREFIX_HEADERS, PAYLOAD):
            return None
        return self._response(context, imports, shape.id.name).value(member)

    def _response(
        self, context: Context, imports: Imports, name: str
    ) -> HttpResponseReader:
        encoded = partial(self.read_encoded, context, imports, name)
        return HttpResponseReader(context, imports, name, encoded)

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
            encode = writing.imports.runtime("http_text", "text_payload")
            shape = Literal.of(writing.symbols.input.name.text)
            name = member_names(writing.input.members)[member.name]
            text = code('{}({}, "{}", {})', encode, shape, name, given)
            return text, named or "text/plain"
        return self.encoded(writing, member, given), self.media_type
