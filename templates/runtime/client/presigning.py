"""What a request has to be before its address alone says all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import msgspec
from msgspec.structs import replace

from .messages import UnsignedRequest

_FORM = "application/x-www-form-urlencoded"
_NOT_FLAT = "it cannot be presigned: its body does not fit into an address"


def in_query(request: UnsignedRequest) -> UnsignedRequest:
    """Returns the request with what its body says in the query, for `presign`.

    Bodies of the protocols AWS query and EC2 query always fit there. A JSON object does
    if its members are scalars and lists of scalars. Any other content stays in the
    body, which whoever sends the request has to send too.

    Raises:
        ValueError: The body is a JSON object that does not fit.
    """
    body = request.body
    kind = _content_type(request)
    if not isinstance(body, bytes) or not body:
        return request
    if kind == _FORM:
        added = body.decode()
    elif kind == "application/json" or kind.startswith("application/x-amz-json"):
        added = "&".join(
            f"{_quoted(name)}={_quoted(text)}" for name, text in _pairs(body)
        )
    else:
        return request
    path, _, query = request.target.partition("?")
    parts = [part for part in (query, added) if part]
    headers = [pair for pair in request.headers if pair[0].lower() != "content-type"]
    target = f"{path}?{'&'.join(parts)}" if parts else path
    return replace(request, target=target, headers=tuple(headers), body=b"")


def _content_type(request: UnsignedRequest) -> str:
    for name, value in request.headers:
        if name.lower() == "content-type":
            return value.partition(";")[0].strip().lower()
    return ""


def _pairs(body: bytes) -> Iterator[tuple[str, str]]:
    """Yields names and values of the members of a flat JSON object."""
    value: object = msgspec.json.decode(body)
    if not isinstance(value, dict):
        raise ValueError(_NOT_FLAT)
    for name, member in cast("dict[str, object]", value).items():
        items = cast("list[object]", member) if isinstance(member, list) else [member]
        for item in items:
            yield name, _text(item)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise ValueError(_NOT_FLAT)


def _quoted(text: str) -> str:
    # Imported here: few requests are presigned.
    from urllib.parse import quote

    return quote(text, safe="-._~")
