"""What protocols with XML in responses have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function
from smithwright.plan.protocols.protocol import OperationWriting, Record
from smithwright.plan.protocols.xml_names import payload_name
from smithwright.plan.protocols.xml_reading import XmlReader, reader_name
from smithwright.plan.text import Code, Identifier, Literal, code
from smithy_parser import Member, OperationShape, Shape


@dataclass(frozen=True, slots=True)
class XmlProtocol:
    """Reads XML; structures have a function each for that."""

    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member among those that a reader gathers."""
        return payload_name(context, member)

    def reader(
        self, context: Context, imports: Imports, record: Record
    ) -> Function | None:
        """Returns the function that reads a structure from its element."""
        return XmlReader(context, imports).function(record)

    def error_code(self, shape: Shape) -> str:
        """Returns the code that a response names a modeled error with."""
        return shape.id.name

    def read_error(self, imports: Imports, operation: OperationShape) -> Identifier:
        """Returns the function that finds the error in an operation's response."""
        http = operation.traits.get("smithy.api#http")
        if isinstance(http, Mapping) and http.get("method") == "HEAD":
            return imports.runtime("xml_errors", "read_head_error")
        return imports.runtime("xml_errors", "read_error")

    def read_error_members(self, imports: Imports, record: Record) -> Code:
        """Returns the expression that reads an error's members in a body."""
        return code(
            "{}({}, {}, {}, response)",
            imports.runtime("xml_errors", "read_error_members"),
            Literal.of(self.error_code(record.shape)),
            record.name,
            reader_name(record.stem),
        )

    def output_readers(
        self, writing: OperationWriting, members: Iterable[Member]
    ) -> tuple[Function, ...]:
        """Returns the function that reads an output's `members`, if there are any."""
        output, symbol = writing.output, writing.symbols.output
        record = Record.of(output, symbol, tuple(members))
        if not record.members:
            return ()
        return (XmlReader(writing.context, writing.imports).function(record),)

    def read_output(
        self,
        writing: OperationWriting,
        function: LiteralString,
        members: Iterable[Member],
    ) -> Code:
        """Returns the expression of an output with what a response's body holds.

        Args:
            writing: The operation.
            function: What finds the output's element in the body.
            members: The output's members in the body.
        """
        symbol = writing.symbols.output
        if not tuple(members):
            return code("{}()", symbol.name)
        return code(
            "{}({}, {}, {}, response)",
            writing.imports.runtime("xml_bodies", function),
            Literal.of(writing.operation.id.name),
            symbol.name,
            reader_name(symbol.stem),
        )
