"""Unions have members, whose targets need no default.

Implements https://smithy.io/2.0/spec/aggregate-types.html#union.
"""

from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import UnionShape
from smithy_parser.validation.findings import error, note
from smithy_parser.validation.traversal import own
from smithy_parser.validation.wording import compact_json

_ID: Final = "Union"
_DEFAULT: Final = "smithy.api#default"


def union_members(model: Model) -> Iterator[Event]:
    """Union: the members of unions."""
    for union in own(model, UnionShape):
        if not union.members:
            yield error(union, _ID, "Tagged unions must have one or more members")
        for member in union.members.values():
            target = model[member.target]
            if _DEFAULT in target.traits:
                default = compact_json(target.traits[_DEFAULT])
                message = (
                    f"This union member targets `{target.id}`, a shape with a default "
                    f"value of `{default}`. Note that default values are only "
                    "applicable to structures and ignored in tagged unions. It is a "
                    "best practice for union members to target shapes with no default "
                    "value (for example, instead of targeting PrimitiveInteger, target "
                    "Integer)."
                )
                yield note(member, _ID, message)
