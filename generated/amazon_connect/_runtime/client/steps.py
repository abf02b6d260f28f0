"""What a call asks of the world, one step at a time.

A call is a generator that yields these values and is answered by a driver: it has no
clock, no randomness, no lock and no input or output of its own. Two drivers, one that
calls and one that awaits, answer the same steps.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import UTC, datetime

# Any: each step has an answer of a type of its own.
from typing import Any, Protocol, TypeAlias, TypeVar

from msgspec import Struct

from ..bodies import AnyStream
from ..operation import Operation
from .body_checks import BodyCheck
from .failures import History
from .messages import SignedRequest, Timeouts, WireBody

T = TypeVar("T")


class IdentitySource(Protocol):
    """Where the identity comes from that a request is signed with.

    It keeps what it has loaded, and is safe to use by many threads.
    """

    def ready(self, now: float, /) -> object | None:
        """Returns the identity if it is there and still good, without waiting.

        Args:
            now: Seconds since 1970.
        """
        ...

    def load(self) -> object:
        """Waits for the identity, once for all who ask at the same time."""
        ...


class Head(Protocol):
    """The head of an answer, of either colour; its body is read by a driver."""

    @property
    def status(self) -> int:
        """The HTTP status code."""
        ...

    @property
    def headers(self) -> Sequence[tuple[str, str]]:
        """Names and values of header fields."""
        ...


class Upload(Protocol):
    """A request body that is a stream, opened by a driver of its colour."""

    @property
    def length(self) -> int | None:
        """How many bytes it has, if that is known."""
        ...

    @property
    def replayable(self) -> bool:
        """Whether it can be sent again."""
        ...

    @property
    def failure(self) -> Exception | None:
        """What reading it has raised."""
        ...

    @property
    def pieces(self) -> WireBody:
        """What a transport sends."""
        ...


class Instant(Struct, frozen=True):
    """A moment."""

    wall: float
    """Seconds since 1970, by the service's clock as far as that is known."""

    monotonic: float
    """Seconds by a clock that nobody sets."""

    @property
    def time(self) -> datetime:
        """The moment, in UTC."""
        return datetime.fromtimestamp(self.wall, UTC)


class Clock(Struct, frozen=True):
    """Asks for the time; the answer is an `Instant`."""


class CorrectClock(Struct, frozen=True):
    """Says by how much the clock here is slow."""

    seconds: float
    """How many seconds it is behind."""


class Random(Struct, frozen=True):
    """Asks for a random number from 0 to 1."""


class NewId(Struct, frozen=True):
    """Asks for a text that nobody else has."""


class Sleep(Struct, frozen=True):
    """Waits."""

    seconds: float
    """How long."""


class Identify(Struct, frozen=True):
    """Asks for the identity to sign with."""

    source: IdentitySource
    """Where it comes from."""


class TakeTokens(Struct, frozen=True):
    """Asks for retry tokens; the answer is whether there were enough."""

    amount: int
    """How many."""


class GiveTokens(Struct, frozen=True):
    """Gives retry tokens back."""

    amount: int
    """How many."""


class AwaitTurn(Struct, frozen=True):
    """Asks the rate limiter for a turn.

    The answer is how many seconds to wait before asking again, 0 if the turn is taken.
    """


class Report(Struct, frozen=True):
    """Tells the rate limiter how an attempt went."""

    throttled: bool
    """Whether the service asked for fewer calls."""


class OpenUpload(Struct, frozen=True):
    """Asks for a stream as an `Upload`."""

    stream: AnyStream
    """What the input holds."""


class HashUpload(Struct, frozen=True):
    """Asks for the SHA-256 of an upload, and leaves it at its start.

    The answer has hexadecimal digits; it is None if reading would use the upload up.
    """

    upload: Upload
    """What to read."""


class Rewind(Struct, frozen=True):
    """Takes an upload back to its start."""

    upload: Upload
    """What was read."""


class Send(Struct, frozen=True):
    """Sends a request; the answer is a `Head`, or an `Output` where nothing is sent."""

    # Any: operations of all types are sent.
    operation: Operation[Any, Any]
    """What the request is for."""
    request: SignedRequest
    """What to send."""
    timeouts: Timeouts
    """How long to wait for the connection, and for the head."""
    limit: float | None
    """How many seconds this step may take. Only the awaiting driver can hold it; the
    calling one may overrun by a time-out."""


class Output(Struct, frozen=True):
    """What a stand-in for a service answers at once, in place of a response."""

    value: object
    """The output of the operation."""


class Read(Struct, frozen=True):
    """Asks for what comes next of a body, nothing at its end."""

    response: Head
    """The answer whose body it is."""
    size: int
    """How many bytes at most."""
    limit: float | None
    """How many seconds this step may take."""


class Close(Struct, frozen=True):
    """Frees the connection of an answer."""

    response: Head
    """The answer."""


class HandOver(Struct, frozen=True):
    """Asks for a body handle, which owns the connection from now on."""

    response: Head
    """The answer whose body it is."""
    checks: tuple[BodyCheck, ...]
    """What the body is held against."""
    history: History
    """How the call went, for errors that come while it is read."""


Step: TypeAlias = (
    Clock
    | CorrectClock
    | Random
    | NewId
    | Sleep
    | Identify
    | TakeTokens
    | GiveTokens
    | AwaitTurn
    | Report
    | OpenUpload
    | HashUpload
    | Rewind
    | Send
    | Read
    | Close
    | HandOver
)
"""What a call may ask for."""

# Any: see above.
Steps: TypeAlias = Generator[Step, Any, T]
"""A call, or a part of one, that returns `T` after its steps."""
