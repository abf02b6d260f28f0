"""Members that are streams: what callers give and what they get.

https://smithy.io/2.0/spec/streaming.html
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from io import BytesIO, TextIOBase
from itertools import chain
from typing import BinaryIO, ClassVar, Self

from .bodies import BLOCK, AnyStream, blocks, is_asynchronous, is_file
from .checks import blob_problems, wrong_type
from .problems import Problem
from .shapes import SensitiveStructure

_OF_STREAMS = ("read", "__iter__", "__aiter__")
_NO_STREAMS = (str, bytearray, memoryview, Mapping, TextIOBase)


class _Shown:
    def __repr__(self) -> str:
        return "<stream>"


_SHOWN = _Shown()


class StreamingStructure(SensitiveStructure):
    """A structure with a member that is a stream, whose content is never shown."""

    STREAM: ClassVar[str] = ""
    """The field of the stream."""

    def _shown(self) -> Iterator[tuple[str, object]]:
        for name, value in super()._shown():
            is_stream = name == self.STREAM and name not in self.SENSITIVE
            yield name, _SHOWN if is_stream else value


def stream_problems(
    path: str,
    value: object,
    *,
    minimum: int | None = None,
    maximum: int | None = None,
) -> list[Problem]:
    """Reports what is no stream of bytes; only bytes have a length to check."""
    if isinstance(value, bytes):
        return blob_problems(path, value, minimum=minimum, maximum=maximum)
    is_stream = any(hasattr(value, name) for name in _OF_STREAMS)
    if is_stream and not issubclass(type(value), _NO_STREAMS):
        return []
    expected = "bytes, a binary file or an iterable of bytes"
    return [wrong_type(path, expected, value)]


class StreamingBody:
    """The body of a response, which is read no further than it is asked for.

    It may be read by a loop, which gets pieces as they come, by `read`, or both. A
    body that came asynchronously has `async for` and `raw` only.
    """

    __slots__ = ("_file", "raw")

    def __init__(self, raw: AnyStream) -> None:
        self.raw = raw
        """The body, as the response had it."""
        self._file: BinaryIO | _Pieces | None = None

    def read(self, size: int | None = None, /) -> bytes:
        """Returns the next `size` bytes, or fewer at the end; with None, all the rest.

        Raises:
            TypeError: The body is asynchronous.
        """
        return self._readable().read(-1 if size is None else size)

    def readable(self) -> bool:
        """Returns whether `read` works: the body is not asynchronous."""
        return not is_asynchronous(self.raw)

    def __iter__(self) -> Iterator[bytes]:
        source = self._readable()
        return source.pieces() if isinstance(source, _Pieces) else blocks(source)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if isinstance(self.raw, AsyncIterable):
            async for piece in self.raw:
                yield piece
        else:
            for piece in self:
                yield piece

    def iter_chunks(self, chunk_size: int = BLOCK) -> Iterator[bytes]:
        """Yields pieces of `chunk_size` bytes; the last may be shorter."""
        while chunk := self.read(chunk_size):
            yield chunk

    def iter_lines(self, *, keepends: bool = False) -> Iterator[bytes]:
        """Yields the lines, which end with a line feed, a carriage return or both."""
        rest = b""
        for piece in self:
            lines = (rest + piece).splitlines(keepends=True)
            # The last may go on, and a line feed may follow a carriage return.
            rest = lines.pop() if lines else b""
            yield from (_line(line, keepends) for line in lines)
        if rest:
            yield _line(rest, keepends)

    def close(self) -> None:
        """Closes what the body came from, if that can be closed."""
        close = getattr(self.raw, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "<stream>"

    def _readable(self) -> BinaryIO | _Pieces:
        if self._file is None:
            self._file = _opened(self.raw)
        return self._file


class _Pieces:
    """Reads an iterable of bytes as a file is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        parts = [self._rest]
        length = len(self._rest)
        while size < 0 or length < size:
            if (piece := next(self._pieces, None)) is None:
                break
            parts.append(piece)
            length += len(piece)
        data = b"".join(parts)
        if size < 0:
            size = length
        self._rest = data[size:]
        return data[:size]

    def pieces(self) -> Iterator[bytes]:
        if not self._rest:
            return self._pieces
        rest, self._rest = self._rest, b""
        return chain((rest,), self._pieces)


def _opened(raw: AnyStream) -> BinaryIO | _Pieces:
    if isinstance(raw, bytes):
        return BytesIO(raw)
    if is_file(raw):
        return raw
    if isinstance(raw, Iterable):
        return _Pieces(raw)
    raise TypeError("an asynchronous body is read with `async for`")


def _line(line: bytes, keepends: bool) -> bytes:
    return line if keepends else line.rstrip(b"\r\n")
