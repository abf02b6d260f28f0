"""The AWS awsJson1_0 and awsJson1_1 protocols.

https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html and
https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.protocols.bindings import label_members
from smithwright.plan.protocols.http_requests import HttpRequestWriter
from smithwright.plan.protocols.json_protocol import JSON_RUNTIME, JsonProtocol
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.protocols.wire import RequestLine, RpcWire, Wire
from smithwright.plan.text import Code, code
from smithy_parser import Member, OperationShape, Shape

# https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
_QUERY_COMPATIBLE = "aws.protocols#awsQueryCompatible"


@dataclass(frozen=True, slots=True)
class AwsJson(JsonProtocol):
    """JSON bodies, sent to one path, with the operation's name in a header."""

    trait: str
    content_type: str
    runtime: tuple[str, ...] = JSON_RUNTIME

    @property
    def binds_payloads(self) -> bool:
        """False: bodies are documents."""
        return False

    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member in a JSON object: its own."""
        return member.name

    def wire(self, context: Context) -> Wire:
        """Returns what says where each part of an operation is in a message."""
        service = context.closure.service.id.name
        return RpcWire(
            lambda operation: RequestLine(
                "POST", "/", f"X-Amz-Target: {service}.{operation.id.name}"
            )
        )

    def path_members(
        self, context: Context, operation: OperationShape
    ) -> Collection[str]:
        """Returns the names of the input's members that are part of the host."""
        return label_members(context, operation)

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        request = HttpRequestWriter(writing)
        statements, body = self.document(writing, writing.input.members.values())
        service = writing.context.closure.service.id.name
        headers = {
            "Content-Type": self.content_type,
            "X-Amz-Target": f"{service}.{writing.operation.id.name}",
        }
        if _QUERY_COMPATIBLE in writing.context.closure.service.traits:
            headers["X-Amzn-Query-Mode"] = "true"
        arguments = [
            Code('method="POST"'),
            Code('path="/"'),
            code("headers={}", request.constant_headers(headers)),
            code("body={}", body),
        ]
        return (*statements, code("return {}", request.request(arguments)))

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        return (code("return {}", self.read(writing, writing.symbols.output.name)),)

    def error_member(
        self, context: Context, imports: Imports, shape: Shape, member: Member
    ) -> Code | None:
        """Returns None: all members of an error are in the body."""
        return None
