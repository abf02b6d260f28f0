"""From an operation's request and an endpoint to what is signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ..bodies import AnyStream
from ..http import HttpRequest
from .messages import Headers, UnsignedRequest, WireBody


class EndpointLike(Protocol):
    """Where a request goes."""

    @property
    def url(self) -> str:
        """Scheme, host, and perhaps a port and a path."""
        ...

    @property
    def headers(self) -> Mapping[str, tuple[str, ...]]:
        """Header fields that the endpoint wants."""
        ...


def addressed(
    request: HttpRequest[AnyStream],
    endpoint: EndpointLike,
    headers: Headers,
    body: WireBody,
) -> UnsignedRequest:
    """Returns the request with its address.

    Args:
        request: What the operation made.
        endpoint: Where it goes.
        headers: What the client adds; it replaces fields of the same name.
        body: The payload, or what stands for it.
    """
    scheme, _, rest = request.url(endpoint.url).partition("://")
    slash = rest.find("/")
    host, port = _split(rest[:slash])
    return UnsignedRequest(
        request.method,
        scheme,
        host,
        port,
        rest[slash:],
        _merged(request.headers, endpoint.headers, headers),
        body,
    )


def _split(authority: str) -> tuple[str, int | None]:
    host, colon, port = authority.rpartition(":")
    # Of an IPv6 address in brackets, the last colon may be its own.
    if not colon or authority.endswith("]"):
        return authority, None
    return host, int(port)


def _merged(
    own: Mapping[str, str], endpoint: Mapping[str, tuple[str, ...]], added: Headers
) -> Headers:
    replaced = {name.lower() for name, _ in added}
    kept = [pair for pair in own.items() if pair[0].lower() not in replaced]
    for name, values in endpoint.items():
        kept += [(name, value) for value in values]
    return (*kept, *added)
