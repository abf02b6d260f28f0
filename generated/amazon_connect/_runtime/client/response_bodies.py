"""Bodies of answers that are streams: handles that own their connections.

Reading to the end, closing or collecting a handle frees its connection. Nothing is
retried any more once there is one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Self

from .body_checks import BodyCheck, end_all
from .failures import History, with_history
from .messages import AsyncTransportResponse, TransportResponse

_BLOCK = 1 << 16
_CLOSED = "the body is closed"


class _Checked:
    """What both colours hold against a body while it is read."""

    __slots__ = ("_checks", "_ended", "_history")

    def __init__(self, checks: tuple[BodyCheck, ...], history: History) -> None:
        self._checks = checks
        self._history = history
        self._ended = False

    def _see(self, piece: bytes) -> None:
        if piece:
            for check in self._checks:
                check.update(piece)
            return
        self._ended = True
        end_all(self._checks)

    def _failed(self, error: OSError) -> Exception:
        return with_history(error, self._history)

    def __repr__(self) -> str:
        return "<stream>"


class ResponseBody(_Checked):
    """The body of an answer as a binary file that is read once."""

    __slots__ = ("_response",)

    def __init__(
        self,
        response: TransportResponse,
        checks: tuple[BodyCheck, ...],
        history: History,
    ) -> None:
        super().__init__(checks, history)
        self._response: TransportResponse | None = response

    def read1(self, size: int | None = -1, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            ValueError: It is closed.
            TransportError: It does not come in time, or is not what its head says.
        """
        size = _BLOCK if size is None or size < 0 else size
        if self._ended or not size:
            return b""
        if self._response is None:
            raise ValueError(_CLOSED)
        try:
            piece = self._response.read(size)
            self._see(piece)
        except OSError as error:
            self.close()
            raise self._failed(error) from error.__cause__
        except BaseException:
            self.close()
            raise
        if not piece:
            self.close()
        return piece

    def read(self, size: int | None = -1, /) -> bytes:
        """Returns `size` bytes, or fewer at the end; all that is left without.

        Raises:
            ValueError: It is closed.
            TransportError: It does not come in time, or is not what its head says.
        """
        left = -1 if size is None else size
        parts: list[bytes] = []
        while left and (piece := self.read1(left)):
            parts.append(piece)
            left = max(0, left - len(piece)) if left > 0 else -1
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def readable(self) -> bool:
        """Returns that it can be read."""
        return True

    @property
    def closed(self) -> bool:
        """Whether its connection is free."""
        return self._response is None

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read1():
            yield piece

    def close(self) -> None:
        """Frees the connection; what is left of the body is lost."""
        response, self._response = self._response, None
        if response is not None:
            response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


class AsyncResponseBody(_Checked):
    """The body of an answer, which is read once, by `await` or `async for`."""

    __slots__ = ("_loop", "_response")

    def __init__(
        self,
        response: AsyncTransportResponse,
        checks: tuple[BodyCheck, ...],
        history: History,
    ) -> None:
        super().__init__(checks, history)
        self._response: AsyncTransportResponse | None = response
        self._loop = asyncio.get_running_loop()

    async def read1(self, size: int | None = -1, /) -> bytes:
        """Returns what comes next: 1 to `size` bytes, and none at the end.

        Raises:
            ValueError: It is closed.
            TransportError: It does not come in time, or is not what its head says.
        """
        size = _BLOCK if size is None or size < 0 else size
        if self._ended or not size:
            return b""
        if self._response is None:
            raise ValueError(_CLOSED)
        try:
            piece = await self._response.read(size)
            self._see(piece)
        except OSError as error:
            await self.aclose()
            raise self._failed(error) from error.__cause__
        except BaseException:
            await self.aclose()
            raise
        if not piece:
            await self.aclose()
        return piece

    async def read(self, size: int | None = -1, /) -> bytes:
        """Returns `size` bytes, or fewer at the end; all that is left without.

        Raises:
            ValueError: It is closed.
            TransportError: It does not come in time, or is not what its head says.
        """
        left = -1 if size is None else size
        parts: list[bytes] = []
        while left and (piece := await self.read1(left)):
            parts.append(piece)
            left = max(0, left - len(piece)) if left > 0 else -1
        return parts[0] if len(parts) == 1 else b"".join(parts)

    @property
    def closed(self) -> bool:
        """Whether its connection is free."""
        return self._response is None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await self.read1():
            yield piece

    async def aclose(self) -> None:
        """Frees the connection; what is left of the body is lost."""
        response, self._response = self._response, None
        if response is not None:
            await response.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    def __del__(self) -> None:
        response, self._response = self._response, None
        # Whoever collects it may be any thread, and cannot await.
        if response is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(_close_soon, self._loop, response)


_closing: set[asyncio.Task[None]] = set()


def _close_soon(
    loop: asyncio.AbstractEventLoop, response: AsyncTransportResponse
) -> None:
    task = loop.create_task(response.close())
    _closing.add(task)
    task.add_done_callback(_closing.discard)
