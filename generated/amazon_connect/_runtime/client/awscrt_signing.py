"""SigV4a by awscrt, which takes no hash to sign, but whole requests."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .credentials import Credentials
from .messages import Headers, SignedRequest, UnsignedRequest, as_signed
from .signatures import (
    UNSIGNED_PAYLOAD,
    UNSIGNED_TRAILER,
    SigningRules,
    host_to_sign,
    is_signed,
    payload_to_presign,
    payload_to_sign,
    presigned_headers,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    class _Request(Protocol):
        """A request of awscrt, which is changed in place."""

        path: str
        headers: Iterable[tuple[str, str]]


# What awscrt adds, and refuses to find.
_ADDED = frozenset(
    "authorization host x-amz-content-sha256 x-amz-date x-amz-region-set "
    "x-amz-security-token".split()
)


def sign_by_awscrt(
    request: UnsignedRequest,
    rules: SigningRules,
    credentials: Credentials,
    now: datetime,
) -> SignedRequest:
    """Returns the request with a signature among its headers, as `sign_v4a` does."""
    payload = payload_to_sign(request, rules)
    is_sent = rules.content_sha256 or payload in (UNSIGNED_PAYLOAD, UNSIGNED_TRAILER)
    given = {name.lower() for name, _ in request.headers}
    is_sent = is_sent or "x-amz-content-sha256" in given
    settings: dict[str, object] = {"signed_body_value": payload}
    if is_sent:
        kinds = import_module("awscrt.auth").AwsSignedBodyHeaderType
        settings["signed_body_header_type"] = kinds.X_AMZ_CONTENT_SHA_256
    return _signed(request, request.headers, rules, credentials, now, settings)


def presign_by_awscrt(
    request: UnsignedRequest,
    rules: SigningRules,
    credentials: Credentials,
    now: datetime,
    seconds: int,
) -> SignedRequest:
    """Returns the request with a signature in its query, as `presign_v4a` does."""
    types = import_module("awscrt.auth").AwsSignatureType
    settings: dict[str, object] = {
        "signed_body_value": payload_to_presign(request, rules),
        "signature_type": types.HTTP_REQUEST_QUERY_PARAMS,
        "expiration_in_seconds": seconds,
    }
    headers = presigned_headers(request)
    return _signed(request, headers, rules, credentials, now, settings)


def _signed(
    request: UnsignedRequest,
    headers: Headers,
    rules: SigningRules,
    credentials: Credentials,
    now: datetime,
    settings: dict[str, object],
) -> SignedRequest:
    auth, http = import_module("awscrt.auth"), import_module("awscrt.http")
    kept = [pair for pair in headers if pair[0].lower() not in _ADDED]
    fields = http.HttpHeaders([("Host", host_to_sign(request)), *kept])
    changed: _Request = http.HttpRequest(request.method, request.target, fields)
    provider = auth.AwsCredentialsProvider.new_static(
        credentials.access_key_id,
        credentials.secret_access_key,
        credentials.session_token,
    )
    config = auth.AwsSigningConfig(
        algorithm=auth.AwsSigningAlgorithm.V4_ASYMMETRIC,
        credentials_provider=provider,
        region=rules.region,
        service=rules.service,
        date=now,
        should_sign_header=_should_sign,
        use_double_uri_encode=rules.double_encoding,
        should_normalize_uri_path=rules.normalize_path,
        **settings,
    )
    auth.aws_sign_request(changed, config).result()
    # What awscrt gives back of the others has lost its white space.
    added = [pair for pair in changed.headers if pair[0].lower() in _ADDED - {"host"}]
    return as_signed(replace(request, target=changed.path, headers=(*kept, *added)))


def _should_sign(name: str, **_: object) -> bool:
    return is_signed(name)
