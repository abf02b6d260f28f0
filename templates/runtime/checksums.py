"""Checksums by the algorithm that a caller chooses.

https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from zlib import crc32

from msgspec.structs import replace

from .bodies import StreamT, reread
from .http import HttpRequest
from .problems import BuildError, Problem
from .request_features import has_checksum

# Python has neither, so that these take a tenth of a second for each megabyte.
# Polynomials with their bits reversed, and the number of bytes.
_POLYNOMIALS = {"CRC32C": (0x82F63B78, 4), "CRC64NVME": (0x9A6C9329AC4BC9B5, 8)}
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
        BuildError: The algorithm is not known.
    """
    if algorithm is None or has_checksum(request):
        return request
    if (blocks := reread(request.body)) is None:
        return request
    if algorithm == "CRC32":
        digest = _crc32(blocks)
    elif algorithm in _POLYNOMIALS:
        digest = _crc(*_POLYNOMIALS[algorithm], blocks)
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


def _crc(polynomial: int, size: int, blocks: Iterable[bytes]) -> bytes:
    table, ones = _table(polynomial), (1 << 8 * size) - 1
    value = ones
    for block in blocks:
        for byte in block:
            value = table[(value ^ byte) & 0xFF] ^ value >> 8
    return (value ^ ones).to_bytes(size)


@cache
def _table(polynomial: int) -> tuple[int, ...]:
    """Returns what each byte adds to a checksum."""
    values = list(range(256))
    for _ in range(8):
        values = [value >> 1 ^ (polynomial if value & 1 else 0) for value in values]
    return tuple(values)


def _hash(algorithm: str, blocks: Iterable[bytes]) -> bytes:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for block in blocks:
        digest.update(block)
    return digest.digest()
