"""The type of a request's body that is a stream."""

from __future__ import annotations

from smithwright.plan.fields import Stream
from smithwright.plan.identifiers import SafeText
from smithwright.plan.protocols.messages import Message
from smithwright.writing.module.imports import Imports


def streamed_body(imports: Imports, request: Message) -> SafeText | None:
    """Returns the type of the body of a request; None where it is bytes."""
    stream = Stream.NONE if request.payload is None else request.payload.stream
    match stream:
        case Stream.BYTES:
            return imports.runtime("bodies", "ByteStream")
        case Stream.EVENTS:
            return imports.runtime("bodies", "AnyStream")
        case Stream.NONE:
            return None
