"""What protocols with JSON bodies have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.naming import member_names
from smithwright.plan.package import Function
from smithwright.plan.protocols.json_values import JsonValues, object_writer
from smithwright.plan.protocols.protocol import OperationWriting, Record
from smithwright.plan.text import Code, Identifier, Literal, code
from smithy_parser import Member, OperationShape, Shape


@dataclass(frozen=True, slots=True)
class JsonProtocol(ABC):
    """Reads and writes JSON objects."""

    @abstractmethod
    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member in a JSON object."""

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns none: serialiser and parser need no more than the codec."""
        return ()

    def writer(
        self, context: Context, imports: Imports, record: Record
    ) -> Function | None:
        """Returns the function that builds a structure's JSON object, where needed."""
        values = self.values(context, imports)
        return (
            object_writer(values, record) if values.is_converted(record.shape) else None
        )

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
        return imports.runtime("json_bodies", "read_error")

    def read_body(self, imports: Imports) -> Identifier:
        """Returns the function that decodes a response's body."""
        return imports.runtime("json_bodies", "read_body")

    def read_error_members(self, imports: Imports, record: Record) -> Code:
        """Returns the expression that decodes an error's members in a body."""
        return code(
            "{}({}, {}, response)",
            self.read_body(imports),
            Literal.of(self.error_code(record.shape)),
            record.name,
        )

    def values(self, context: Context, imports: Imports) -> JsonValues:
        """Returns the writer of JSON values in one module."""
        return JsonValues(context, imports, partial(self.wire_name, context))

    def encoder(self, context: Context, imports: Imports, shape: Shape) -> Identifier:
        """Returns the function that encodes a shape's JSON."""
        if shape.id in context.reaches_big_numbers:
            # They may be no numbers, which JSON has no form for.
            return imports.runtime("json_bodies", "encode_exact")
        return imports.runtime("json_bodies", "encode")

    def document(
        self, writing: OperationWriting, members: Collection[Member]
    ) -> tuple[tuple[Code, ...], Code]:
        """Returns statements and the expression of a body of some input members."""
        encode = self.encoder(writing.context, writing.imports, writing.input)
        values = self.values(writing.context, writing.imports)
        is_whole = len(members) == len(writing.input.members)
        if is_whole and not values.is_converted(writing.input):
            return (), code("{}(value)", encode)
        start = Code("wire: dict[str, object] = {}")
        names = member_names(writing.input.members)
        return (start, *values.members(members, names)), code("{}(wire)", encode)

    def read(self, writing: OperationWriting, shape: Code) -> Code:
        """Returns the expression of a response's body, decoded as `shape`."""
        function = self.read_body(writing.imports)
        name = Literal.of(writing.operation.id.name)
        return code("{}({}, {}, response)", function, name, shape)
