"""The AWS restJson1 protocol.

https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from smithwright.plan.annotations import annotation
from smithwright.plan.context import Context, PlanError
from smithwright.plan.imports import Imports
from smithwright.plan.naming import member_names
from smithwright.plan.protocols.bindings import (
    HEADER,
    PAYLOAD,
    PREFIX_HEADERS,
    RESPONSE_CODE,
    bound,
    header_name,
    http_trait,
    label_members,
    location,
)
from smithwright.plan.protocols.http_requests import HttpRequestWriter
from smithwright.plan.protocols.http_text import HttpText
from smithwright.plan.protocols.json_values import JsonValues, structure_body
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.symbols import Symbol
from smithwright.plan.text import Code, Identifier, Literal, code, joined
from smithy_parser import Member, OperationShape, Shape, ShapeType

_STREAMING = "smithy.api#streaming"
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class RestJson:
    """JSON bodies, and members in path, query and headers."""

    trait: str = "aws.protocols#restJson1"
    runtime: tuple[str, ...] = ("rest_json", "json_values", "http_text", "timestamps")

    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member in a JSON object."""
        name = member.traits.get("smithy.api#jsonName", member.name)
        if isinstance(name, str):
            return name
        raise PlanError(member, "trait smithy.api#jsonName must be a string")

    def path_members(
        self, context: Context, operation: OperationShape
    ) -> Collection[str]:
        """Returns the names of the input's members that are part of the path."""
        return label_members(context, operation)

    def wire_function(
        self, context: Context, imports: Imports, shape: Shape, symbol: Symbol
    ) -> tuple[Code, ...]:
        """Returns the body of the function that builds a structure's JSON object."""
        values = self._values(context, imports)
        return structure_body(values, shape) if values.is_converted(shape) else ()

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        request = HttpRequestWriter(writing)
        query, headers = request.query(), request.headers()
        before, content_type, body = self._body(writing)
        arguments = [
            code("method={}", Literal.of(http_trait(writing.operation).method)),
            code("path={}", request.path()),
        ]
        if query:
            arguments.append(Code("query=tuple(query)"))
        if content_type is not None:
            constant = code('{{"Content-Type": {}}}', Literal.of(content_type))
        else:
            constant = Code("{}")
        if headers:
            headers.insert(0, code("headers: dict[str, str] = {}", constant))
            arguments.append(Code("headers=headers"))
        elif content_type is not None:
            arguments.append(code("headers={}", constant))
        if body is not None:
            arguments.append(code("body={}", body))
        result = code(
            "return {}({})",
            writing.imports.runtime("http", "HttpRequest"),
            joined(", ", arguments),
        )
        return (*query, *headers, *before, result)

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        output = writing.symbols.output.name
        names = member_names(writing.output.members)
        changes = [
            code("{}={}", names[member.name], self._bound_value(writing, member))
            for member in writing.output.members.values()
            if self._is_bound(member)
        ]
        if not changes:
            return (code("return {}", self._read(writing, output)),)
        if bound(writing.output, None):
            read = code("output = {}", self._read(writing, output))
            return (read, code("return output.replace({})", joined(", ", changes)))
        return (code("return {}({})", output, joined(", ", changes)),)

    def error_code(self, shape: Shape) -> str:
        """Returns the code that a response names a modeled error with."""
        return shape.id.name

    def read_error(self, imports: Imports) -> Identifier:
        """Returns the function that finds the error in a response."""
        return imports.runtime("rest_json", "read_error")

    def read_error_members(self, imports: Imports) -> Identifier:
        """Returns the function that decodes an error's members in a body."""
        return imports.runtime("rest_json", "read_body")

    def error_member(
        self, context: Context, imports: Imports, shape: Shape, member: Member
    ) -> Code | None:
        """Returns the expression of a member outside the body, or None."""
        if HEADER not in member.traits:
            return None
        text = HttpText(context, imports, "http-date")
        return code(
            "{}({}, response, {}, {})",
            imports.runtime("http_text", "read_header"),
            Literal.of(shape.id.name),
            Literal.of(header_name(member)),
            text.reader(member),
        )

    def _values(self, context: Context, imports: Imports) -> JsonValues:
        return JsonValues(context, imports, partial(self.wire_name, context))

    def _body(
        self, writing: OperationWriting
    ) -> tuple[list[Code], str | None, Code | None]:
        """Returns statements, the content type and the expression of the body."""
        payload = bound(writing.input, PAYLOAD)
        if payload:
            return self._payload(writing, payload[0])
        members = bound(writing.input, None)
        if not members:
            return [], None, None
        encode = writing.imports.runtime("rest_json", "encode")
        values = self._values(writing.context, writing.imports)
        if len(members) == len(writing.input.members) and not values.is_converted(
            writing.input
        ):
            return [], _JSON, code("{}(value)", encode)
        statements = values.members(members, member_names(writing.input.members))
        statements.insert(0, Code("wire: dict[str, object] = {}"))
        return statements, _JSON, code("{}(wire)", encode)

    def _payload(
        self, writing: OperationWriting, member: Member
    ) -> tuple[list[Code], str | None, Code | None]:
        """Returns the same for a body that is the value of one member.

        https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait
        """
        context, target = writing.context, writing.context.target(member)
        if context.has_trait(member, _STREAMING):
            raise PlanError(member, "streaming is not supported yet")
        given = code("value.{}", member_names(writing.input.members)[member.name])
        media_type = context.trait(member, "smithy.api#mediaType")
        if target.type == ShapeType.BLOB:
            content_type = media_type or "application/octet-stream"
            return [], str(content_type), code('{} or b""', given)
        if target.type in (ShapeType.STRING, ShapeType.ENUM):
            content_type = media_type or "text/plain"
            return [], str(content_type), code('({} or "").encode()', given)
        values = self._values(context, writing.imports)
        encode = writing.imports.runtime("rest_json", "encode")
        encoded = code("{}({})", encode, values.value(member, given))
        return [], _JSON, code('b"{{}}" if {} is None else {}', given, encoded)

    def _read(self, writing: OperationWriting, shape: Code) -> Code:
        function = writing.imports.runtime("rest_json", "read_body")
        name = Literal.of(writing.operation.id.name)
        return code("{}({}, {}, response)", function, name, shape)

    def _bound_value(self, writing: OperationWriting, member: Member) -> Code:
        context, imports = writing.context, writing.imports
        if RESPONSE_CODE in member.traits:
            return Code("response.status")
        if PREFIX_HEADERS in member.traits:
            prefix = Literal.of(header_name(member, PREFIX_HEADERS))
            return code(
                "{}(response, {})", imports.runtime("http_text", "prefixed"), prefix
            )
        if HEADER in member.traits:
            text = HttpText(context, imports, "http-date")
            return code(
                "{}({}, response, {}, {})",
                imports.runtime("http_text", "read_header"),
                Literal.of(writing.operation.id.name),
                Literal.of(header_name(member)),
                text.reader(member),
            )
        if context.has_trait(member, _STREAMING):
            raise PlanError(member, "streaming is not supported yet")
        match context.target(member).type:
            case ShapeType.BLOB:
                return Code("response.body")
            case ShapeType.STRING | ShapeType.ENUM:
                shape = annotation(context, imports, member)
                return code("{}(response.body.decode())", shape)
            case _:
                return self._read(writing, annotation(context, imports, member))

    def _is_bound(self, member: Member) -> bool:
        return location(member) in (HEADER, PREFIX_HEADERS, RESPONSE_CODE, PAYLOAD)
