"""A server on loopback that answers by a script, and keeps every byte it got."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self, TypeAlias

RESET = struct.pack("ii", 1, 0)


@dataclass
class Received:
    """One request, as it came."""

    connection: int
    line: str
    fields: list[tuple[str, str]]
    body: bytes

    def field(self, name: str) -> str | None:
        return {key.lower(): value for key, value in self.fields}.get(name)


@dataclass
class Reply:
    """Bytes to answer with, and what to do with the connection then."""

    data: bytes
    then: str = "keep"


def reply(
    status: int = 200, body: bytes = b"{}", then: str = "keep", **headers: str
) -> Reply:
    """An answer with its length; underscores in names of headers are hyphens."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    fields.setdefault("content-length", str(len(body)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    head = f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode()
    return Reply(head + body, then)


Action: TypeAlias = Reply | Callable[[socket.socket], None]
"""A reply, or what answers by itself."""


@dataclass
class Loopback:
    """Answers each request by the next action or by `{}`, or as `answer` says."""

    actions: Sequence[Action] = ()
    context: ssl.SSLContext | None = None
    answer: Callable[[Received], Action] | None = None
    received: list[Received] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left = deque(self.actions)
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._stalled = threading.Event()
        self._server = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._server.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self.connections = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def then(self, *actions: Action) -> Self:
        self._left.extend(actions)
        return self

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stalled.set()
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        with self._lock:
            for connection in self._sockets:
                _shut(connection)
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                number = self.connections
                self._sockets.add(connection)
            thread = threading.Thread(target=self._serve, args=(connection, number))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        served = connection
        try:
            if self.context is not None:
                served = self.context.wrap_socket(connection, server_side=True)
            with served.makefile("rb") as stream:
                while received := _received(stream, number):
                    with self._lock:
                        self.received.append(received)
                        action = self._next(received)
                    if not self._do(action, served):
                        return
        except (OSError, ValueError):
            # The client has gone, perhaps in the middle of a chunk.
            pass
        finally:
            with self._lock:
                self._sockets.discard(connection)
            served.close()
            connection.close()

    def _next(self, received: Received) -> Action:
        if self.answer is not None:
            return self.answer(received)
        return self._left.popleft() if self._left else reply()

    def _do(self, action: Action, connection: socket.socket) -> bool:
        if not isinstance(action, Reply):
            action(connection)
            return True
        connection.sendall(action.data)
        if action.then == "stall":
            self._stalled.wait(10)
        if action.then == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        return action.then == "keep"


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _received(stream: object, number: int) -> Received | None:
    read = stream.readline  # type: ignore[attr-defined]
    line = read().decode("latin-1").rstrip("\r\n")
    if not line:
        return None
    fields: list[tuple[str, str]] = []
    while text := read().decode("utf-8", "surrogateescape").rstrip("\r\n"):
        name, _, value = text.partition(":")
        fields.append((name, value.strip()))
    received = Received(number, line, fields, b"")
    if received.field("transfer-encoding") == "chunked":
        while size := int(read(), 16):
            received.body += stream.read(size)  # type: ignore[attr-defined]
            read()
        read()
    elif length := received.field("content-length"):
        received.body = stream.read(int(length))  # type: ignore[attr-defined]
    return received
