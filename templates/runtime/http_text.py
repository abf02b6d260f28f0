"""Values as text in the path, the query and the headers of a message.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from math import isfinite, isnan
from typing import TypeVar
from urllib.parse import quote

from .bodies import AnyStream
from .errors import ResponseError
from .http import HttpResponse

T = TypeVar("T")

# Each way to go on starts with another character, so that no text takes long.
_ITEM = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)|([^,]*)(?:,|$)')


def label(text: str) -> str:
    """Percent-encodes a label of a path."""
    return quote(text, safe="-._~")


def greedy_label(text: str) -> str:
    """Percent-encodes a greedy label, whose slashes separate segments."""
    return quote(text, safe="-._~/")


def float_text(value: float) -> str:
    """Returns a float as text; NaN and the infinities by their names."""
    if isfinite(value):
        return repr(value)
    if isnan(value):
        return "NaN"
    return "Infinity" if value > 0 else "-Infinity"


def base64_text(text: str) -> str:
    """Encodes the text of a member with a media type for a header."""
    return b64encode(text.encode()).decode()


def from_base64_text(text: str) -> str:
    """Decodes the text of a member with a media type from a header."""
    return b64decode(text).decode()


def from_boolean_text(text: str) -> bool:
    """Reads `true` or `false`."""
    return {"true": True, "false": False}[text.lower()]


def header_item(text: str) -> str:
    """Quotes an item of a list where it would be read as several."""
    if "," not in text and '"' not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def split_items(text: str) -> Iterator[str]:
    """Splits the list in a header, with quoted items unquoted."""
    for match in _ITEM.finditer(text):
        if match.start() == len(text):
            return
        quoted, plain = match.groups()
        yield plain.strip() if quoted is None else re.sub(r"\\(.)", r"\1", quoted)


def split_dates(text: str) -> Iterator[str]:
    """Splits a list of HTTP dates, each of which has a comma of its own."""
    parts = [part.strip() for part in text.split(",")]
    if any(part[:1].isalpha() for part in parts):
        return map(", ".join, zip(parts[::2], parts[1::2], strict=True))
    return iter(parts)


def read_header(
    operation: str,
    response: HttpResponse[AnyStream],
    name: str,
    read: Callable[[str], T],
) -> T | None:
    """Reads a header field; None where the response has none.

    Raises:
        ResponseError: Its text is not what the model says.
    """
    text = response.header(name)
    if text is None:
        return None
    try:
        if not text.isascii():
            # Some clients decode other bytes than UTF-8 to lone surrogates.
            text.encode()
        return read(text)
    except (ArithmeticError, LookupError, ValueError) as error:
        reason = f"header {name}: {type(error).__name__}"
        raise ResponseError(operation, reason, response) from None


def header_or_none(
    operation: str, response: HttpResponse, name: str, read: Callable[[str], T]
) -> T | None:
    """Reads a header field; None where its text is not what the model says."""
    try:
        return read_header(operation, response, name, read)
    except ResponseError:
        return None


def read_text(
    operation: str, response: HttpResponse[AnyStream], read: Callable[[str], T]
) -> T | None:
    """Reads a body that is a string; None where the response has none.

    Raises:
        ResponseError: It is not UTF-8.
    """
    if not isinstance(body := response.body, bytes):
        return read_text(operation, response.buffered(), read)
    try:
        return read(body.decode()) if body else None
    except UnicodeDecodeError as error:
        raise ResponseError(operation, str(error), response) from None


def prefixed(response: HttpResponse[AnyStream], prefix: str) -> Mapping[str, str]:
    """Returns the header fields whose names start with `prefix`, without it."""
    start = prefix.lower()
    return {
        name[len(start) :]: value
        for name, value in response.headers.items()
        if name.lower().startswith(start)
    }
