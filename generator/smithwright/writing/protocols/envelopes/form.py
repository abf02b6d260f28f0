"""Requests that are forms, of which one field names the operation.

https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
"""

from __future__ import annotations

from dataclasses import dataclass

from smithwright.writing.code import Code, Literal, code
from smithwright.writing.protocols.http_requests import HttpRequestWriter
from smithwright.writing.protocols.interfaces import Codec, OperationWriting


@dataclass(frozen=True, slots=True)
class FormEnvelope:
    """A form, sent to one path."""

    codec: Codec
    media_type: str

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        operation, request = writing.operation, HttpRequestWriter(writing)
        document = self.codec.document(writing, operation.request.document)
        headers = Literal.of({"Content-Type": self.media_type})
        arguments = [
            code("method={}", Literal.of(operation.address.method)),
            code("path={}", request.path()),
            code("headers={}", headers),
            code("body={}", document.body),
        ]
        return (*document.statements, code("return {}", request.request(arguments)))

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        fields = writing.operation.response.document
        return (code("return {}", self.codec.read_document(writing, fields)),)
