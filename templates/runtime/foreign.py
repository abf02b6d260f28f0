"""Bodies in another format than their protocol's, as proxies and gateways send them."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

import msgspec

from .errors import ResponseError
from .http import HttpResponse

_MOST_BYTES = 1 << 16
_LONGEST_MESSAGE = 1000
# What stands before a document without being a part of it.
_BEFORE = b" \t\r\n\xef\xbb\xbf"
_COMPRESSED = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\x78\x01": "deflate",
    b"\x78\x5e": "deflate",
    b"\x78\x9c": "deflate",
    b"\x78\xda": "deflate",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CODE = re.compile(r"[\w.:#/-]{1,200}")
_CODES = ("__type", "code", "Code", "errorCode", "error")
_MESSAGES = ("message", "Message", "errorMessage", "error_description", "detail")
_ENVELOPES = ("Error", "error")


class ForeignError(NamedTuple):
    """What a body of an unknown format says about an error."""

    code: str | None = None
    message: str | None = None


def unreadable_body(
    operation: str, expected: str, reason: str, response: HttpResponse
) -> ResponseError:
    """Returns the error of a body that cannot be read.

    Args:
        operation: The operation.
        expected: The protocol's format.
        reason: What its decoder says.
        response: What has the body.
    """
    found = format_of(response.body)
    if not response.body.strip(_BEFORE):
        reason = f"expected {expected}, found an empty body"
        return ResponseError(operation, reason, response)
    if found is None or found == expected:
        return ResponseError(operation, f"{expected}: {reason}", response)
    header = "Content-Type"
    if found in _COMPRESSED.values():
        found, header = f"what {found} has compressed", "Content-Encoding"
    reason = f"expected {expected}, found {found}: see the header {header}"
    return ResponseError(operation, reason, response)


def format_of(body: bytes) -> str | None:
    """Returns what a body looks like; None where that is nothing known."""
    start = body[:512].lstrip(_BEFORE)
    for magic, name in _COMPRESSED.items():
        if body.startswith(magic):
            return name
    if not start:
        return None
    if _HTML.match(start):
        return "HTML"
    if start.startswith(b"<"):
        return "XML"
    if start.startswith((b"{", b"[", b'"')) or start.rstrip() == b"null":
        return "JSON"
    # A map, or the tag that says so.
    if 0xA0 <= body[0] <= 0xBF or body.startswith(b"\xd9\xd9\xf7"):
        return "CBOR"
    return "text" if _text(body) else None


def foreign_error(body: bytes) -> ForeignError:
    """Returns what can be read of an error in whatever format."""
    match format_of(body):
        case "JSON":
            return _of_json(body)
        case "XML":
            return _of_tags(body, "Message", "message", "Description")
        case "HTML":
            return ForeignError(message=_of_tags(body, "title", "h1").message)
        case "text":
            text = _text(body)
            return ForeignError(message=text if len(text) <= _LONGEST_MESSAGE else None)
        case _:
            return ForeignError()


def _of_json(body: bytes) -> ForeignError:
    try:
        decoded: object = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ForeignError()
    if not isinstance(decoded, dict):
        return ForeignError()
    members = cast("dict[str, object]", decoded)
    for name in _ENVELOPES:
        if isinstance(inner := members.get(name), dict):
            members = members | cast("dict[str, object]", inner)
            break
    code, message = _first(members, _CODES), _first(members, _MESSAGES)
    return ForeignError(code if code and _CODE.fullmatch(code) else None, message)


def _first(members: dict[str, object], names: tuple[str, ...]) -> str | None:
    texts = (members.get(name) for name in names)
    return next((text for text in texts if isinstance(text, str) and text), None)


def _of_tags(body: bytes, *messages: str) -> ForeignError:
    text = body[:_MOST_BYTES].decode(errors="replace")
    code = _content(text, "Code")
    found = (_content(text, name) for name in messages)
    message = next(filter(None, found), None)
    return ForeignError(code if code and _CODE.fullmatch(code) else None, message)


def _content(text: str, tag: str) -> str | None:
    """Returns the text of the first element of a name, in XML or HTML."""
    # Bounded, so that no text takes long.
    found = re.search(
        rf"<(?:\w{{1,50}}:)?{tag}(?:\s[^<>]{{0,200}})?>([^<]{{1,1000}})<", text
    )
    if found is None:
        return None
    # Imported here: it has a large table.
    from html import unescape

    return " ".join(unescape(found[1]).split()) or None


def _text(body: bytes) -> str:
    """Returns the body where it is plain text; nothing where it is not."""
    try:
        text = body[: _MOST_BYTES * 2].decode().strip()
    except UnicodeDecodeError:
        return ""
    return text if text.replace("\n", "").replace("\r", "").isprintable() else ""
