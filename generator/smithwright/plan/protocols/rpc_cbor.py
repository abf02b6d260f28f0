"""The Smithy RPC v2 CBOR protocol.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function
from smithwright.plan.protocols.cbor_values import CborValues
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.protocols.rpc import has_input, host_members, rpc_request
from smithwright.plan.symbols import Symbol
from smithwright.plan.text import Code, Identifier, Literal, code
from smithy_parser import Member, OperationShape, Shape


@dataclass(frozen=True, slots=True)
class RpcCbor:
    """CBOR bodies, sent to a path that names service and operation."""

    trait: str = "smithy.protocols#rpcv2Cbor"
    runtime: tuple[str, ...] = (
        "cbor_bodies",
        "cbor_values",
        "error_bodies",
        "request_features",
        "rpc",
        "timestamps",
        "tolerance",
    )

    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member in a map: its own."""
        return member.name

    def path_members(
        self, context: Context, operation: OperationShape
    ) -> Collection[str]:
        """Returns the names of the input's members that are part of the host."""
        return host_members(context, operation)

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        request = rpc_request(
            writing, "rpc-v2-cbor", "application/cbor", Code("bytes(wire)")
        )
        result = code("return {}", request)
        if not has_input(writing.operation):
            return (result,)
        values = CborValues(writing.context, writing.imports)
        write = values.call(writing.symbols.input, Code("value"))
        return (Code("wire = bytearray()"), write, result)

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        read = code(
            "{}({}, {}, response)",
            writing.imports.runtime("cbor_bodies", "read_body"),
            Literal.of(writing.operation.id.name),
            writing.symbols.output.name,
        )
        return (code("return {}", read),)

    def wire_function(
        self, context: Context, imports: Imports, shape: Shape, symbol: Symbol
    ) -> Function | None:
        """Returns the function that writes a structure."""
        if shape.id == "smithy.api#Unit":
            return None
        return CborValues(context, imports).function(shape, symbol)

    def error_code(self, shape: Shape) -> str:
        """Returns the code that a response names a modeled error with."""
        return shape.id.name

    def read_error(self, imports: Imports) -> Identifier:
        """Returns the function that finds the error in a response."""
        return imports.runtime("cbor_bodies", "read_error")

    def read_error_members(self, imports: Imports) -> Identifier:
        """Returns the function that decodes an error's members in a body."""
        return imports.runtime("cbor_bodies", "read_body")

    def error_member(
        self, context: Context, imports: Imports, shape: Shape, member: Member
    ) -> Code | None:
        """Returns None: all members of an error are in the body."""
        return None
