"""What goes to an HTTP library and comes back from it.

The protocols here are structural, so that a transport which one package made serves
the clients of all others.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Sequence
from typing import Protocol, TypeAlias

from msgspec import Struct

Headers: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values of header fields in order."""

WireBody: TypeAlias = bytes | Iterable[bytes] | AsyncIterable[bytes]
"""The payload: bytes, or pieces that are read once while they are sent."""


class Outgoing(Protocol):
    """A request that is ready to be sent."""

    @property
    def method(self) -> str:
        """The HTTP method, in capitals."""
        ...

    @property
    def scheme(self) -> str:
        """`https` or `http`."""
        ...

    @property
    def host(self) -> str:
        """The host alone; an IPv6 address stands in brackets."""
        ...

    @property
    def port(self) -> int | None:
        """The port, if it is not the scheme's own."""
        ...

    @property
    def target(self) -> str:
        """Path and query, exactly as the request line has them."""
        ...

    @property
    def headers(self) -> Headers:
        """The header fields, exactly as they are sent."""
        ...

    @property
    def body(self) -> WireBody:
        """The payload."""
        ...


class Patience(Protocol):
    """How long a transport waits."""

    @property
    def connect(self) -> float:
        """Seconds until there is a connection."""
        ...

    @property
    def read(self) -> float:
        """Seconds until the answer, or more of it, comes."""
        ...


class UnsignedRequest(Struct, frozen=True):
    """A request that lacks nothing but its signature.

    Its `repr` shows neither target, header values nor body.
    """

    method: str
    """The HTTP method, in capitals."""

    scheme: str
    """`https` or `http`."""

    host: str
    """The host alone; an IPv6 address stands in brackets."""

    port: int | None
    """The port, if the endpoint names one."""

    target: str
    """Path and query, percent-encoded."""

    headers: Headers
    """The header fields, without `Host`."""

    body: WireBody
    """The payload."""

    payload_hash: str | None = None
    """The SHA-256 of a body that is a stream, in hexadecimal digits; None where nobody
    asked for it, or where the body is bytes."""

    @property
    def authority(self) -> str:
        """The host with its port, as the header `Host` has it."""
        return self.host if self.port is None else f"{self.host}:{self.port}"

    def __repr__(self) -> str:
        return _shown(self)

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Shows `rich` no more than `repr` does."""
        return [("method", self.method), ("host", self.host)]


class SignedRequest(Struct, frozen=True):
    """A request as it goes on the wire.

    Its `repr` shows neither target, header values nor body.
    """

    method: str
    """The HTTP method, in capitals."""

    scheme: str
    """`https` or `http`."""

    host: str
    """The host alone; an IPv6 address stands in brackets."""

    port: int | None
    """The port, if the endpoint names one."""

    target: str
    """Path and query, exactly as the request line has them."""

    headers: Headers
    """The header fields that were signed or may be sent beside them. A transport adds
    host, length and connection where they are missing, and nothing else."""

    body: WireBody
    """The payload."""

    @property
    def authority(self) -> str:
        """The host with its port, as the header `Host` has it."""
        return self.host if self.port is None else f"{self.host}:{self.port}"

    def __repr__(self) -> str:
        return _shown(self)

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Shows `rich` no more than `repr` does."""
        return [("method", self.method), ("host", self.host)]


def as_signed(request: UnsignedRequest) -> SignedRequest:
    """Returns the request as it is, for a service that wants no signature."""
    return SignedRequest(
        request.method,
        request.scheme,
        request.host,
        request.port,
        request.target,
        request.headers,
        request.body,
    )


def _shown(request: UnsignedRequest | SignedRequest) -> str:
    names = ", ".join(name for name, _ in request.headers)
    kind = type(request).__name__
    return f"<{kind} {request.method} {request.authority}, headers [{names}]>"


class Timeouts(Struct, frozen=True):
    """How long one attempt waits, in seconds."""

    connect: float = 60.0
    """Until there is a connection."""

    read: float = 60.0
    """Until the answer, or more of it, comes."""

    def within(self, limit: float | None) -> Timeouts:
        """Returns these, or less where there are only `limit` seconds left."""
        if limit is None:
            return self
        return Timeouts(min(self.connect, limit), min(self.read, limit))


class TransportResponse(Protocol):
    """An answer whose head has come and whose body may still be on its way."""

    @property
    def status(self) -> int:
        """The HTTP status code."""
        ...

    @property
    def headers(self) -> Sequence[tuple[str, str]]:
        """Names and values of header fields in order, a name as often as it came."""
        ...

    def read(self, size: int, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            OSError: The body ends too early, or does not come in time.
        """
        ...

    def close(self) -> None:
        """Frees the connection, which serves again if the body was read whole.

        May be called again, which does nothing.
        """
        ...


class Transport(Protocol):
    """Sends requests with an HTTP library, and waits."""

    def send(self, request: Outgoing, timeouts: Patience, /) -> TransportResponse:
        """Sends a request and returns the answer as soon as its head is there.

        Neither follows a redirect nor decodes the body.

        Raises:
            TimeoutError: There is no connection or no answer in time.
            OSError: The connection cannot be made, or breaks.
        """
        ...

    def close(self) -> None:
        """Closes all connections."""
        ...


class AsyncTransportResponse(Protocol):
    """An answer whose head has come, read by `await`."""

    @property
    def status(self) -> int:
        """The HTTP status code."""
        ...

    @property
    def headers(self) -> Sequence[tuple[str, str]]:
        """Names and values of header fields in order, a name as often as it came."""
        ...

    async def read(self, size: int, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            OSError: The body ends too early, or does not come in time.
        """
        ...

    async def close(self) -> None:
        """Frees the connection, which serves again if the body was read whole.

        May be called again, which does nothing.
        """
        ...


class AsyncTransport(Protocol):
    """Sends requests with an HTTP library, awaited."""

    async def send(
        self, request: Outgoing, timeouts: Patience, /
    ) -> AsyncTransportResponse:
        """Sends a request and returns the answer as soon as its head is there.

        Neither follows a redirect nor decodes the body. A task that is cancelled
        meanwhile leaves no connection behind.

        Raises:
            TimeoutError: There is no connection or no answer in time.
            OSError: The connection cannot be made, or breaks.
        """
        ...

    async def close(self) -> None:
        """Closes all connections."""
        ...
