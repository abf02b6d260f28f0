"""Signature version 4 of AWS.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hmac import digest

from .credentials import Credentials
from .messages import SignedRequest, UnsignedRequest
from .signatures import (
    Algorithm,
    SigningRules,
    sign_headers,
    sign_query,
    timestamp_of,
)


def sign_v4(
    request: UnsignedRequest,
    rules: SigningRules,
    credentials: Credentials,
    now: datetime,
) -> SignedRequest:
    """Returns the request with a signature among its headers.

    Args:
        request: What to sign; `payload_hash` may be `UNSIGNED_PAYLOAD`.
        rules: How its endpoint wants it signed.
        credentials: What to sign it with.
        now: The service's time, with a time zone.

    Raises:
        ValueError: The body is a stream, and its hash is not given.
    """
    timestamp = timestamp_of(now)
    algorithm = _hmac(rules, credentials, timestamp)
    return sign_headers(request, rules, credentials, timestamp, algorithm)


def presign_v4(
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
        ValueError: The body is a stream that has to be signed, and its hash is not
            given.
    """
    timestamp = timestamp_of(now)
    algorithm = _hmac(rules, credentials, timestamp)
    return sign_query(request, rules, credentials, timestamp, algorithm, seconds)


def _hmac(rules: SigningRules, credentials: Credentials, timestamp: str) -> Algorithm:
    date = timestamp[:8]
    key = _key(credentials.secret_access_key, date, rules.region, rules.service)

    def sign(text: str) -> str:
        return digest(key, text.encode(), "sha256").hex()

    scope = f"{date}/{rules.region}/{rules.service}/aws4_request"
    return Algorithm("AWS4-HMAC-SHA256", scope, (), sign)


@lru_cache(maxsize=64)
def _key(secret: str, date: str, region: str, service: str) -> bytes:
    """Derives what signs for a day, a region and a service."""
    key = f"AWS4{secret}".encode()
    for part in (date, region, service, "aws4_request"):
        key = digest(key, part.encode(), "sha256")
    return key
