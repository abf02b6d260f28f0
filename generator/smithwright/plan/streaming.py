"""Which members are streams, and of what.

https://smithy.io/2.0/spec/streaming.html
"""

from __future__ import annotations

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.text import Code
from smithy_parser import Member, Shape, ShapeType

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


def blob_stream(context: Context, shape: Shape) -> Member | None:
    """Returns the member of an input or output that is a stream of bytes."""
    found = (m for m in shape.members.values() if is_blob_stream(context, m))
    return next(found, None)


def event_stream(context: Context, shape: Shape) -> Member | None:
    """Returns the member of an input or output that is a stream of events."""
    found = (m for m in shape.members.values() if is_event_stream(context, m))
    return next(found, None)


def streamed_body(context: Context, imports: Imports, shape: Shape) -> Code | None:
    """Returns the type of the body of an input; None where it is bytes."""
    if not context.binds_payloads:
        return None
    if blob_stream(context, shape) is not None:
        return imports.runtime("bodies", "ByteStream")
    if event_stream(context, shape) is not None:
        return imports.runtime("bodies", "AnyStream")
    return None
