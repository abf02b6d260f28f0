"""Glacier's checksums of payloads.

https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html
"""

from __future__ import annotations

from hashlib import sha256

from msgspec.structs import replace

from .http import HttpRequest

_CHUNK = 1 << 20


def with_tree_hash(request: HttpRequest) -> HttpRequest:
    """Adds the hash of the body and its tree hash, unless the caller gave one."""
    hashes = {
        "X-Amz-Content-Sha256": sha256(request.body).hexdigest(),
        "X-Amz-Sha256-Tree-Hash": tree_hash(request.body),
    }
    given = {name.lower() for name in request.headers}
    added = {name: text for name, text in hashes.items() if name.lower() not in given}
    return replace(request, headers={**request.headers, **added})


def tree_hash(data: bytes) -> str:
    """Returns the root of the tree whose leaves are the hashes of each megabyte."""
    level = [
        sha256(data[start : start + _CHUNK]).digest()
        for start in range(0, len(data) or 1, _CHUNK)
    ]
    while len(level) > 1:
        odd = level[len(level) & ~1 :]
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(left + right).digest() for left, right in pairs] + odd
    return level[0].hex()
