"""Documents in XML."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import LiteralString

from smithwright.plan.fields import Field, Record
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.protocols.messages import Place
from smithwright.plan.wire import Element
from smithwright.writing.annotations import annotation
from smithwright.writing.code import Code, Literal, code
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Function
from smithwright.writing.protocols.codecs.xml_reading import XmlReader, reader_name
from smithwright.writing.protocols.codecs.xml_writing import XmlWriter
from smithwright.writing.protocols.concatenation import concatenated
from smithwright.writing.protocols.interfaces import Document, OperationWriting


@dataclass(frozen=True, slots=True)
class XmlCodec:
    """Reads and writes XML; structures have a function each for both."""

    output_finder: LiteralString = "read_body"
    """The runtime function that finds the output in a response."""

    def writer(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that writes a structure."""
        return XmlWriter(imports).function(record)

    def reader(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that reads a structure from its element."""
        return XmlReader(imports).function(record)

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns the function that reads what is in a response's document, if any."""
        fields = writing.operation.response.document
        if not fields:
            return ()
        record = replace(writing.operation.output, fields=fields)
        return (XmlReader(writing.imports).function(record),)

    def document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Document:
        """Returns a body of some fields of the input."""
        statements = XmlWriter(writing.imports).statements(fields)
        root = _root_of(writing)
        start, end = f"<{root.name}{root.namespace}", f"</{root.name}>"
        body = concatenated([start, Code("xml"), end])
        return Document(tuple(statements), code("({}).encode()", body))

    def unset_payload(self, field: Field) -> Code | None:
        """Returns None: there is no element."""
        return None

    def payload(self, writing: OperationWriting, field: Field, given: SafeText) -> Code:
        """Returns the expression of a body that is the element of one set field."""
        writer = XmlWriter(writing.imports)
        parts = writer.document(_root_of(writing), field, given)
        return code("({}).encode()", concatenated(parts))

    def read_document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Code:
        """Returns the expression of the output with what a response's body holds."""
        operation = writing.operation
        symbol = operation.output.symbol
        if not fields:
            return code("{}()", symbol.name)
        function: LiteralString = (
            "read_unwrapped" if operation.is_unwrapped else self.output_finder
        )
        return code(
            "{}({}, {}, {}, response)",
            writing.imports.runtime("xml_bodies", function),
            Literal.of(operation.name),
            symbol.name,
            reader_name(symbol.stem),
        )

    def read_payload(self, imports: Imports, name: str, place: Place) -> Code:
        """Returns the expression of a field whose element is the body's root."""
        function: LiteralString = (
            "read_body" if place.is_always_sent else "read_payload"
        )
        return code(
            "{}({}, {}, lambda root: {}, response)",
            imports.runtime("xml_bodies", function),
            Literal.of(name),
            annotation(imports, place.field),
            XmlReader(imports).value(place.field, Code("root")),
        )

    def read_error(self, writing: OperationWriting) -> Identifier:
        """Returns the function that finds the error in an operation's response."""
        if writing.operation.address.method == "HEAD":
            return writing.imports.runtime("xml_errors", "read_head_error")
        return writing.imports.runtime("xml_errors", "read_error")

    def read_error_members(self, imports: Imports, name: str, record: Record) -> Code:
        """Returns the expression that reads an error's members in a body."""
        return code(
            "{}({}, {}, {}, response)",
            imports.runtime("xml_errors", "read_error_members"),
            Literal.of(name),
            record.symbol.name,
            reader_name(record.symbol.stem),
        )


def _root_of(writing: OperationWriting) -> Element:
    root = writing.operation.request.root
    assert root is not None, "the plan names the root of every body in XML"
    return root
