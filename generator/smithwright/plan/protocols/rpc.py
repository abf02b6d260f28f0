"""What the Smithy RPC v2 protocols have in common.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html and
https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html
"""

from __future__ import annotations

from collections.abc import Collection

from smithwright.plan.context import Context
from smithwright.plan.protocols.http_requests import HttpRequestWriter
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.protocols.wire import RequestLine, RpcWire, Wire
from smithwright.plan.streaming import event_stream
from smithwright.plan.text import Code, Literal, code
from smithy_parser import OperationShape

# https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
_QUERY_COMPATIBLE = "aws.protocols#awsQueryCompatible"
_UNIT = "smithy.api#Unit"


def has_input(operation: OperationShape) -> bool:
    """Returns whether requests have a body: an empty structure has one, Unit none."""
    return operation.input != _UNIT


def host_members(context: Context, operation: OperationShape) -> Collection[str]:
    """Returns the names of the input's members that are part of the host.

    Other bindings to parts of an HTTP request do not count.
    """
    shape = context.closure.model[operation.input]
    return frozenset(
        member.name
        for member in shape.members.values()
        if "smithy.api#hostLabel" in member.traits
    )


def rpc_path(context: Context, operation: OperationShape) -> str:
    """Returns the path that requests for an operation go to."""
    service = context.closure.service.id.name
    return f"/service/{service}/operation/{operation.id.name}"


def rpc_wire(context: Context) -> Wire:
    """Returns what says where each part of an operation is in a message."""
    return RpcWire(lambda operation: RequestLine("POST", rpc_path(context, operation)))


def rpc_request(
    writing: OperationWriting, protocol: str, content_type: str, body: Code
) -> Code:
    """Returns the expression of the request with a body.

    Args:
        writing: The operation.
        protocol: What the request says that it is of.
        content_type: What bodies are of.
        body: The expression of the body; not used where there is no input.
    """
    service = writing.context.closure.service
    path = rpc_path(writing.context, writing.operation)
    accepted = content_type
    if event_stream(writing.context, writing.output) is not None:
        accepted = "application/vnd.amazon.eventstream"
    headers = {"Smithy-Protocol": protocol, "Accept": accepted}
    if has_input(writing.operation):
        headers["Content-Type"] = content_type
    if _QUERY_COMPATIBLE in service.traits:
        headers["X-Amzn-Query-Mode"] = "true"
    request = HttpRequestWriter(writing)
    arguments = [
        Code('method="POST"'),
        code("path={}", Literal.of(path)),
        code("headers={}", request.constant_headers(headers)),
    ]
    if has_input(writing.operation):
        arguments.append(code("body={}", body))
    return request.request(arguments)
