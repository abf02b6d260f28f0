"""What the signatures of AWS have in common, in headers or in the query.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from msgspec import Struct

from .credentials import Credentials
from .messages import Headers, SignedRequest, UnsignedRequest

UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"
"""Stands for the hash of a body that the signature leaves out."""

UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
"""Stands for the hash of a body in chunks that a checksum follows."""

# What changes on the way, or says where the request has been.
_NEVER_SIGNED = frozenset(
    "authorization baggage connection expect keep-alive proxy-authenticate "
    "proxy-authorization te traceparent tracestate trailer transfer-encoding upgrade "
    "user-agent x-amzn-trace-id".split()
)
_FORM = "application/x-www-form-urlencoded; charset=utf-8"
_CANONICAL_PATH = re.compile(r"[A-Za-z0-9/_.~-]+")
_PORTS = {"https": 443, "http": 80}
_NO_BYTES = sha256().hexdigest()


class SigningRules(Struct, frozen=True):
    """How an endpoint wants its requests signed."""

    service: str
    """The name of the service in signatures."""

    region: str
    """The region to sign for; for SigV4a regions, separated by commas, or an `*`."""

    double_encoding: bool = True
    """Whether the path is percent-encoded once more for the signature; S3's is not."""

    normalize_path: bool = True
    """Whether dots and doubled slashes are resolved for the signature; S3's are not."""

    content_sha256: bool = False
    """Whether `X-Amz-Content-SHA256` is sent, and the body of a presigned request left
    out of the signature, as S3 wants it."""

    token_name: str = "X-Amz-Security-Token"
    """Where the session token goes; `X-Amz-S3session-Token` for S3 Express."""


class Algorithm(NamedTuple):
    """A way to sign, made ready for one moment, one region and one key."""

    name: str
    """What signatures say they are made by."""
    scope: str
    """What the signature is good for; follows the id of the key."""
    extra: Headers
    """What it sends along."""
    sign: Callable[[str], str]
    """Signs the text in which a request is summed up."""


def timestamp_of(now: datetime) -> str:
    """Returns a time as signatures have it, such as `20150830T123600Z`."""
    at = now.astimezone(UTC)
    date, hours = f"{at.year:04}{at.month:02}{at.day:02}", f"{at.hour:02}{at.minute:02}"
    # In half of the time that `strftime` takes.
    return f"{date}T{hours}{at.second:02}Z"


def payload_to_sign(request: UnsignedRequest, rules: SigningRules) -> str:
    """Returns the hash that is signed in place of the body, or what stands for it.

    Raises:
        ValueError: The body is a stream, and its hash is not given.
    """
    payload = request.payload_hash
    if payload is None and not rules.content_sha256:
        payload = _header(request.headers, "x-amz-content-sha256")
    return payload or _hash(request)


def payload_to_presign(request: UnsignedRequest, rules: SigningRules) -> str:
    """Returns what `payload_to_sign` does, for a request that is sent by anybody.

    Raises:
        ValueError: The body is a stream that has to be signed, and its hash is not
            given.
    """
    payload = request.payload_hash or _header(request.headers, "x-amz-content-sha256")
    if payload is None:
        payload = UNSIGNED_PAYLOAD if rules.content_sha256 else _hash(request)
    return payload


def presigned_headers(request: UnsignedRequest) -> Headers:
    """Returns the headers that have to be sent with a presigned request."""
    return tuple(
        (name, value)
        for name, value in request.headers
        if name.lower() != "content-type" or value != _FORM
    )


def host_to_sign(request: UnsignedRequest) -> str:
    """Returns the host, with its port if that is not the usual one of the scheme."""
    is_usual = request.port == _PORTS.get(request.scheme)
    return request.host if is_usual else request.authority


def is_signed(header: str) -> bool:
    """Returns whether a header is part of signatures."""
    return header.lower() not in _NEVER_SIGNED


def sign_headers(
    request: UnsignedRequest,
    rules: SigningRules,
    credentials: Credentials,
    timestamp: str,
    algorithm: Algorithm,
) -> SignedRequest:
    """Returns the request with a signature among its headers.

    Headers that an earlier signature left are replaced. The body is signed by
    `payload_hash`, which may be `UNSIGNED_PAYLOAD` or `UNSIGNED_TRAILER`, by a header
    `X-Amz-Content-SHA256`, or by its own hash.

    Raises:
        ValueError: The body is a stream, and its hash is not given.
    """
    own = {"x-amz-date": ("X-Amz-Date", timestamp)}
    for pair in algorithm.extra:
        own[pair[0].lower()] = pair
    if (token := credentials.session_token) is not None:
        own[rules.token_name.lower()] = (rules.token_name, token)
    payload = payload_to_sign(request, rules)
    if rules.content_sha256 or payload in (UNSIGNED_PAYLOAD, UNSIGNED_TRAILER):
        own["x-amz-content-sha256"] = ("X-Amz-Content-SHA256", payload)
    kept = [
        pair
        for pair in request.headers
        if (lower := pair[0].lower()) not in own and lower != "authorization"
    ]
    headers = (*kept, *own.values())
    names, lines = _canonical_headers(request, headers)
    text = _canonical_request(request, request.target, rules, (names, lines), payload)
    signature = _signature(text, timestamp, algorithm)
    credential = f"{credentials.access_key_id}/{algorithm.scope}"
    authorization = (
        f"{algorithm.name} Credential={credential}, "
        f"SignedHeaders={names}, Signature={signature}"
    )
    headers = (*headers, ("Authorization", authorization))
    return _signed(request, request.target, headers)


def sign_query(
    request: UnsignedRequest,
    rules: SigningRules,
    credentials: Credentials,
    timestamp: str,
    algorithm: Algorithm,
    seconds: int,
) -> SignedRequest:
    """Returns the request with a signature in its query, to be sent by anybody.

    Whoever sends it has to send its headers too.

    Args:
        request: What to sign; where it has a form's `Content-Type`, that is dropped.
        rules: How its endpoint wants it.
        credentials: What to sign it with.
        timestamp: From when on it may be sent.
        algorithm: How to sign.
        seconds: For how long it may be sent.

    Raises:
        ValueError: The body is a stream that has to be signed, and its hash is not
            given.
    """
    headers = presigned_headers(request)
    names, lines = _canonical_headers(request, headers)
    own = {
        "X-Amz-Algorithm": algorithm.name,
        "X-Amz-Credential": f"{credentials.access_key_id}/{algorithm.scope}",
        "X-Amz-Date": timestamp,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": names,
        **dict(algorithm.extra),
    }
    if credentials.session_token is not None:
        own[rules.token_name] = credentials.session_token
    path, _, query = request.target.partition("?")
    given = [pair if "=" in pair else f"{pair}=" for pair in query.split("&") if pair]
    pairs = [f"{name}={_quoted(value, '')}" for name, value in own.items()]
    target = f"{path}?{'&'.join([*given, *pairs])}"
    payload = payload_to_presign(request, rules)
    text = _canonical_request(request, target, rules, (names, lines), payload)
    signature = _signature(text, timestamp, algorithm)
    return _signed(request, f"{target}&X-Amz-Signature={signature}", headers)


def _signature(canonical: str, timestamp: str, algorithm: Algorithm) -> str:
    digest = sha256(canonical.encode()).hexdigest()
    return algorithm.sign(f"{algorithm.name}\n{timestamp}\n{algorithm.scope}\n{digest}")


def _signed(request: UnsignedRequest, target: str, headers: Headers) -> SignedRequest:
    return SignedRequest(
        request.method,
        request.scheme,
        request.host,
        request.port,
        target,
        headers,
        request.body,
    )


def _canonical_request(
    request: UnsignedRequest,
    target: str,
    rules: SigningRules,
    headers: tuple[str, str],
    payload: str,
) -> str:
    path, _, query = target.partition("?")
    names, lines = headers
    return (
        f"{request.method.upper()}\n{_canonical_path(path, rules)}\n"
        f"{_canonical_query(query)}\n{lines}\n{names}\n{payload}"
    )


def _canonical_path(path: str, rules: SigningRules) -> str:
    if rules.normalize_path and ("//" in path or "/." in path):
        path = _normalized(path)
    if rules.double_encoding and not _CANONICAL_PATH.fullmatch(path):
        path = _quoted(path, "/")
    return path or "/"


def _normalized(path: str) -> str:
    """Returns a path without dots and doubled slashes.

    https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4
    """
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    end = "/" if kept and path.endswith("/") else ""
    return f"/{'/'.join(kept)}{end}"


def _canonical_query(query: str) -> str:
    if not query:
        return ""
    pairs = sorted([pair.partition("=")[::2] for pair in query.split("&")])
    return "&".join([f"{name}={value}" for name, value in pairs])


def _canonical_headers(
    request: UnsignedRequest, headers: Iterable[tuple[str, str]]
) -> tuple[str, str]:
    """Returns the names of the headers to sign, and these as the signature has them."""
    values: dict[str, str] = {}
    for name, value in headers:
        lower = name.lower()
        if lower not in _NEVER_SIGNED:
            trimmed = " ".join(value.split())
            values[lower] = f"{values[lower]},{trimmed}" if lower in values else trimmed
    if "host" not in values:
        values["host"] = host_to_sign(request)
    names = sorted(values)
    return ";".join(names), "".join([f"{name}:{values[name]}\n" for name in names])


def _header(headers: Headers, wanted: str) -> str | None:
    for name, value in headers:
        if name.lower() == wanted:
            return value
    return None


def _hash(request: UnsignedRequest) -> str:
    if not isinstance(request.body, bytes):
        raise ValueError(
            "it cannot be signed: the body is a stream that can be read only once, "
            "or its hash is not given"
        )
    return sha256(request.body).hexdigest() if request.body else _NO_BYTES


def _quoted(text: str, safe: str) -> str:
    # Imported here: few requests need it.
    from urllib.parse import quote

    return quote(text, safe=f"{safe}-._~")
