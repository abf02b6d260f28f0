"""Request bodies that are streams, opened for a driver of either colour.

A seekable file is sent from where it stands, and again after a rewind; all else is
sent once.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from os import SEEK_END
from typing import BinaryIO

from ..bodies import (
    BLOCK,
    AnyStream,
    ByteStream,
    blocks,
    is_asynchronous,
    is_file,
    is_seekable,
)


class SyncUpload:
    """A stream that is read by calls."""

    __slots__ = ("_file", "_start", "_stream", "failure", "length")

    def __init__(self, stream: AnyStream) -> None:
        """Takes a stream from where it stands.

        Raises:
            TypeError: It is asynchronous.
        """
        self._stream = _synchronous(stream)
        self.failure: Exception | None = None
        """What reading it has raised."""
        self._file: BinaryIO | None = stream if is_seekable(stream) else None
        self._start = 0
        self.length: int | None = None
        """How many bytes it has, if that is known."""
        if self._file is not None:
            self._start = self._file.tell()
            self.length = self._file.seek(0, SEEK_END) - self._start
            self._file.seek(self._start)

    @property
    def replayable(self) -> bool:
        """Whether it can be sent again."""
        return self._file is not None

    @property
    def pieces(self) -> Iterator[bytes]:
        """What is left of it, piece by piece."""
        source = blocks(self._stream) if self._file is None else self._blocks()
        try:
            yield from source
        except Exception as error:
            # HTTP libraries make errors of their own of it.
            self.failure = error
            raise

    def _blocks(self) -> Iterator[bytes]:
        """Reads as many bytes as were announced, whatever happens to the file."""
        file, left = self._file, self.length
        while file is not None and left:
            block = file.read(min(BLOCK, left))
            if not block:
                raise ValueError("the file became shorter while it was sent")
            left -= len(block)
            yield block

    def rewind(self) -> None:
        """Goes back to where it stood at first."""
        if self._file is not None:
            self._file.seek(self._start)

    def sha256(self) -> str | None:
        """Returns its hash in hexadecimal digits; None if that would use it up."""
        if self._file is None:
            return None
        digest = hashlib.sha256()
        for block in self._blocks():
            digest.update(block)
        self.rewind()
        return digest.hexdigest()


def _synchronous(stream: AnyStream) -> ByteStream:
    if is_file(stream) or isinstance(stream, Iterable):
        return stream
    raise TypeError("only an async client can send an asynchronous body")


class AsyncUpload:
    """A stream that is read by `await`; a synchronous one is read off the loop."""

    __slots__ = ("_async", "_sync", "failure")

    def __init__(
        self, stream: SyncUpload | None, asynchronous: AsyncIterable[bytes] | None
    ) -> None:
        self._sync = stream
        self._async = asynchronous
        self.failure: Exception | None = None
        """What reading it has raised."""

    @property
    def length(self) -> int | None:
        """How many bytes it has, if that is known."""
        return None if self._sync is None else self._sync.length

    @property
    def replayable(self) -> bool:
        """Whether it can be sent again."""
        return self._sync is not None and self._sync.replayable

    @property
    def pieces(self) -> AsyncIterator[bytes]:
        """What is left of it, piece by piece."""
        return self._pieces()

    async def _pieces(self) -> AsyncIterator[bytes]:
        source = self._async
        if self._sync is not None:
            source = _off_the_loop(self._sync.pieces)
        if source is None:
            return
        try:
            async for piece in source:
                yield piece
        except Exception as error:
            # HTTP libraries make errors of their own of it.
            self.failure = error
            raise

    async def rewind(self) -> None:
        """Goes back to where it stood at first."""
        if self._sync is not None:
            await asyncio.to_thread(self._sync.rewind)

    async def sha256(self) -> str | None:
        """Returns its hash in hexadecimal digits; None if that would use it up."""
        if self._sync is None:
            return None
        return await asyncio.to_thread(self._sync.sha256)


async def open_async_upload(stream: AnyStream) -> AsyncUpload:
    """Returns a stream of either colour, ready to be sent by an async client."""
    if is_asynchronous(stream):
        return AsyncUpload(None, stream)
    return AsyncUpload(await asyncio.to_thread(SyncUpload, stream), None)


async def _off_the_loop(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    while piece := await asyncio.to_thread(next, pieces, b""):
        yield piece
