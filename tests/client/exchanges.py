"""One way to use every transport that is installed, of either colour."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import pytest
from templates.runtime.client.messages import SignedRequest, Timeouts
from templates.runtime.client.transports import async_transport, sync_transport
from templates.runtime.client.transports.settings import TransportSettings

PATIENT = Timeouts(5, 5)
SYNC = ("urllib3", "pyreqwest", "httpx2")
ASYNC = ("aiohttp", "pyreqwest", "httpx2")
INSTALLED = [
    *(f"sync {name}" for name in SYNC if find_spec(name)),
    *(f"async {name}" for name in ASYNC if find_spec(name)),
]


def request(
    port: int,
    target: str = "/things",
    method: str = "POST",
    headers: Iterable[tuple[str, str]] = (("User-Agent", "test"),),
    body: Any = b"",
    scheme: str = "http",
    host: str = "127.0.0.1",
) -> SignedRequest:
    return SignedRequest(method, scheme, host, port, target, tuple(headers), body)


@dataclass
class Got:
    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Sync:
    """A transport that calls."""

    def __init__(self, library: str, settings: TransportSettings | None = None) -> None:
        self.library = library
        self.transport = sync_transport(library, settings)

    def open(self, request: SignedRequest, timeouts: Timeouts = PATIENT) -> Any:
        return self.transport.send(request, timeouts)

    def read(self, response: Any, size: int = 65536) -> bytes:
        piece: bytes = response.read(size)
        return piece

    def shut(self, response: Any) -> None:
        response.close()

    def stream(self, pieces: Iterable[bytes]) -> Any:
        return iter(pieces)

    def get(self, request: SignedRequest, timeouts: Timeouts = PATIENT) -> Got:
        """Sends a request, reads the answer whole, and closes it."""
        response = self.open(request, timeouts)
        parts: list[bytes] = []
        try:
            while piece := self.read(response):
                parts.append(piece)
        finally:
            self.shut(response)
        return Got(response.status, list(response.headers), b"".join(parts))

    def close(self) -> None:
        self.transport.close()


class Async(Sync):
    """A transport that awaits, on a loop of its own."""

    def __init__(self, library: str, settings: TransportSettings | None = None) -> None:
        self.library = library
        self.asynchronous = async_transport(library, settings)
        self.runner = asyncio.Runner()

    def open(self, request: SignedRequest, timeouts: Timeouts = PATIENT) -> Any:
        return self.runner.run(self.asynchronous.send(request, timeouts))

    def read(self, response: Any, size: int = 65536) -> bytes:
        piece: bytes = self.runner.run(response.read(size))
        return piece

    def shut(self, response: Any) -> None:
        self.runner.run(response.close())

    def stream(self, pieces: Iterable[bytes]) -> Any:
        async def asynchronous() -> AsyncIterator[bytes]:
            for piece in pieces:
                yield piece

        return asynchronous()

    def close(self) -> None:
        self.runner.run(self.asynchronous.close())
        self.runner.close()


def user_of(name: str, settings: TransportSettings | None = None) -> Sync:
    colour, _, library = name.partition(" ")
    return (Sync if colour == "sync" else Async)(library, settings)


every_transport = pytest.mark.parametrize("name", INSTALLED)
