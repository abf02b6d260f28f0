"""Awaited calls by aiohttp."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from ssl import SSLContext

from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
)
from multidict import CIMultiDict
from yarl import URL

from ..messages import Outgoing, Patience
from ..tls import Proxy
from .loops import PerLoop
from .settings import ProxyChoice, TransportSettings, address, failure

_NEVER_BY_ITSELF = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")


class AiohttpTransport:
    """Sends by aiohttp, with a session for each event loop that uses it."""

    def __init__(self, settings: TransportSettings | None = None) -> None:
        self._settings = settings or TransportSettings()
        self._proxies = ProxyChoice(self._settings)
        self._tls: SSLContext | None = None
        self._sessions = PerLoop(_sessions)

    async def send(self, request: Outgoing, timeouts: Patience, /) -> AiohttpResponse:
        """Sends a request and returns the answer as soon as its head is there.

        Raises:
            OSError: There is no answer, or not in time.
            ValueError: aiohttp would send another target.
        """
        session = await self._sessions.get()
        proxy = self._proxies.of(request)
        try:
            response = await session.request(
                request.method,
                _exact(request),
                data=request.body or None,
                headers=_headers(request, proxy),
                allow_redirects=False,
                ssl=await self._context(request.scheme, proxy),
                proxy=None if proxy is None else proxy.address,
                proxy_headers=None if proxy is None else proxy.headers,
                timeout=ClientTimeout(
                    total=None, connect=timeouts.connect, sock_read=timeouts.read
                ),
            )
        except (ClientError, OSError) as error:
            raise _failure(error, request) from error
        return AiohttpResponse(request, response)

    async def close(self) -> None:
        """Closes all connections of this event loop."""
        await self._sessions.close()

    async def _context(self, scheme: str, proxy: Proxy | None) -> SSLContext | bool:
        if scheme == "http" and (proxy is None or proxy.scheme == "http"):
            return True
        if self._tls is None:
            # It reads files, for as long as a request may take.
            self._tls = await asyncio.to_thread(self._settings.tls.context)
        return self._tls


async def _sessions() -> AsyncGenerator[ClientSession]:
    async with ClientSession(
        connector=TCPConnector(limit=0),
        cookie_jar=DummyCookieJar(),
        auto_decompress=False,
        skip_auto_headers=_NEVER_BY_ITSELF,
    ) as session:
        yield session


def _exact(request: Outgoing) -> URL:
    url = URL(address(request), encoded=True)
    if url.raw_path_qs != request.target:
        raise ValueError("aiohttp cannot send the target of this request as it is")
    return url


def _headers(request: Outgoing, proxy: Proxy | None) -> CIMultiDict[str]:
    headers = CIMultiDict(request.headers)
    if proxy is not None and request.scheme == "http":
        headers.update(proxy.headers)
    return headers


def _failure(error: Exception, request: Outgoing) -> OSError:
    return failure(error, request, isinstance(error, TimeoutError))


class AiohttpResponse:
    """An answer whose connection serves again after its body was read."""

    def __init__(self, request: Outgoing, response: ClientResponse) -> None:
        self.status: int = response.status
        """The HTTP status code."""
        self.headers = list(response.headers.items())
        """Names and values of header fields."""
        self._request = request
        self._response = response

    async def read(self, size: int, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            OSError: The body ends too early, or does not come in time.
        """
        try:
            return await self._response.content.read(size)
        except (ClientError, OSError) as error:
            raise _failure(error, self._request) from error

    async def close(self) -> None:
        """Frees the connection."""
        self._response.close()
