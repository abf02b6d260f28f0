"""A stand-in for a service, for the tests of programs that call it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock

# Any: operations of all input types are answered.
from typing import Any, Protocol, Self, TypeAlias, TypeVar, cast, runtime_checkable

from msgspec import Struct

from ..http import HttpResponse
from ..operation import Operation, OperationDefinition
from .messages import SignedRequest, TransportResponse
from .steps import Output

T = TypeVar("T")

Reply: TypeAlias = T | Exception | HttpResponse
"""An output as it is, an error to raise, or a response to parse."""

Answer: TypeAlias = Reply[T] | Callable[[SignedRequest], Reply[T]]
"""A reply, or what makes one of the request."""


@runtime_checkable
class StandIn(Protocol):
    """What drivers of both colours ask in place of a transport."""

    def answer(
        self, operation: Operation[Any, Any], request: SignedRequest, /
    ) -> TransportResponse | Output:
        """Returns what the service would answer, or raises an error."""
        ...


class UnexpectedCallError(AssertionError):
    """A program called what its test did not expect, or did not call what it did."""


class Sent(Struct, frozen=True):
    """A request that was not sent."""

    operation: str
    """The operation's name in the model."""

    request: SignedRequest
    """The request, signed."""


class FakeTransport:
    """Answers calls without a network: the `transport` of clients of both colours.

    An operation that nobody told it about is an `UnexpectedCallError`. As a context
    manager it raises one at the end as well if an expected call was not made.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._once: dict[str, deque[object]] = {}
        self._always: dict[str, object] = {}
        self.sent: list[Sent] = []
        """The requests, in order."""

    def expect(
        self, operation: OperationDefinition[Any, T, Any], /, *answers: Answer[T]
    ) -> Self:
        """Answers the next calls of an operation, each answer once and in order.

        A retry asks again: an error that is tried again needs an answer after it.
        """
        with self._lock:
            self._once.setdefault(operation.name, deque()).extend(answers)
        return self

    def always(
        self, operation: OperationDefinition[Any, T, Any], /, answer: Answer[T]
    ) -> Self:
        """Answers an operation whenever no expected answer is left."""
        with self._lock:
            self._always[operation.name] = answer
        return self

    def answer(
        self, operation: Operation[Any, Any], request: SignedRequest, /
    ) -> TransportResponse | Output:
        """Returns or raises what the test said.

        Raises:
            UnexpectedCallError: It said nothing about this call.
        """
        reply = self._next(operation.name, request)
        if callable(reply) and not isinstance(reply, type):
            reply = cast("Callable[[SignedRequest], object]", reply)(request)
        if isinstance(reply, Exception):
            raise reply
        if isinstance(reply, HttpResponse):
            return FakeResponse(cast("HttpResponse", reply))
        return Output(reply)

    def _next(self, name: str, request: SignedRequest) -> object:
        with self._lock:
            self.sent.append(Sent(name, request))
            if once := self._once.get(name):
                return once.popleft()
            if name in self._always:
                return self._always[name]
        raise UnexpectedCallError(f"{name} was called, which nothing was expected of")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        left = [f"{len(each)} of {name}" for name, each in self._once.items() if each]
        if left and kind is None:
            raise UnexpectedCallError(f"calls were not made: {', '.join(left)}")

    def close(self) -> None:
        """Does nothing: there is no connection."""


class FakeResponse:
    """A response that is there at once."""

    __slots__ = ("_body", "headers", "status")

    def __init__(self, response: HttpResponse) -> None:
        self.status: int = response.status
        """The HTTP status code."""
        self.headers: Sequence[tuple[str, str]] = list(response.headers.items())
        """Names and values of header fields."""
        self._body = response.body

    def read(self, size: int, /) -> bytes:
        """Returns the next bytes."""
        piece, self._body = self._body[:size], self._body[size:]
        return piece

    def close(self) -> None:
        """Forgets the rest."""
        self._body = b""
