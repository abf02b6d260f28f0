"""CBOR encodings of single values.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html#shape-serialization
"""

from __future__ import annotations

from collections.abc import Sized
from datetime import datetime
from decimal import Decimal
from struct import Struct

from .decimals import not_finite
from .problems import unencodable
from .timestamps import epoch_seconds

_BYTES, _TEXT, _ARRAY, _MAP = 0x40, 0x60, 0x80, 0xA0
_POSITIVE_BIG_NUMBER, _NEGATIVE_BIG_NUMBER = b"\xc2", b"\xc3"
_EPOCH_SECONDS = b"\xc1"
_DECIMAL_FRACTION = b"\xc4\x82"
_SINGLE, _DOUBLE = 0xFA, 0xFB
_SHORT = 256

# https://www.rfc-editor.org/rfc/rfc8949#section-3
_head_16 = Struct(">BH").pack
_head_32 = Struct(">BI").pack
_head_64 = Struct(">BQ").pack
_single = Struct(">Bf").pack
_double = Struct(">Bd").pack


def _short_heads(kind: int) -> tuple[bytes, ...]:
    return tuple(
        bytes([kind + number] if number < 24 else [kind + 24, number])
        for number in range(_SHORT)
    )


_NUMBERS = _short_heads(0)
_TEXTS = _short_heads(_TEXT)
_ARRAYS = _short_heads(_ARRAY)


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind + number])
    if number < 1 << 8:
        return bytes([kind + 24, number])
    if number < 1 << 16:
        return _head_16(kind + 25, number)
    if number < 1 << 32:
        return _head_32(kind + 26, number)
    return _head_64(kind + 27, number)


def cbor_text(value: str) -> bytes:
    """Returns a text string.

    Raises:
        BuildError: It has a lone surrogate, which UTF-8 cannot hold.
    """
    try:
        data = value.encode()
    except UnicodeEncodeError:
        raise unencodable("The body of the request") from None
    size = len(data)
    return (_TEXTS[size] if size < _SHORT else _head(_TEXT, size)) + data


def cbor_blob(value: bytes) -> bytes:
    """Returns a byte string."""
    return _head(_BYTES, len(value)) + value


def cbor_integer(value: int) -> bytes:
    """Returns an integer in as few bytes as it takes."""
    if 0 <= value < _SHORT:
        return _NUMBERS[value]
    if -1 << 64 <= value < 1 << 64:
        return _head(0, value) if value >= 0 else _head(0x20, -1 - value)
    return cbor_big_integer(value)


def cbor_big_integer(value: int) -> bytes:
    """Returns a bignum, whatever the integer's size."""
    tag = _POSITIVE_BIG_NUMBER if value >= 0 else _NEGATIVE_BIG_NUMBER
    number = value if value >= 0 else -1 - value
    return tag + cbor_blob(number.to_bytes((number.bit_length() + 7) // 8))


def cbor_big_decimal(value: Decimal) -> bytes:
    """Returns a decimal fraction.

    Raises:
        BuildError: The value is not a number or not finite.
    """
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise not_finite()
    mantissa = int(Decimal((sign, digits, 0)))
    return _DECIMAL_FRACTION + cbor_integer(exponent) + cbor_integer(mantissa)


def cbor_float(value: float) -> bytes:
    """Returns a single-precision float, or a double where it is out of range."""
    try:
        return _single(_SINGLE, value)
    except OverflowError:
        return cbor_double(value)


def cbor_double(value: float) -> bytes:
    """Returns a double-precision float."""
    return _double(_DOUBLE, value)


def cbor_timestamp(value: datetime) -> bytes:
    """Returns the seconds since 1970, to the millisecond."""
    seconds = epoch_seconds(value)
    if isinstance(seconds, int):
        return _EPOCH_SECONDS + cbor_integer(seconds)
    return _EPOCH_SECONDS + cbor_double(seconds)


def cbor_boolean(value: bool) -> bytes:
    """Returns true or false."""
    return b"\xf5" if value else b"\xf4"


def cbor_array(items: Sized) -> bytes:
    """Returns the start of an array, which its items follow."""
    size = len(items)
    return _ARRAYS[size] if size < _SHORT else _head(_ARRAY, size)


def cbor_map(entries: Sized) -> bytes:
    """Returns the start of a map, which its keys and values follow."""
    return _head(_MAP, len(entries))
