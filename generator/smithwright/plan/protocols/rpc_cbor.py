"""The Smithy RPC v2 CBOR protocol.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html
"""

from __future__ import annotations

from dataclasses import dataclass

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function
from smithwright.plan.protocols.cbor_values import CborValues
from smithwright.plan.protocols.protocol import OperationWriting, Record
from smithwright.plan.protocols.rpc_v2 import RpcV2, has_input
from smithwright.plan.text import Code, Identifier, Literal, code
from smithy_parser import OperationShape, Shape


@dataclass(frozen=True, slots=True)
class RpcCbor(RpcV2):
    """CBOR bodies, sent to a path that names service and operation."""

    trait: str = "smithy.protocols#rpcv2Cbor"

    @property
    def name(self) -> str:
        """What requests and responses call the protocol in a header."""
        return "rpc-v2-cbor"

    @property
    def media_type(self) -> str:
        """The type of a CBOR document."""
        return "application/cbor"

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        result = code("return {}", self.request_with(writing, Code("bytes(wire)")))
        if not has_input(writing.operation):
            return (result,)
        values = CborValues(writing.context, writing.imports)
        write = values.call(writing.symbols.input, Code("value"))
        return (Code("wire = bytearray()"), write, result)

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        name = writing.operation.id.name
        read = self._read(writing.imports, name, writing.symbols.output.name)
        return (code("return {}", read),)

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns the function that writes the input, if there is one."""
        if not has_input(writing.operation):
            return ()
        values = CborValues(writing.context, writing.imports)
        members = writing.documented(writing.input)
        record = Record.of(writing.input, writing.symbols.input, members)
        return (values.function(record),)

    def writer(
        self, context: Context, imports: Imports, record: Record
    ) -> Function | None:
        """Returns the function that writes a structure."""
        return CborValues(context, imports).function(record)

    def reader(
        self, context: Context, imports: Imports, record: Record
    ) -> Function | None:
        """Returns None: the decoder makes structures by itself."""
        return None

    def error_code(self, shape: Shape) -> str:
        """Returns the code that a response names a modeled error with."""
        return shape.id.name

    def read_error(self, imports: Imports, operation: OperationShape) -> Identifier:
        """Returns the function that finds the error in an operation's response."""
        return imports.runtime("cbor_bodies", "read_error")

    def read_error_members(self, imports: Imports, record: Record) -> Code:
        """Returns the expression that decodes an error's members in a body."""
        return self._read(imports, self.error_code(record.shape), record.name)

    def _read(self, imports: Imports, name: str, shape: Code) -> Code:
        function = imports.runtime("cbor_bodies", "read_body")
        return code("{}({}, {}, response)", function, Literal.of(name), shape)
