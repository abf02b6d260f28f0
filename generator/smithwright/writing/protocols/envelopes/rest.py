"""What protocols have in common that follow an operation's `http` bindings.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smithwright.plan.fields import Field, Stream
from smithwright.plan.identifiers import SafeText
from smithwright.plan.protocols.messages import Message
from smithwright.plan.types import TEXTS, Kind
from smithwright.plan.wire import Location
from smithwright.writing.code import Code, Literal, block, code, joined
from smithwright.writing.protocols.http_requests import HttpRequestWriter
from smithwright.writing.protocols.http_responses import HttpResponseReader
from smithwright.writing.protocols.interfaces import Codec, OperationWriting
from smithwright.writing.streams import streamed_body


@dataclass(frozen=True, slots=True)
class Body:
    """How a request gets its body."""

    statements: Sequence[Code] = ()
    content_type: str | None = None
    """The type of a body that is always there."""
    value: SafeText | None = None
    adds_header: bool = False
    """Whether the statements add to `headers`."""


@dataclass(frozen=True, slots=True)
class RestEnvelope:
    """Members in path, query and headers, and a document or a payload in the body."""

    codec: Codec
    media_type: str
    """The type of a document."""

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        request = HttpRequestWriter(writing)
        query, headers, body = request.query(), request.headers(), self._body(writing)
        arguments = [
            code("method={}", Literal.of(writing.operation.address.method)),
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
        operation, response = writing.operation, writing.operation.response
        in_body = response.at(Location.BODY)
        reader = HttpResponseReader(
            writing.imports, operation.name, self.codec.read_payload
        )
        changes = [
            code("{}={}", place.field.name, reader.value(place))
            for place in response.places
            if place not in in_body
        ]
        fields = [place.field for place in in_body]
        if not changes:
            return (code("return {}", self.codec.read_document(writing, fields)),)
        # Read first, so that an error in a header shows the body too.
        whole = Code("response = response.buffered()")
        if fields:
            read = code("output = {}", self.codec.read_document(writing, fields))
            result = code("return output.replace({})", joined(", ", changes))
            return (whole, read, result)
        output = operation.output.symbol.name
        result = code("return {}({})", output, joined(", ", changes))
        return (whole, result) if _has_whole_payload(response) else (result,)

    def _body(self, writing: OperationWriting) -> Body:
        request = writing.operation.request
        if request.payload is not None:
            return self._payload(writing, request.payload)
        fields = [place.field for place in request.at(Location.BODY)]
        if not fields:
            return Body()
        document = self.codec.document(writing, fields)
        return Body(document.statements, self.media_type, document.body)

    def _payload(self, writing: OperationWriting, field: Field) -> Body:
        """Returns a body that is the value of one member.

        https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait
        """
        given = code("value.{}", field.name)
        encoded, content_type = self._encoded(writing, field, given)
        if (unset := self.codec.unset_payload(field)) is not None:
            value = code("{} if {} is None else {}", unset, given, encoded)
            return Body(content_type=self.media_type, value=value)
        # What is not set has neither body nor type.
        header = code(
            'headers.setdefault("Content-Type", {})', Literal.of(content_type)
        )
        set_payload = [header, *_length(writing, field), code("body = {}", encoded)]
        stream = streamed_body(writing.imports, writing.operation.request)
        start = Code("body") if stream is None else code("body: {}", stream)
        return Body(
            statements=(
                code('{} = b""', start),
                block(code("if {} is not None:", given), set_payload),
            ),
            value=Code("body"),
            adds_header=True,
        )

    def _encoded(
        self, writing: OperationWriting, field: Field, given: SafeText
    ) -> tuple[SafeText, str]:
        """Returns the bytes of a set payload and their content type."""
        if field.stream is Stream.EVENTS:
            return code("{}.raw", given), "application/vnd.amazon.eventstream"
        if field.type.kind is Kind.BLOB:
            return given, field.wire.media_type or "application/octet-stream"
        if field.type.kind in TEXTS:
            encode = writing.imports.runtime("http_text", "text_payload")
            shape = Literal.of(writing.operation.input.symbol.name.text)
            text = code('{}({}, "{}", {})', encode, shape, field.name, given)
            return text, field.wire.media_type or "text/plain"
        return self.codec.payload(writing, field, given), self.media_type


def _has_whole_payload(response: Message) -> bool:
    """Returns whether a body is a member's value that is read at once."""
    payload = response.payload
    return payload is not None and payload.stream is Stream.NONE


def _length(writing: OperationWriting, field: Field) -> list[Code]:
    if field.stream is not Stream.BYTES or not field.requires_length:
        return []
    length = code(
        '{}({}, "{}", value.{})',
        writing.imports.runtime("stream_requests", "known_length"),
        Literal.of(writing.operation.input.symbol.name.text),
        *(field.name, field.name),
    )
    return [code('headers.setdefault("Content-Length", {})', length)]
