"""The auth schemes that a client knows by itself, each by its trait.

https://smithy.io/2.0/spec/authentication-traits.html
https://smithy.io/2.0/aws/aws-auth.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

# Any: each scheme has identities of its own type.
from typing import Any, NamedTuple, TypeAlias

from .aws_auth import AwsSigner, Payload
from .call_values import Sign
from .endpoint import AuthScheme
from .http_auth import sign_with_login, sign_with_token, signer_with_key
from .messages import SignedRequest, UnsignedRequest, as_signed
from .signatures import SigningRules

Presign: TypeAlias = Callable[[UnsignedRequest, Any, datetime, int], SignedRequest]
"""Signs a request that anybody may send for some seconds from a time on."""

NO_AUTH = "smithy.api#noAuth"
"""The trait of a request without authentication."""

# Services that want paths as they are, and the body's hash in a header.
_S3_NAMES = frozenset({"s3", "s3-outposts", "s3-object-lambda", "s3express"})


class Option(NamedTuple):
    """A scheme that the model allows."""

    trait: str
    """The id of its trait, such as `aws.auth#sigv4`."""
    properties: Mapping[str, str] = {}
    """The trait's value."""


class Terms(NamedTuple):
    """What a scheme is applied to."""

    option: Option
    """What the model says of the scheme."""
    endpoint: AuthScheme
    """What the endpoint says of it."""
    payload: Payload
    """Whether signatures cover bodies."""
    region: Callable[[], str]
    """Says the client's region, or raises an error if there is none."""
    regions: tuple[str, ...]
    """The regions that SigV4a is configured to sign for."""


class Signer(NamedTuple):
    """A scheme that is ready for one call."""

    sign: Sign
    """Signs the request."""
    presign: Presign | None = None
    """Signs the request for others to send, where the scheme can."""


class Scheme(NamedTuple):
    """An auth scheme."""

    trait: str
    """The id of its trait."""
    name: str
    """What rule sets call it."""
    identity: str
    """What identities it takes: `aws`, `express`, `token`, `key`, `login`, or none."""
    signer: Callable[[Terms], Signer]
    """Makes it ready."""
    lack: Callable[[], str] = str
    """Says what is not installed that it needs; nothing if all is."""


def _sigv4(terms: Terms) -> Signer:
    region = terms.endpoint.signing_region or terms.region()
    signer = AwsSigner(_rules(terms, region), terms.payload)
    return Signer(signer.sign, signer.presign)


def _sigv4a(terms: Terms) -> Signer:
    # Imported here: few services want it.
    from .sigv4a import presign_v4a, sign_v4a

    regions = terms.regions or terms.endpoint.signing_region_set
    rules = _rules(terms, ",".join(regions) or "*")
    signer = AwsSigner(rules, terms.payload, sign_v4a, presign_v4a)
    return Signer(signer.sign, signer.presign)


def _lack_of_sigv4a() -> str:
    from .sigv4a import can_sign_v4a

    return "" if can_sign_v4a() else "pip install cryptography"


def _rules(terms: Terms, region: str) -> SigningRules:
    endpoint = terms.endpoint
    name = endpoint.signing_name or terms.option.properties["name"]
    is_s3 = name in _S3_NAMES
    token = "X-Amz-S3session-Token" if name == "s3express" else "X-Amz-Security-Token"
    return SigningRules(
        name,
        region,
        double_encoding=not (is_s3 or endpoint.disable_double_encoding),
        normalize_path=not (is_s3 or endpoint.disable_normalize_path),
        content_sha256=is_s3,
        token_name=token,
    )


def _key(terms: Terms) -> Signer:
    said = terms.option.properties
    return Signer(signer_with_key(said["name"], said["in"], said.get("scheme")))


def _by(sign: Sign) -> Callable[[Terms], Signer]:
    """Returns what makes a signer of a function that asks for no terms."""

    def signer(terms: Terms) -> Signer:
        return Signer(sign)

    return signer


def _none(request: UnsignedRequest, identity: object, now: datetime) -> SignedRequest:
    return as_signed(request)


SCHEMES: tuple[Scheme, ...] = (
    Scheme("aws.auth#sigv4", "sigv4", "aws", _sigv4),
    Scheme("aws.auth#sigv4a", "sigv4a", "aws", _sigv4a, _lack_of_sigv4a),
    Scheme("aws.auth#sigv4-s3express", "sigv4-s3express", "express", _sigv4),
    Scheme(
        "smithy.api#httpBearerAuth",
        "bearer",
        "token",
        _by(sign_with_token),
    ),
    Scheme(
        "smithy.api#httpBasicAuth",
        "basic",
        "login",
        _by(sign_with_login),
    ),
    Scheme("smithy.api#httpApiKeyAuth", "apiKey", "key", _key),
    Scheme(NO_AUTH, "none", "", _by(_none)),
)
"""All of them."""


def custom_scheme(trait: str, sign: Sign) -> Scheme:
    """Returns a scheme of a user's own, which takes an identity of its trait's id.

    Args:
        trait: The id of the trait.
        sign: Returns the request with its signature. `with_header`, `with_query`
            (http_auth.py) and `as_signed` (messages.py) help.
    """
    return Scheme(trait, trait, trait, _by(sign))
