"""Event streams: the messages around them, and not yet what they carry.

https://smithy.io/2.0/spec/streaming.html#event-streams
"""

from __future__ import annotations

from typing import Generic, NoReturn, TypeVar

from .bodies import AnyStream

EventT = TypeVar("EventT", covariant=True)


class UnsupportedError(NotImplementedError):
    """What this version of the package cannot do for an operation."""

    def __init__(self, operation: str, member: str, reason: str) -> None:
        super().__init__(operation, member, reason)
        self.operation = operation
        """Name of the operation."""
        self.member = member
        """The attribute that needs it."""
        self.reason = reason
        """What is missing."""

    def __str__(self) -> str:
        return f"{self.operation}: {self.member}: {self.reason}"


class EventStreamBody(Generic[EventT]):
    """A body that is a stream of events of one union, still encoded.

    https://smithy.io/2.0/aws/amazon-eventstream.html
    """

    __slots__ = ("raw",)

    def __init__(self, raw: AnyStream) -> None:
        self.raw = raw
        """The encoded events: of a response, the body as the response had it."""

    def __iter__(self) -> NoReturn:
        reason = "reading events is not supported yet; `raw` has them encoded"
        raise UnsupportedError("EventStreamBody", "events", reason)

    def __repr__(self) -> str:
        return "<stream>"
