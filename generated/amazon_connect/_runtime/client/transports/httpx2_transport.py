"""Calls and awaited calls by httpx2, whose transports are used without its clients.

Its clients add header fields and follow what the environment says.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Iterable,
    Iterator,
)
from contextlib import suppress
from ssl import SSLContext
from typing import TypedDict, cast

from httpx2 import (
    AsyncHTTPTransport,
    HTTPTransport,
    Limits,
    Proxy,
    Request,
    Response,
    TimeoutException,
    TransportError,
)

from ..body_checks import content_length
from ..messages import Outgoing, Patience
from ..tls import Proxy as OurProxy
from .loops import PerLoop
from .settings import ProxyChoice, TransportSettings, authority, failure

_Key = tuple[bool, str | None]


class Httpx2Transport:
    """Sends by httpx2. Safe to use by many threads and by forked processes."""

    def __init__(self, settings: TransportSettings | None = None) -> None:
        self._settings = settings or TransportSettings()
        self._proxies = ProxyChoice(self._settings)
        self._pools: dict[_Key, HTTPTransport] = {}
        self._process = os.getpid()

    def send(self, request: Outgoing, timeouts: Patience, /) -> Httpx2Response:
        """Sends a request and returns the answer as soon as its head is there.

        Raises:
            OSError: There is no answer, or not in time.
        """
        pool = self._pool(request)
        try:
            response = pool.handle_request(_request(request, timeouts))
        except (TransportError, OSError) as error:
            raise _failure(error, request) from error
        return Httpx2Response(request, response)

    def close(self) -> None:
        """Closes all connections."""
        pools, self._pools = self._pools, {}
        for pool in pools.values():
            pool.close()

    def _pool(self, request: Outgoing) -> HTTPTransport:
        if self._process != os.getpid():
            # The connections are those of the process that this one was forked from.
            self._pools, self._process = {}, os.getpid()
        proxy = self._proxies.of(request)
        key = _key(request, proxy)
        if (pool := self._pools.get(key)) is None:
            made = HTTPTransport(**_options(self._settings, request, proxy))
            pool = self._pools.setdefault(key, made)
        return pool


class AsyncHttpx2Transport:
    """Sends by httpx2, with connections for each event loop that uses it."""

    def __init__(self, settings: TransportSettings | None = None) -> None:
        self._settings = settings or TransportSettings()
        self._proxies = ProxyChoice(self._settings)
        self._pools = PerLoop(_async_pools)

    async def send(
        self, request: Outgoing, timeouts: Patience, /
    ) -> AsyncHttpx2Response:
        """Sends a request and returns the answer as soon as its head is there.

        Raises:
            OSError: There is no answer, or not in time.
        """
        pool = await self._pool(request)
        try:
            response = await pool.handle_async_request(_request(request, timeouts))
        except (TransportError, OSError) as error:
            raise _failure(error, request) from error
        return AsyncHttpx2Response(request, response)

    async def close(self) -> None:
        """Closes all connections of this event loop."""
        await self._pools.close()

    async def _pool(self, request: Outgoing) -> AsyncHTTPTransport:
        pools = await self._pools.get()
        proxy = self._proxies.of(request)
        key = _key(request, proxy)
        if (pool := pools.get(key)) is None:
            # It may read files of certificates.
            made = await asyncio.to_thread(_options, self._settings, request, proxy)
            pool = pools.setdefault(key, AsyncHTTPTransport(**made))
        return pool


async def _async_pools() -> AsyncGenerator[dict[_Key, AsyncHTTPTransport]]:
    pools: dict[_Key, AsyncHTTPTransport] = {}
    try:
        yield pools
    finally:
        for pool in pools.values():
            await pool.aclose()


def _key(request: Outgoing, proxy: OurProxy | None) -> _Key:
    return request.scheme == "https", None if proxy is None else proxy.address


class _Options(TypedDict):
    verify: SSLContext | bool
    proxy: Proxy | None
    limits: Limits
    trust_env: bool


def _options(
    settings: TransportSettings, request: Outgoing, proxy: OurProxy | None
) -> _Options:
    is_secured = request.scheme == "https" or (proxy and proxy.scheme == "https")
    # Without `verify` it would load certificates that plain HTTP has no use for.
    context = settings.tls.context() if is_secured else None
    through = None
    if proxy is not None:
        secured = context if proxy.scheme == "https" else None
        through = Proxy(proxy.address, headers=proxy.headers, ssl_context=secured)
    return _Options(
        verify=context or False,
        proxy=through,
        limits=Limits(max_keepalive_connections=settings.connections),
        trust_env=False,
    )


def _request(request: Outgoing, timeouts: Patience) -> Request:
    body = request.body
    waits = {"connect": timeouts.connect, "pool": timeouts.connect}
    waits |= {"read": timeouts.read, "write": timeouts.read}
    return Request(
        request.method,
        f"{request.scheme}://{authority(request)}",
        headers=[(name.encode(), value.encode()) for name, value in request.headers],
        content=body or None,
        extensions={"target": request.target.encode(), "timeout": waits},
    )


def _failure(error: Exception, request: Outgoing) -> OSError:
    timed_out = isinstance(error, TimeoutException | TimeoutError)
    return failure(error, request, timed_out)


def _fields(response: Response) -> list[tuple[str, str]]:
    return [
        (name.decode("ascii"), value.decode("utf-8", "surrogateescape"))
        for name, value in response.headers.raw
    ]


def _length(request: Outgoing, response: Response) -> int:
    """Returns how many bytes the body has, -1 if that is not said."""
    headers = {"content-length": response.headers.get("content-length", "")}
    length = content_length(request.method, response.status_code, headers)
    return -1 if length is None else length


class Httpx2Response:
    """An answer whose connection serves again after its body was read."""

    def __init__(self, request: Outgoing, response: Response) -> None:
        self.status: int = response.status_code
        """The HTTP status code."""
        self.headers = _fields(response)
        """Names and values of header fields."""
        self._request = request
        self._response = response
        stream = cast("Iterable[bytes]", response.stream)
        self._pieces: Iterator[bytes] = iter(stream)
        self._rest = b""
        self._left = _length(request, response)

    def read(self, size: int, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            OSError: The body ends too early, or does not come in time.
        """
        try:
            piece = self._rest or self._next()
        except (TransportError, OSError) as error:
            raise _failure(error, self._request) from error
        self._rest = piece[size:]
        return piece[:size]

    def _next(self) -> bytes:
        piece = next(self._pieces, b"")
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        """Frees the connection."""
        if not self._left:
            # httpx2 gives a connection up if nobody has seen the end of the body.
            with suppress(TransportError):
                next(self._pieces, b"")
        self._response.close()


class AsyncHttpx2Response:
    """An answer whose connection serves again after its body was read."""

    def __init__(self, request: Outgoing, response: Response) -> None:
        self.status: int = response.status_code
        """The HTTP status code."""
        self.headers = _fields(response)
        """Names and values of header fields."""
        self._request = request
        self._response = response
        stream = cast("AsyncIterable[bytes]", response.stream)
        self._pieces: AsyncIterator[bytes] = aiter(stream)
        self._rest = b""
        self._left = _length(request, response)

    async def read(self, size: int, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            OSError: The body ends too early, or does not come in time.
        """
        try:
            piece = self._rest or await self._next()
        except (TransportError, OSError) as error:
            raise _failure(error, self._request) from error
        self._rest = piece[size:]
        return piece[:size]

    async def _next(self) -> bytes:
        piece = await anext(self._pieces, b"")
        self._left -= len(piece)
        return piece

    async def close(self) -> None:
        """Frees the connection."""
        if not self._left:
            # httpx2 gives a connection up if nobody has seen the end of the body.
            with suppress(TransportError):
                await anext(self._pieces, b"")
        await self._response.aclose()
