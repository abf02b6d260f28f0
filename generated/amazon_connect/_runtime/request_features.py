"""What some operations ask of every request, whatever its protocol."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from hashlib import md5

from msgspec.structs import replace

from .bodies import StreamT, reread
from .config import Config
from .http import HttpRequest, with_gzip_body
from .problems import BuildError, Problem

_HOST_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?", re.ASCII)


def host_label(shape: str, member: str, value: str | None) -> str:
    """Returns a member's value as a part of the host.

    https://smithy.io/2.0/spec/endpoint-traits.html#hostlabel-trait

    Raises:
        BuildError: It is not a host label.
    """
    if value is not None and _HOST_LABEL.fullmatch(value):
        return value
    problem = Problem(member, "hostLabel", "must be a part of a host name")
    raise BuildError(shape, [problem])


def has_checksum(request: HttpRequest[StreamT]) -> bool:
    """Returns whether a header of the request is a checksum of the body."""
    names = map(str.lower, request.headers)
    return any(
        name == "content-md5" or name.startswith("x-amz-checksum-") for name in names
    )


def with_content_md5(request: HttpRequest[StreamT]) -> HttpRequest[StreamT]:
    """Adds the checksum of the body, unless the caller gave one.

    A stream that can be read only once goes without.

    https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait
    """
    if has_checksum(request):
        return request
    if (blocks := reread(request.body)) is None:
        return request
    digest = md5(usedforsecurity=False)
    for block in blocks:
        digest.update(block)
    checksum = b64encode(digest.digest()).decode()
    headers = {**request.headers, "Content-MD5": checksum}
    return replace(request, headers=headers)


def compressed(request: HttpRequest, config: Config) -> HttpRequest:
    """Compresses the body with gzip, if it is large enough to be worth it.

    https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
    """
    if len(request.body) < config.compress_from_bytes:
        return request
    return with_gzip_body(request, gzip.compress(request.body, mtime=0))
