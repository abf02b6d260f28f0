"""The AWS awsQuery protocol.

https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.context import Context
from smithwright.plan.protocols.query_protocol import QueryProtocol
from smithwright.plan.protocols.query_writing import QueryNames
from smithwright.plan.protocols.xml_names import FLATTENED, member_name, xml_name
from smithy_parser import ListShape, MapShape, Member, Shape

_ERROR = "aws.protocols#awsQueryError"


@dataclass(frozen=True, slots=True)
class AwsQueryNames:
    """Names as in XML, with items and entries numbered."""

    writes_empty_lists: bool = True

    def of_member(self, member: Member) -> str:
        """Returns the name of a structure's member."""
        return member_name(member)

    def of_items(self, member: Member, target: ListShape) -> str:
        """Returns what stands between a list's name and an item's number."""
        if FLATTENED in member.traits:
            return ""
        return f".{xml_name(target.member, 'member')}"

    def of_entries(self, member: Member, target: MapShape) -> str:
        """Returns what stands between a map's name and an entry's number."""
        return "" if FLATTENED in member.traits else ".entry"

    def of_entry(self, part: Member, default: str) -> str:
        """Returns the name of an entry's key or value."""
        return xml_name(part, default)


@dataclass(frozen=True, slots=True)
class AwsQuery(QueryProtocol):
    """Forms whose responses have a result in an envelope."""

    trait: str = "aws.protocols#awsQuery"

    @property
    def finds_output(self) -> LiteralString:
        """The runtime function that finds the output in a response."""
        return "read_result"

    def names(self, context: Context) -> QueryNames:
        """Returns how fields are named."""
        return AwsQueryNames()

    def error_code(self, shape: Shape) -> str:
        """Returns the code that a response names a modeled error with.

        https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsqueryerror-trait
        """
        value = shape.traits.get(_ERROR)
        code = value.get("code") if isinstance(value, Mapping) else None
        return code if isinstance(code, str) else shape.id.name
