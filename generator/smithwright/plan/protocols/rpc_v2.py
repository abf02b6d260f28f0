"""What the Smithy RPC v2 protocols have in common.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html and
https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from smithwright.plan.context import Context
from smithwright.plan.protocols.guide import RequestLine
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.protocols.rpc_protocol import RpcProtocol
from smithwright.plan.streaming import event_stream
from smithwright.plan.text import Code
from smithy_parser import OperationShape

_UNIT = "smithy.api#Unit"


def has_input(operation: OperationShape) -> bool:
    """Returns whether requests have a body: an empty structure has one, Unit none."""
    return operation.input != _UNIT


@dataclass(frozen=True, slots=True)
class RpcV2(RpcProtocol):
    """Documents, sent to a path that names service and operation."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What requests and responses call the protocol in a header."""

    @property
    @abstractmethod
    def media_type(self) -> str:
        """The type of a document."""

    def request_line(self, context: Context, operation: OperationShape) -> RequestLine:
        """Returns what tells a service which operation a request is for."""
        service = context.closure.service.id.name
        return RequestLine("POST", f"/service/{service}/operation/{operation.id.name}")

    def request_with(self, writing: OperationWriting, body: Code) -> Code:
        """Returns the expression of the request; without input it has no body."""
        accepted = self.media_type
        if event_stream(writing.context, writing.output) is not None:
            accepted = "application/vnd.amazon.eventstream"
        headers = {"Smithy-Protocol": self.name, "Accept": accepted}
        if not has_input(writing.operation):
            return self.request(writing, headers, None)
        return self.request(writing, {**headers, "Content-Type": self.media_type}, body)
