"""Asymmetric signature version 4 of AWS, which is good for several regions.

It needs the curve P-256, which Python has not: cryptography makes the signature, or
awscrt signs the request, whichever is installed.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from hmac import digest
from importlib import import_module
from typing import TYPE_CHECKING

from .awscrt_signing import presign_by_awscrt, sign_by_awscrt
from .credentials import Credentials
from .messages import SignedRequest, UnsignedRequest
from .signatures import (
    Algorithm,
    SigningRules,
    sign_headers,
    sign_query,
    timestamp_of,
)

if TYPE_CHECKING:
    from typing import Protocol

    class _PrivateKey(Protocol):
        """A key of cryptography."""

        def sign(self, data: bytes, algorithm: object, /) -> bytes: ...


_NAME = "AWS4-ECDSA-P256-SHA256"
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class SigV4aError(Exception):
    """Nothing is installed that can sign with SigV4a; the text says what to install."""


def can_sign_v4a() -> bool:
    """Returns whether a library that can sign with SigV4a is installed."""
    return _is_installed("cryptography") or _is_installed("awscrt")


def sign_v4a(
    request: UnsignedRequest,
    rules: SigningRules,
    credentials: Credentials,
    now: datetime,
) -> SignedRequest:
    """Returns the request with a signature among its headers.

    Args:
        request: What to sign; `payload_hash` may be `UNSIGNED_PAYLOAD`.
        rules: How its endpoint wants it signed; the region may be several, with commas
            between them, or an `*`.
        credentials: What to sign it with.
        now: The service's time, with a time zone.

    Raises:
        SigV4aError: Neither cryptography nor awscrt is installed.
        ValueError: The body is a stream, and its hash is not given.
    """
    if not _has_cryptography():
        return sign_by_awscrt(request, rules, credentials, now)
    timestamp = timestamp_of(now)
    algorithm = _ecdsa(rules, credentials, timestamp)
    return sign_headers(request, rules, credentials, timestamp, algorithm)


def presign_v4a(
    request: UnsignedRequest,
    rules: SigningRules,
    credentials: Credentials,
    now: datetime,
    seconds: int = 3600,
) -> SignedRequest:
    """Returns the request with a signature in its query, to be sent by anybody.

    Args:
        request: What to sign. Its headers have to be sent too.
        rules: How its endpoint wants it signed.
        credentials: What to sign it with.
        now: From when on it may be sent, with a time zone.
        seconds: For how long.

    Raises:
        SigV4aError: Neither cryptography nor awscrt is installed.
        ValueError: The body is a stream that has to be signed, and its hash is not
            given.
    """
    if not _has_cryptography():
        return presign_by_awscrt(request, rules, credentials, now, seconds)
    timestamp = timestamp_of(now)
    algorithm = _ecdsa(rules, credentials, timestamp)
    return sign_query(request, rules, credentials, timestamp, algorithm, seconds)


@cache
def _has_cryptography() -> bool:
    """Returns whether cryptography is installed, and not only awscrt."""
    if _is_installed("cryptography"):
        return True
    if _is_installed("awscrt"):
        return False
    needed = "signing with SigV4a needs cryptography or awscrt"
    raise SigV4aError(f"{needed}: pip install cryptography")


def _is_installed(name: str) -> bool:
    # Imported here: most clients never ask.
    from importlib.util import find_spec

    return find_spec(name) is not None


def _ecdsa(rules: SigningRules, credentials: Credentials, timestamp: str) -> Algorithm:
    key = _key(credentials.access_key_id, credentials.secret_access_key)
    scope = f"{timestamp[:8]}/{rules.service}/aws4_request"
    return Algorithm(_NAME, scope, (("X-Amz-Region-Set", rules.region),), key)


@lru_cache(maxsize=16)
def _key(key_id: str, secret: str) -> Callable[[str], str]:
    """Returns what signs with the key that belongs to an access key."""
    primitives = "cryptography.hazmat.primitives"
    ec = import_module(f"{primitives}.asymmetric.ec")
    number = private_number(key_id, secret)
    key: _PrivateKey = ec.derive_private_key(number, ec.SECP256R1())
    algorithm: object = ec.ECDSA(import_module(f"{primitives}.hashes").SHA256())

    def sign(text: str) -> str:
        return key.sign(text.encode(), algorithm).hex()

    return sign


def private_number(key_id: str, secret: str) -> int:
    """Returns the private key on P-256 that belongs to an access key."""
    key = f"AWS4A{secret}".encode()
    label = (1).to_bytes(4) + _NAME.encode() + b"\0" + key_id.encode()
    for counter in range(1, 255):
        text = label + bytes([counter]) + (256).to_bytes(4)
        number = int.from_bytes(digest(key, text, "sha256"))
        if number <= _ORDER - 2:
            return number + 1
    raise AssertionError("it happens once in 2 to the power of 8000")
