"""Authentication by a secret that is sent as it is: tokens, keys and passwords.

https://smithy.io/2.0/spec/authentication-traits.html
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from .identities import ApiKey, Login, Token
from .messages import SignedRequest, UnsignedRequest, as_signed


class InsecureError(ValueError):
    """A secret would be sent where others can read it."""


def with_header(request: UnsignedRequest, name: str, value: str) -> UnsignedRequest:
    """Returns the request with this header field, and no other of its name."""
    lower = name.lower()
    kept = [pair for pair in request.headers if pair[0].lower() != lower]
    return replace(request, headers=(*kept, (name, value)))


def with_query(request: UnsignedRequest, name: str, value: str) -> UnsignedRequest:
    """Returns the request with one more parameter in its query."""
    # Imported here: few requests have a secret there.
    from urllib.parse import quote

    mark = "&" if "?" in request.target else "?"
    pair = f"{quote(name, safe='-._~')}={quote(value, safe='-._~')}"
    return replace(request, target=f"{request.target}{mark}{pair}")


def sign_with_token(
    request: UnsignedRequest, identity: Token, now: datetime
) -> SignedRequest:
    """Returns the request with a bearer token.

    https://www.rfc-editor.org/rfc/rfc6750#section-2.1

    Raises:
        InsecureError: It would go over the network as plain text.
    """
    _hold_secure(request, "a bearer token")
    return as_signed(with_header(request, "Authorization", f"Bearer {identity.token}"))


def sign_with_login(
    request: UnsignedRequest, identity: Login, now: datetime
) -> SignedRequest:
    """Returns the request with a user name and password.

    https://www.rfc-editor.org/rfc/rfc7617

    Raises:
        InsecureError: They would go over the network as plain text.
    """
    # Imported here: few services want it.
    from base64 import b64encode

    _hold_secure(request, "a password")
    pair = f"{identity.username}:{identity.password}".encode()
    value = f"Basic {b64encode(pair).decode()}"
    return as_signed(with_header(request, "Authorization", value))


def signer_with_key(
    name: str, place: str, scheme: str | None = None
) -> Callable[[UnsignedRequest, ApiKey, datetime], SignedRequest]:
    """Returns what adds an API key to a request.

    https://smithy.io/2.0/spec/authentication-traits.html#smithy-api-httpapikeyauth-trait

    Args:
        name: The header field or the parameter of the query.
        place: `header` or `query`.
        scheme: What stands before the key in a header field, if anything does.
    """

    def sign(
        request: UnsignedRequest, identity: ApiKey, now: datetime
    ) -> SignedRequest:
        _hold_secure(request, "an API key")
        if place == "query":
            return as_signed(with_query(request, name, identity.key))
        value = identity.key if scheme is None else f"{scheme} {identity.key}"
        return as_signed(with_header(request, name, value))

    return sign


def _hold_secure(request: UnsignedRequest, secret: str) -> None:
    """Holds that a secret is sent by TLS, or stays on this machine."""
    host = request.host
    is_here = host in ("localhost", "[::1]") or host.startswith("127.")
    if request.scheme != "https" and not is_here:
        raise InsecureError(f"{secret} is not sent to http://{host}: use https")
