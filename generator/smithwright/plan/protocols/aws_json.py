"""The AWS awsJson1_0 and awsJson1_1 protocols.

https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html and
https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
"""

from __future__ import annotations

from dataclasses import dataclass

from smithwright.plan.context import Context
from smithwright.plan.protocols.guide import RequestLine
from smithwright.plan.protocols.json_protocol import JsonProtocol
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.protocols.rpc_protocol import RpcProtocol
from smithwright.plan.text import Code, code
from smithy_parser import OperationShape


@dataclass(frozen=True, slots=True)
class AwsJson(RpcProtocol, JsonProtocol):
    """JSON bodies, sent to one path, with the operation's name in a header."""

    trait: str
    content_type: str

    def request_line(self, context: Context, operation: OperationShape) -> RequestLine:
        """Returns what tells a service which operation a request is for."""
        return RequestLine("POST", "/", f"X-Amz-Target: {_target(context, operation)}")

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        statements, body = self.document(writing, writing.input.members.values())
        headers = {
            "Content-Type": self.content_type,
            "X-Amz-Target": _target(writing.context, writing.operation),
        }
        result = code("return {}", self.request(writing, headers, body))
        return (*statements, result)

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        return (code("return {}", self.read(writing, writing.symbols.output.name)),)


def _target(context: Context, operation: OperationShape) -> str:
    return f"{context.closure.service.id.name}.{operation.id.name}"
