"""What the protocols have in common that send forms and receive XML.

https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import partial
from typing import LiteralString

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function
from smithwright.plan.protocols.guide import FormGuide, Guide, RequestLine
from smithwright.plan.protocols.http_requests import HttpRequestWriter
from smithwright.plan.protocols.protocol import OperationWriting, Record
from smithwright.plan.protocols.query_writing import (
    QueryNames,
    QueryWriter,
    form_field,
    form_start,
)
from smithwright.plan.protocols.rpc_protocol import RpcProtocol
from smithwright.plan.protocols.xml_names import element_name
from smithwright.plan.protocols.xml_protocol import XmlProtocol
from smithwright.plan.text import Code, Literal, code
from smithy_parser import OperationShape


@dataclass(frozen=True, slots=True)
class QueryProtocol(XmlProtocol, RpcProtocol):
    """Forms, sent to one path, that say which operation they are for."""

    @abstractmethod
    def names(self, context: Context) -> QueryNames:
        """Returns how fields are named."""

    @property
    @abstractmethod
    def finds_output(self) -> LiteralString:
        """The runtime function that finds the output in a response."""

    def request_line(self, context: Context, operation: OperationShape) -> RequestLine:
        """Returns what tells a service which operation a request is for."""
        return RequestLine("POST", "/", f"Action={operation.id.name}")

    def guide(self, context: Context) -> Guide:
        """Returns what says where each part of an operation is in a message."""
        field = partial(form_field, context, self.names(context))
        return FormGuide(partial(self.request_line, context), field, element_name)

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns the function that reads the output."""
        return self.output_readers(writing, writing.documented(writing.output))

    def writer(
        self, context: Context, imports: Imports, record: Record
    ) -> Function | None:
        """Returns the function that adds the fields of a structure to a form."""
        return QueryWriter(context, imports, self.names(context)).function(record)

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        context = writing.context
        version = context.closure.service.version
        start = form_start(writing.operation.id.name, version)
        record = Record.of(writing.input, writing.symbols.input)
        writer = QueryWriter(context, writing.imports, self.names(context))
        body: Code = Literal.of(start.encode())
        if record.members:
            function = writing.imports.runtime("query_text", "form_body")
            body = code("{}({}, form)", function, Literal.of(start))
        arguments = [
            Code('method="POST"'),
            Code('path="/"'),
            Code('headers={"Content-Type": "application/x-www-form-urlencoded"}'),
            code("body={}", body),
        ]
        request = HttpRequestWriter(writing).request(arguments)
        result = code("return {}", request)
        if not record.members:
            return (result,)
        fields = writer.statements(record.members)
        return (Code("form: list[str] = []"), *fields, result)

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        members = writing.output.members.values()
        output = self.read_output(writing, self.finds_output, members)
        return (code("return {}", output),)
