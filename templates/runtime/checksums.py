"""Checksums by the algorithm that a caller chooses.

https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from zlib import crc32

from msgspec.structs import replace

from .bodies import StreamT, reread
from .http import HttpRequest
from .problems import BuildError, Problem
from .request_features import has_checksum

_HASHES = frozenset({"MD5", "SHA1", "SHA256", "SHA512"})


def with_checksum(
    request: HttpRequest[StreamT], shape: str, member: str, algorithm: str | None
) -> HttpRequest[StreamT]:
    """Adds the checksum of the body, unless the caller gave one or chose none.

    A stream that can be read only once goes without.

    Args:
        request: The request.
        shape: The name of the input.
        member: The member that names the algorithm.
        algorithm: Its value.

    Raises:
        BuildError: The algorithm is one that Python lacks.
    """
    if algorithm is None or has_checksum(request):
        return request
    if (blocks := reread(request.body)) is None:
        return request
    if algorithm == "CRC32":
        digest = _crc32(blocks)
    elif algorithm in _HASHES:
        digest = _hash(algorithm, blocks)
    else:
        message = f"needs the checksum as well: {algorithm} is not computed here"
        raise BuildError(shape, [Problem(member, "httpChecksum", message)])
    name = f"x-amz-checksum-{algorithm.lower()}"
    checksum = b64encode(digest).decode()
    return replace(request, headers={**request.headers, name: checksum})


def _crc32(blocks: Iterable[bytes]) -> bytes:
    value = 0
    for block in blocks:
        value = crc32(block, value)
    return value.to_bytes(4)


def _hash(algorithm: str, blocks: Iterable[bytes]) -> bytes:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for block in blocks:
        digest.update(block)
    return digest.digest()
