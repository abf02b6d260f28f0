"""Text of values in XML."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from .problems import BuildError, Problem, UnreadableError, unencodable

_BODY = "The body of the request"

# Parsers turn line ends into "\n"; references keep what was meant.
_IN_ELEMENTS = re.compile(
    r"[&<>\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\ud800-\udfff\ufffe\uffff]"
)
_IN_ATTRIBUTES = re.compile(r"[&<>\"\x00-\x1f\x7f-\x9f\u2028\ud800-\udfff\ufffe\uffff]")
# https://www.w3.org/TR/xml/#charsets
_NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def element_text(text: str) -> str:
    """Returns `text` as the content of an element.

    Raises:
        BuildError: XML cannot hold one of its characters.
    """
    return _IN_ELEMENTS.sub(_reference, text)


def attribute_text(text: str) -> str:
    """Returns `text` as the value of an attribute, between double quotes.

    Raises:
        BuildError: XML cannot hold one of its characters.
    """
    return _IN_ATTRIBUTES.sub(_reference, text)


def base64_blob(value: bytes) -> str:
    """Returns the base64 text of a blob."""
    return b64encode(value).decode()


def from_base64_blob(text: str) -> bytes:
    """Reads the base64 text of a blob.

    Raises:
        UnreadableError: It is none.
    """
    try:
        return b64decode(text)
    except ValueError:
        raise UnreadableError("base64") from None


def _reference(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        raise unencodable(_BODY)
    if _NO_CHARACTERS.match(character):
        message = f"must not hold U+{ord(character):04X}, which XML has no form for"
        raise BuildError(_BODY, [Problem("", "type", message)])
    return _NAMED.get(character) or f"&#x{ord(character):X};"
