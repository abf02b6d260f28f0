"""The AWS restJson1 protocol.

https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from smithwright.plan.annotations import annotation
from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.naming import member_names
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.guide import Guide, HttpGuide
from smithwright.plan.protocols.json_protocol import JsonProtocol
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.protocols.rest_protocol import Body, RestProtocol
from smithwright.plan.text import Code, Literal, code
from smithy_parser import Member, ShapeType


@dataclass(frozen=True, slots=True)
class RestJson(JsonProtocol, RestProtocol):
    """JSON bodies, and members in path, query and headers."""

    trait: str = "aws.protocols#restJson1"

    @property
    def media_type(self) -> str:
        """The type of a JSON document."""
        return "application/json"

    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member in a JSON object."""
        name = member.traits.get("smithy.api#jsonName", member.name)
        if isinstance(name, str):
            return name
        raise PlanError(member, "trait smithy.api#jsonName must be a string")

    def guide(self, context: Context) -> Guide:
        """Returns what says where each part of an operation is in a message."""
        return HttpGuide(partial(self.wire_name, context))

    def payload(self, writing: OperationWriting, member: Member) -> Body:
        """Returns a body that is the value of one member; of a structure, an object."""
        if writing.context.target(member).type != ShapeType.STRUCTURE:
            # By name: with slots, the class that `super()` looks for is another one.
            return RestProtocol.payload(self, writing, member)
        name = member_names(writing.input.members)[member.name]
        given = code("value.{}", name)
        encoded = self.encoded(writing, member, given)
        value = code('b"{{}}" if {} is None else {}', given, encoded)
        return Body(content_type=self.media_type, value=value)

    def encoded(self, writing: OperationWriting, member: Member, given: Code) -> Code:
        """Returns the expression of a body that is the JSON of one set member."""
        values = self.values(writing.context, writing.imports)
        target = writing.context.target(member)
        encode = self.encoder(writing.context, writing.imports, target)
        return code("{}({})", encode, values.value(member, given))

    def read_document(self, writing: OperationWriting) -> Code:
        """Returns the expression of the output with what a response's body holds."""
        return self.read(writing, writing.symbols.output.name)

    def read_encoded(
        self, context: Context, imports: Imports, name: str, member: Member
    ) -> Code:
        """Returns the expression of a member whose JSON is the body."""
        return code(
            "{}({}, {}, response)",
            imports.runtime("json_bodies", "read_payload"),
            Literal.of(name),
            annotation(context, imports, member),
        )
