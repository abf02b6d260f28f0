"""JSON that is not what its model, or JSON itself, allows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeVar

import msgspec

from .tolerance import tolerant

T = TypeVar("T")

# With all digits that numbers have, in case that they have to become texts.
_decode = msgspec.json.Decoder(float_hook=Decimal).decode
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A pair of surrogates, a lone one, or whatever else a backslash starts.
_ESCAPE = re.compile(
    rb"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)


def read_tolerantly(shape: type[T], body: bytes) -> T:
    """Decodes a JSON body whose values need not be of the right type.

    A lone surrogate in a string becomes U+FFFD; null in place of a structure holds no
    member.

    Raises:
        MsgspecError: It is not JSON, or a value is something else altogether.
        UnicodeDecodeError: It is not UTF-8.
    """
    decoded = decoded_tolerantly(body)
    tolerated: object = {} if decoded is None else tolerant(shape, decoded)
    return msgspec.convert(tolerated, shape, strict=False)


def decoded_tolerantly(body: bytes) -> object:
    """Decodes a JSON body; numbers with a fraction or an exponent are decimals.

    Raises:
        MsgspecError: It is not JSON.
        UnicodeDecodeError: It is not UTF-8.
    """
    try:
        decoded: object = _decode(body)
    except msgspec.DecodeError:
        decoded = _decode(_repaired(body))
    return decoded


def _repaired(body: bytes) -> bytes:
    return _ESCAPE.sub(_well_formed, body.removeprefix(_BYTE_ORDER_MARK))


def _well_formed(match: re.Match[bytes]) -> bytes:
    return match[0] if match[2] is None else rb"\ufffd"
