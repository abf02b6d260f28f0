"""Glacier's checksums of payloads.

https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from msgspec.structs import replace

from .bodies import StreamT, reread
from .http import HttpRequest

_CHUNK = 1 << 20


def with_tree_hash(request: HttpRequest[StreamT]) -> HttpRequest[StreamT]:
    """Adds the hash of the body and its tree hash, unless the caller gave one.

    A stream that can be read only once goes without.
    """
    if (blocks := reread(request.body)) is None:
        return request
    whole, leaves = _hashed(blocks)
    hashes = {
        "X-Amz-Content-Sha256": whole.hex(),
        "X-Amz-Sha256-Tree-Hash": _root(leaves).hex(),
    }
    given = {name.lower() for name in request.headers}
    added = {name: text for name, text in hashes.items() if name.lower() not in given}
    return replace(request, headers={**request.headers, **added})


def tree_hash(data: bytes) -> str:
    """Returns the root of the tree whose leaves are the hashes of each megabyte."""
    _, leaves = _hashed((data,))
    return _root(leaves).hex()


def _hashed(blocks: Iterable[bytes]) -> tuple[bytes, list[bytes]]:
    """Returns the hash of all blocks, and that of each megabyte."""
    whole, leaf, left = sha256(), sha256(), _CHUNK
    leaves: list[bytes] = []
    for block in blocks:
        whole.update(block)
        rest = memoryview(block)
        while rest:
            if not left:
                leaves.append(leaf.digest())
                leaf, left = sha256(), _CHUNK
            leaf.update(rest[:left])
            rest, left = rest[left:], max(0, left - len(rest))
    return whole.digest(), [*leaves, leaf.digest()]


def _root(leaves: list[bytes]) -> bytes:
    level = leaves
    while len(level) > 1:
        odd = level[len(level) & ~1 :]
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(left + right).digest() for left, right in pairs] + odd
    return level[0]
