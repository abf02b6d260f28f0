"""The AWS ec2Query protocol.

https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.context import Context
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.query_protocol import QueryProtocol
from smithwright.plan.protocols.query_writing import QueryNames
from smithwright.plan.protocols.xml_names import member_name
from smithy_parser import ListShape, MapShape, Member

_NAME = "aws.protocols#ec2QueryName"


@dataclass(frozen=True, slots=True)
class Ec2QueryNames:
    """Capitalised names, with items numbered."""

    writes_empty_lists: bool = False

    def of_member(self, member: Member) -> str:
        """Returns the name of a structure's member.

        https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#aws-protocols-ec2queryname-trait
        """
        name = member.traits.get(_NAME)
        if name is None:
            inherited = member_name(member)
            return inherited[:1].upper() + inherited[1:]
        if isinstance(name, str):
            return name
        raise PlanError(member, f"trait {_NAME} must be a string")

    def of_items(self, member: Member, target: ListShape) -> str:
        """Returns nothing: the number follows the list's name."""
        return ""

    def of_entries(self, member: Member, target: MapShape) -> str:
        """Refuses a map, which the protocol has no form for."""
        raise PlanError(member, f"{_PROTOCOL} has no maps in requests")

    def of_entry(self, part: Member, default: str) -> str:
        """Refuses a map, which the protocol has no form for."""
        raise PlanError(part, f"{_PROTOCOL} has no maps in requests")


_PROTOCOL = "aws.protocols#ec2Query"


@dataclass(frozen=True, slots=True)
class Ec2Query(QueryProtocol):
    """Forms whose responses are the result itself."""

    trait: str = _PROTOCOL

    @property
    def finds_output(self) -> LiteralString:
        """The runtime function that finds the output in a response."""
        return "read_body"

    def names(self, context: Context) -> QueryNames:
        """Returns how fields are named."""
        return Ec2QueryNames()
