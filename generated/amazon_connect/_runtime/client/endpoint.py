"""Where a request is sent, and how it may be signed for there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

NOTHING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
"""The headers of an endpoint that asks for none."""

_NO_PROPERTIES: Final[Mapping[str, object]] = MappingProxyType({})


class AuthScheme(Struct, frozen=True):
    """A way to authenticate that an endpoint takes.

    https://smithy.io/2.0/aws/rules-engine/auth-schemes.html
    """

    name: str
    """As rule sets say: `sigv4`, `sigv4a`, `sigv4-s3express`, `bearer` or `none`."""
    signing_name: str | None = None
    """The name to sign for; None for the service's own."""
    signing_region: str | None = None
    """The region to sign for; None for the client's."""
    signing_region_set: tuple[str, ...] = ()
    """The regions that a SigV4a signature is valid in."""
    disable_double_encoding: bool = False
    """Whether the path is signed as it is sent."""
    disable_normalize_path: bool = False
    """Whether `.` and `..` stay in the path that is signed."""


class Endpoint(Struct, frozen=True):
    """What a service's rules decide for one call."""

    url: str
    """Scheme, host, port if there is one, and path if there is one."""
    headers: Mapping[str, tuple[str, ...]] = NOTHING
    """What to send along."""
    auth_schemes: tuple[AuthScheme, ...] = ()
    """The best first; empty where the operation's own are meant."""
    properties: Mapping[str, object] = _NO_PROPERTIES
    """All else that the rules say, as the `backend` of S3 Express."""


class EndpointError(ValueError):
    """No endpoint has the properties that were asked for; the text says why."""
