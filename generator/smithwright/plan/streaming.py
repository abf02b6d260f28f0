"""Which members are streams, and of what.

https://smithy.io/2.0/spec/streaming.html
"""

from __future__ import annotations

from smithwright.plan.context import Context
from smithy_parser import Member, ShapeType

REQUIRES_LENGTH = "smithy.api#requiresLength"
_PAYLOAD = "smithy.api#httpPayload"


def is_blob_stream(context: Context, member: Member) -> bool:
    """Returns whether a member is a body that is passed on unread.

    Where a protocol binds no member to the body, it is a blob like any other.
    """
    return (
        member.target in context.streams
        and context.binds_payloads
        and context.target(member).type == ShapeType.BLOB
        and _PAYLOAD in member.traits
    )


def is_event_stream(context: Context, member: Member) -> bool:
    """Returns whether a member is a stream of events."""
    is_stream = member.target in context.streams
    return is_stream and context.target(member).type == ShapeType.UNION
