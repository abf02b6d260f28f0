"""What some operations ask of a request whose body is a stream.

https://smithy.io/2.0/spec/streaming.html
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from os import SEEK_END

from .bodies import ByteStream, blocks, is_asynchronous, is_seekable
from .config import Config
from .http import HttpRequest, with_gzip_body
from .problems import BuildError, Problem

_GZIP = 31


def known_length(shape: str, member: str, stream: ByteStream) -> str:
    """Returns how many bytes are left in a stream whose length has to be sent.

    https://smithy.io/2.0/spec/streaming.html#requireslength-trait

    Raises:
        BuildError: Only reading the stream would tell.
    """
    if isinstance(stream, bytes):
        return str(len(stream))
    if is_seekable(stream):
        position = stream.tell()
        end = stream.seek(0, SEEK_END)
        stream.seek(position)
        return str(end - position)
    message = "must have a known length: bytes or a seekable file"
    raise BuildError(shape, [Problem(member, "requiresLength", message)])


def compressed_stream(
    request: HttpRequest[ByteStream], config: Config
) -> HttpRequest[ByteStream]:
    """Compresses a body with gzip while it is read, whatever its length.

    https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
    """
    if not config.compress or is_asynchronous(request.body) or request.body == b"":
        return request
    return with_gzip_body(request, _compressed(request.body))


def _compressed(stream: ByteStream) -> Iterator[bytes]:
    compressor = zlib.compressobj(wbits=_GZIP)
    for block in blocks(stream):
        if piece := compressor.compress(block):
            yield piece
    yield compressor.flush()
