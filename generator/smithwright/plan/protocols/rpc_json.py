"""The Smithy RPC v2 JSON protocol.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.protocols.json_protocol import JsonProtocol
from smithwright.plan.protocols.json_values import JsonValues
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.protocols.rpc_v2 import RpcV2, has_input
from smithwright.plan.text import Code, Identifier, code
from smithy_parser import Member, OperationShape, Shape, ShapeType


@dataclass(frozen=True, slots=True)
class RpcJsonValues(JsonValues):
    """Writes big numbers as strings, and timestamps as numbers whatever they say."""

    def is_converted(self, shape: Shape) -> bool:
        """Returns whether a value differs from what the encoder would make of it."""
        return (
            shape.id in self.context.reaches_converted
            or shape.id in self.context.reaches_big_numbers
        )

    def value(self, member: Member, variable: Code, depth: int = 0) -> Code:
        """Returns the expression of a set member's JSON value."""
        target = self.context.target(member)
        if target.type == ShapeType.BIG_INTEGER:
            return code("str({})", variable)
        if target.type == ShapeType.BIG_DECIMAL:
            text = self.imports.runtime("decimals", "decimal_text")
            return code("{}({})", text, variable)
        if target.type == ShapeType.TIMESTAMP:
            function = self.imports.runtime("timestamps", "epoch_seconds")
            return code("{}({})", function, variable)
        return JsonValues.value(self, member, variable, depth)


@dataclass(frozen=True, slots=True)
class RpcJson(RpcV2, JsonProtocol):
    """JSON bodies, sent to a path that names service and operation."""

    trait: str = "smithy.protocols#rpcv2Json"

    @property
    def name(self) -> str:
        """What requests and responses call the protocol in a header."""
        return "rpc-v2-json"

    @property
    def media_type(self) -> str:
        """The type of a JSON document."""
        return "application/json"

    def values(self, context: Context, imports: Imports) -> JsonValues:
        """Returns the writer of JSON values in one module."""
        return RpcJsonValues(context, imports, partial(self.wire_name, context))

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        statements: tuple[Code, ...] = ()
        body = Code('b""')
        if has_input(writing.operation):
            statements, body = self.document(writing, writing.input.members.values())
        return (*statements, code("return {}", self.request_with(writing, body)))

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        return (code("return {}", self.read(writing, writing.symbols.output.name)),)

    def read_error(self, imports: Imports, operation: OperationShape) -> Identifier:
        """Returns the function that finds the error in an operation's response."""
        return imports.runtime("rpc_json", "read_error")

    def read_body(self, imports: Imports) -> Identifier:
        """Returns the function that decodes a response's body."""
        return imports.runtime("rpc_json", "read_body")
