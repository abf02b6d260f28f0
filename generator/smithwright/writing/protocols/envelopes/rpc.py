"""Requests whose documents hold all members of an operation's input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smithwright.plan.operations import Operation
from smithwright.writing.code import Code, Literal, code
from smithwright.writing.protocols.http_requests import HttpRequestWriter
from smithwright.writing.protocols.interfaces import (
    Codec,
    Document,
    OperationWriting,
)


@dataclass(frozen=True, slots=True)
class AwsRpcEnvelope:
    """A document, sent to one path, with the operation's name in a header."""

    codec: Codec
    media_type: str

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        operation = writing.operation
        headers = {"Content-Type": self.media_type}
        if operation.address.header is not None:
            name, value = operation.address.header
            headers[name] = value
        document = self.codec.document(writing, operation.request.document)
        return _sent(writing, headers, document)

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        return _received(self.codec, writing)


@dataclass(frozen=True, slots=True)
class RpcV2Envelope:
    """A document, sent to a path that names service and operation."""

    codec: Codec
    media_type: str
    name: str
    """What requests and responses call the protocol in a header."""

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`.

        An empty structure is a body; where there is no input, there is none.
        """
        operation = writing.operation
        headers = {"Smithy-Protocol": self.name, "Accept": self._accepted(operation)}
        if not operation.has_input:
            return _sent(writing, headers, None)
        document = self.codec.document(writing, operation.request.document)
        return _sent(writing, {**headers, "Content-Type": self.media_type}, document)

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        return _received(self.codec, writing)

    def _accepted(self, operation: Operation) -> str:
        if operation.response.events is not None:
            return "application/vnd.amazon.eventstream"
        return self.media_type


def _sent(
    writing: OperationWriting, headers: Mapping[str, str], document: Document | None
) -> tuple[Code, ...]:
    """Returns statements that return a request.

    Args:
        writing: The operation.
        headers: The headers that all requests have.
        document: The body, if there is one.
    """
    operation, request = writing.operation, HttpRequestWriter(writing)
    if operation.service.is_query_compatible:
        headers = {**headers, "X-Amzn-Query-Mode": "true"}
    arguments = [
        code("method={}", Literal.of(operation.address.method)),
        code("path={}", request.path()),
        code("headers={}", request.constant_headers(headers)),
    ]
    if document is None:
        return (code("return {}", request.request(arguments)),)
    arguments.append(code("body={}", document.body))
    return (*document.statements, code("return {}", request.request(arguments)))


def _received(codec: Codec, writing: OperationWriting) -> tuple[Code, ...]:
    fields = writing.operation.response.document
    return (code("return {}", codec.read_document(writing, fields)),)
