"""Calls by urllib3, whose connections are kept here and not in its pools.

A pool of urllib3 rewrites some targets; its connections send all as they are.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterable
from contextlib import suppress
from http import client
from io import BufferedReader
from typing import cast

from urllib3 import HTTPHeaderDict
from urllib3.connection import HTTPConnection, HTTPSConnection, ProxyConfig
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as Urllib3TimeoutError
from urllib3.util import SKIP_HEADER, parse_url

from ..messages import Outgoing, Patience
from ..tls import Proxy
from .idle_connections import IdleConnections
from .settings import (
    ProxyChoice,
    TransportSettings,
    address,
    as_latin_1,
    as_utf_8,
    failure,
    has,
)

_NEVER_BY_ITSELF = ("User-Agent", "Accept-Encoding")


class Urllib3Transport:
    """Sends by urllib3. Safe to use by many threads and by forked processes."""

    def __init__(self, settings: TransportSettings | None = None) -> None:
        self._settings = settings or TransportSettings()
        self._proxies = ProxyChoice(self._settings)
        self._process = os.getpid()
        self._idle = self._none_idle()

    def send(self, request: Outgoing, timeouts: Patience, /) -> Urllib3Response:
        """Sends a request and returns the answer as soon as its head is there.

        Raises:
            OSError: There is no answer, or not in time.
        """
        proxy = self._proxies.of(request)
        idle = self._of_this_process()
        connection = _live(idle, request) or self._connection(request, proxy)
        try:
            response = _exchanged(connection, request, timeouts, proxy)
        except (HTTPError, client.HTTPException, OSError) as error:
            connection.close()
            raise _failure(error, request) from error
        except BaseException:
            connection.close()
            raise
        return Urllib3Response(request, response, connection, idle)

    def close(self) -> None:
        """Closes the connections that nobody uses."""
        self._idle.close()

    def _of_this_process(self) -> IdleConnections[HTTPConnection]:
        if self._process != os.getpid():
            # The connections are those of the process that this one was forked from.
            self._process, self._idle = os.getpid(), self._none_idle()
        return self._idle

    def _none_idle(self) -> IdleConnections[HTTPConnection]:
        return IdleConnections(self._settings.connections)

    def _connection(self, request: Outgoing, proxy: Proxy | None) -> HTTPConnection:
        host, port = request.host.strip("[]"), request.port
        if proxy is None:
            if request.scheme == "http":
                return HTTPConnection(host, port)
            return HTTPSConnection(host, port, ssl_context=self._settings.tls.context())
        if request.scheme == proxy.scheme == "http":
            return HTTPConnection(proxy.host, proxy.port)
        context = self._settings.tls.context()
        if request.scheme == "http":
            return HTTPSConnection(proxy.host, proxy.port, ssl_context=context)
        connection = HTTPSConnection(
            proxy.host,
            proxy.port,
            ssl_context=context,
            proxy=parse_url(proxy.address),
            proxy_config=ProxyConfig(context, False, None, None),
        )
        connection.set_tunnel(host, port or 443, proxy.headers, proxy.scheme)
        return connection


def _place(request: Outgoing) -> object:
    return request.scheme, request.host, request.port


def _live(
    idle: IdleConnections[HTTPConnection], request: Outgoing
) -> HTTPConnection | None:
    """Returns the connection that was used last, if it still works."""
    while connection := idle.take(_place(request)):
        if connection.is_connected:
            return connection
        connection.close()
    return None


def _exchanged(
    connection: HTTPConnection,
    request: Outgoing,
    timeouts: Patience,
    proxy: Proxy | None,
) -> Http1Response:
    if connection.is_closed:
        connection.timeout = timeouts.connect
        connection.connect()
    connection.timeout = timeouts.read
    body = request.body
    if isinstance(body, AsyncIterable) and not isinstance(body, bytes):
        raise TypeError("urllib3 cannot send an asynchronous body")
    headers, target = _headers(request), request.target
    if proxy is not None and request.scheme == "http":
        headers.update(proxy.headers)
        target = address(request)
    connection.response_class = Http1Response
    # A server may answer before all is sent, and take no more.
    with suppress(BrokenPipeError):
        connection.request(request.method, target, body or None, headers)
    if connection.sock is not None:
        connection.sock.settimeout(timeouts.read)
    # What urllib3 makes of it would be decoded, and its warnings show addresses.
    return cast("Http1Response", client.HTTPConnection.getresponse(connection))


def _headers(request: Outgoing) -> HTTPHeaderDict:
    headers = HTTPHeaderDict()
    for name, value in request.headers:
        headers.add(name, as_latin_1(value))
    for name in _NEVER_BY_ITSELF:
        if not has(request, name.lower()):
            headers[name] = SKIP_HEADER
    return headers


def _failure(error: Exception, request: Outgoing) -> OSError:
    timed_out = isinstance(error, Urllib3TimeoutError | TimeoutError)
    return failure(error, request, timed_out)


class _Lines:
    """A stream that knows which line was read last."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self.last = b""

    def readline(self, limit: int = -1) -> bytes:
        self.last = self._stream.readline(limit)
        return self.last

    def __getattr__(self, name: str) -> object:
        found: object = getattr(self._stream, name)
        return found


class Http1Response(client.HTTPResponse):
    """An answer whose head has to be whole."""

    def begin(self) -> None:
        """Reads the head.

        Raises:
            IncompleteRead: The connection ended before the head did.
        """
        stream = self.fp
        lines = _Lines(stream)
        self.fp = cast("BufferedReader", lines)
        super().begin()
        if lines.last not in (b"\r\n", b"\n"):
            self.close()
            raise client.IncompleteRead(b"")
        if not self.isclosed():
            self.fp = stream


class Urllib3Response:
    """An answer whose connection serves again after its body was read."""

    def __init__(
        self,
        request: Outgoing,
        response: Http1Response,
        connection: HTTPConnection,
        idle: IdleConnections[HTTPConnection],
    ) -> None:
        self.status: int = response.status
        """The HTTP status code."""
        self.headers = [
            (name, as_utf_8(value)) for name, value in response.getheaders()
        ]
        """Names and values of header fields."""
        self._request = request
        self._response = response
        self._connection: HTTPConnection | None = connection
        self._idle = idle

    def read(self, size: int, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            OSError: The body ends too early, or does not come in time.
        """
        response = self._response
        try:
            piece = response.read1(size)
            if not piece and response.length:
                raise client.IncompleteRead(piece, response.length)
        except (client.HTTPException, OSError) as error:
            raise _failure(error, self._request) from error
        return piece

    def close(self) -> None:
        """Frees the connection."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        # It does not always notice its end by itself.
        is_read = self._response.isclosed() or self._response.length == 0
        self._response.close()
        if is_read and connection.sock is not None:
            self._idle.give(_place(self._request), connection)
        else:
            connection.close()
