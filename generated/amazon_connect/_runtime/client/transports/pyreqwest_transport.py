"""Calls and awaited calls by pyreqwest, which does its work in Rust.

A target that its parser of addresses would write otherwise, such as one with `/../`, is
an error, and nothing is sent; so is an answer with a header that is not ASCII. It says
that it accepts everything (`Accept: */*`), signed or not. Certificates of a bundle are
trusted beside those of the system. Time-outs are rounded up to powers of two, since
they belong to its clients.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterable
from datetime import timedelta
from math import ceil, log2
from pathlib import Path
from typing import TypeVar

from pyreqwest.client import Client, ClientBuilder, SyncClient, SyncClientBuilder
from pyreqwest.exceptions import PyreqwestError
from pyreqwest.http import Url
from pyreqwest.proxy import ProxyBuilder
from pyreqwest.request import (
    RequestBuilder,
    StreamRequest,
    SyncRequestBuilder,
    SyncStreamRequest,
)
from pyreqwest.response import BaseResponse, Response, SyncResponse

from ..messages import Outgoing, Patience
from ..tls import Proxy
from .settings import ProxyChoice, TransportSettings, address, failure

BuilderT = TypeVar("BuilderT", ClientBuilder, SyncClientBuilder)
RequestT = TypeVar("RequestT", RequestBuilder, SyncRequestBuilder)


class PyreqwestTransport:
    """Sends by pyreqwest. Safe to use by many threads, not by forked processes."""

    def __init__(self, settings: TransportSettings | None = None) -> None:
        self._settings = settings or TransportSettings()
        self._proxies = ProxyChoice(self._settings)
        self._clients: dict[object, SyncClient] = {}
        self._process = os.getpid()

    def send(self, request: Outgoing, timeouts: Patience, /) -> PyreqwestResponse:
        """Sends a request and returns the answer as soon as its head is there.

        Raises:
            OSError: There is no answer, or not in time.
            ValueError: pyreqwest would send another target.
            RuntimeError: This process was forked from one that made the transport.
        """
        _refuse_forks(self._process)
        url, body = _exact(request), request.body
        if not isinstance(body, bytes) and isinstance(body, AsyncIterable):
            raise TypeError("only an async client can send an asynchronous body")
        try:
            made = self._client(request, timeouts).request(request.method, url)
            made = _with_headers(made, request)
            if isinstance(body, bytes):
                made = made.body_bytes(body) if body else made
            else:
                made = made.body_stream(body)
            sending = made.streamed_read_buffer_limit(0).build_streamed()
            response = sending.__enter__()
        except PyreqwestError as error:
            raise _failure(error, request) from error
        try:
            return PyreqwestResponse(request, sending, response)
        except ValueError:
            sending.__exit__(None, None, None)
            raise

    def close(self) -> None:
        """Closes all connections."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            client.close()

    def _client(self, request: Outgoing, timeouts: Patience) -> SyncClient:
        proxy = self._proxies.of(request)
        key = _key(timeouts, proxy)
        if (client := self._clients.get(key)) is None:
            builder = _built(SyncClientBuilder(), self._settings, timeouts, proxy)
            client = self._clients.setdefault(key, builder.build())
        return client


class AsyncPyreqwestTransport:
    """Sends by pyreqwest, for any event loop, not for forked processes."""

    def __init__(self, settings: TransportSettings | None = None) -> None:
        self._settings = settings or TransportSettings()
        self._proxies = ProxyChoice(self._settings)
        self._clients: dict[object, Client] = {}
        self._process = os.getpid()

    async def send(
        self, request: Outgoing, timeouts: Patience, /
    ) -> AsyncPyreqwestResponse:
        """Sends a request and returns the answer as soon as its head is there.

        Raises:
            OSError: There is no answer, or not in time.
            ValueError: pyreqwest would send another target.
            RuntimeError: This process was forked from one that made the transport.
        """
        _refuse_forks(self._process)
        url, body = _exact(request), request.body
        try:
            made = self._client(request, timeouts).request(request.method, url)
            made = _with_headers(made, request)
            if isinstance(body, bytes):
                made = made.body_bytes(body) if body else made
            else:
                made = made.body_stream(body)
            sending = made.streamed_read_buffer_limit(0).build_streamed()
            response = await sending.__aenter__()
        except PyreqwestError as error:
            raise _failure(error, request) from error
        try:
            return AsyncPyreqwestResponse(request, sending, response)
        except ValueError:
            await sending.__aexit__(None, None, None)
            raise

    async def close(self) -> None:
        """Closes all connections."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            await client.close()

    def _client(self, request: Outgoing, timeouts: Patience) -> Client:
        proxy = self._proxies.of(request)
        key = _key(timeouts, proxy)
        if (client := self._clients.get(key)) is None:
            builder = _built(ClientBuilder(), self._settings, timeouts, proxy)
            client = self._clients.setdefault(key, builder.build())
        return client


def _refuse_forks(process: int) -> None:
    if process != os.getpid():
        raise RuntimeError("pyreqwest works in the process only that it was made in")


def _exact(request: Outgoing) -> Url:
    text = address(request)
    url = Url(text)
    if str(url) != text:
        raise ValueError("pyreqwest cannot send the target of this request as it is")
    return url


def _key(timeouts: Patience, proxy: Proxy | None) -> object:
    return _rounded(timeouts.connect), _rounded(timeouts.read), proxy


def _rounded(seconds: float) -> timedelta:
    return timedelta(seconds=2.0 ** ceil(log2(max(seconds, 0.001))))


def _built(
    builder: BuilderT,
    settings: TransportSettings,
    timeouts: Patience,
    proxy: Proxy | None,
) -> BuilderT:
    builder = (
        builder.follow_redirects(False)
        .referer(False)
        .gzip(False)
        .brotli(False)
        .zstd(False)
        .deflate(False)
        .no_proxy()
        .connect_timeout(_rounded(timeouts.connect))
        .read_timeout(_rounded(timeouts.read))
        .pool_max_idle_per_host(settings.connections)
        .min_tls_version("TLSv1.2")
    )
    tls = settings.tls
    if tls.ca_bundle is not None:
        builder = builder.add_root_certificate_pem(Path(tls.ca_bundle).read_bytes())
    if tls.certificate is not None:
        identity = Path(tls.certificate).read_bytes()
        if tls.key is not None:
            identity = Path(tls.key).read_bytes() + identity
        builder = builder.identity_pem(identity)
    if not tls.verify:
        builder = builder.danger_accept_invalid_certs(True)
    if proxy is not None:
        through = ProxyBuilder.all(proxy.address)
        if proxy.authorization is not None:
            through = through.custom_http_auth(proxy.authorization)
        builder = builder.proxy(through)
    return builder


def _with_headers(made: RequestT, request: Outgoing) -> RequestT:
    for name, value in request.headers:
        made = made.header(name, value)
    return made


def _fields(response: BaseResponse) -> list[tuple[str, str]]:
    try:
        return list(response.headers.items())
    except ValueError as error:
        reason = "pyreqwest cannot read a header that is not ASCII"
        raise ValueError(reason) from error


def _failure(error: Exception, request: Outgoing) -> OSError:
    return failure(error, request, isinstance(error, TimeoutError))


class PyreqwestResponse:
    """An answer whose connection serves again after its body was read."""

    def __init__(
        self, request: Outgoing, sending: SyncStreamRequest, response: SyncResponse
    ) -> None:
        self.status: int = response.status
        """The HTTP status code."""
        self.headers = _fields(response)
        """Names and values of header fields."""
        self._request = request
        self._sending = sending
        self._reader = response.body_reader
        self._rest = b""
        self._closed = False

    def read(self, size: int, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            OSError: The body ends too early, or does not come in time.
        """
        try:
            piece = self._rest or bytes(self._reader.read_chunk() or b"")
        except PyreqwestError as error:
            raise _failure(error, self._request) from error
        self._rest = piece[size:]
        return piece[:size]

    def close(self) -> None:
        """Frees the connection."""
        if not self._closed:
            self._closed = True
            self._sending.__exit__(None, None, None)


class AsyncPyreqwestResponse:
    """An answer whose connection serves again after its body was read."""

    def __init__(
        self, request: Outgoing, sending: StreamRequest, response: Response
    ) -> None:
        self.status: int = response.status
        """The HTTP status code."""
        self.headers = _fields(response)
        """Names and values of header fields."""
        self._request = request
        self._sending = sending
        self._reader = response.body_reader
        self._rest = b""
        self._closed = False

    async def read(self, size: int, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            OSError: The body ends too early, or does not come in time.
        """
        try:
            piece = self._rest or bytes(await self._reader.read_chunk() or b"")
        except PyreqwestError as error:
            raise _failure(error, self._request) from error
        self._rest = piece[size:]
        return piece[:size]

    async def close(self) -> None:
        """Frees the connection."""
        if not self._closed:
            self._closed = True
            await self._sending.__aexit__(None, None, None)
