"""The AWS restXml protocol.

https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.annotations import annotation
from smithwright.plan.context import Context
from smithwright.plan.customizations import is_always_sent
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function
from smithwright.plan.protocols.bindings import response_body
from smithwright.plan.protocols.concatenation import concatenated
from smithwright.plan.protocols.guide import Guide, HttpGuide
from smithwright.plan.protocols.protocol import OperationWriting, Record
from smithwright.plan.protocols.rest_protocol import RestProtocol
from smithwright.plan.protocols.xml_names import element_name, root_namespace, xml_name
from smithwright.plan.protocols.xml_protocol import XmlProtocol
from smithwright.plan.protocols.xml_reading import XmlReader
from smithwright.plan.protocols.xml_writing import XmlWriter
from smithwright.plan.text import Code, Literal, code
from smithy_parser import Member, ShapeType

# https://smithy.io/2.0/aws/customizations/s3-customizations.html
_UNWRAPPED = "aws.customizations#s3UnwrappedXmlOutput"


@dataclass(frozen=True, slots=True)
class RestXml(XmlProtocol, RestProtocol):
    """XML bodies, and members in path, query and headers."""

    trait: str = "aws.protocols#restXml"

    @property
    def media_type(self) -> str:
        """The type of an XML document."""
        return "application/xml"

    def guide(self, context: Context) -> Guide:
        """Returns what says where each part of an operation is in a message."""
        return HttpGuide(element_name)

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns the function that reads the output's members in a body."""
        return self.output_readers(writing, response_body(writing.output))

    def writer(
        self, context: Context, imports: Imports, record: Record
    ) -> Function | None:
        """Returns the function that writes a structure."""
        return XmlWriter(context, imports).function(record)

    def document(
        self, writing: OperationWriting, members: Collection[Member]
    ) -> tuple[tuple[Code, ...], Code]:
        """Returns statements and the expression of a body of some input members."""
        context, shape = writing.context, writing.input
        record = Record.of(shape, writing.symbols.input, members)
        statements = XmlWriter(context, writing.imports).statements(record.members)
        tag = xml_name(shape, shape.id.name)
        start = f"<{tag}{root_namespace(context, shape)}"
        body = concatenated([start, Code("xml"), f"</{tag}>"])
        return tuple(statements), code("({}).encode()", body)

    def encoded(self, writing: OperationWriting, member: Member, given: Code) -> Code:
        """Returns the expression of a body that is the element of one set member.

        It is called as its structure is, unless a trait says.
        """
        context, target = writing.context, writing.context.target(member)
        name = target.id.name
        if target.type in (ShapeType.STRUCTURE, ShapeType.UNION):
            name = xml_name(target, name)
        tag = xml_name(member, name)
        writer = XmlWriter(context, writing.imports)
        parts = writer.document(tag, root_namespace(context, member), member, given)
        return code("({}).encode()", concatenated(parts))

    def read_document(self, writing: OperationWriting) -> Code:
        """Returns the expression of the output with what a response's body holds."""
        members = response_body(writing.output)
        if _UNWRAPPED in writing.operation.traits:
            return self.read_output(writing, "read_unwrapped", members)
        return self.read_output(writing, "read_body", members)

    def read_encoded(
        self, context: Context, imports: Imports, name: str, member: Member
    ) -> Code:
        """Returns the expression of a member whose element is the body's root."""
        function: LiteralString = "read_payload"
        if is_always_sent(context.closure.service, member):
            function = "read_present_payload"
        return code(
            "{}({}, {}, lambda root: {}, response)",
            imports.runtime("xml_bodies", function),
            Literal.of(name),
            annotation(context, imports, member),
            XmlReader(context, imports).value(member, Code("root")),
        )
