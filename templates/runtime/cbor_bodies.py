"""CBOR bodies of responses and errors.

cbor2 decodes them to builtins, msgspec turns these into shapes. A body needs no more
memory and time than a multiple of its length: cbor2 allocates nothing for a length that
a body only claims to have, and refuses deep nesting.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TypeVar, cast

from cbor2 import CBORDecodeError, CBORTag, loads, undefined
from msgspec import MsgspecError, ValidationError, convert

from .bodies import AnyStream
from .errors import ResponseError, ServiceError
from .http import HttpResponse
from .rpc import check_protocol, read_rpc_error

T = TypeVar("T")

_PROTOCOL = "rpc-v2-cbor"
_EMPTY = b"\xa0"


def read_body(operation: str, shape: type[T], response: HttpResponse[AnyStream]) -> T:
    """Decodes the CBOR body of `response`; an empty one holds no member.

    Raises:
        ResponseError: The response is of another protocol, the body is not CBOR, or a
            member has another type.
    """
    if not isinstance(body := response.body, bytes):
        return read_body(operation, shape, response.buffered())
    check_protocol(operation, _PROTOCOL, response)
    try:
        value = _decoded(body or _EMPTY)
        try:
            return convert(value, shape, builtin_types=_BUILTIN)
        except ValidationError:
            if not _is_map(value):
                raise _unreadable(operation, "it is no map", response) from None
            # Rarely needed, and slow to import.
            from .tolerance import tolerant

            tolerated = tolerant(shape, _defined(value))
            return convert(tolerated, shape, builtin_types=_BUILTIN, strict=False)
    except (MsgspecError, OverflowError, RecursionError) as error:
        raise ResponseError(operation, str(error), response) from None
    except CBORDecodeError as error:
        raise _unreadable(operation, str(error), response) from None


def read_error(
    response: HttpResponse,
    modeled: Iterable[type[ServiceError]],
    base: type[ServiceError],
) -> ServiceError:
    """Returns the error that `response` holds, as `base` where it is not modeled."""
    return read_rpc_error(_PROTOCOL, _members, response, modeled, base)


def _members(response: HttpResponse) -> dict[str, object]:
    try:
        body = _decoded(response.body)
    except (CBORDecodeError, RecursionError):
        return {}
    return cast("dict[str, object]", body) if isinstance(body, dict) else {}


def _is_map(value: object) -> bool:
    return isinstance(value, dict)


def _unreadable(
    operation: str, reason: str, response: HttpResponse[AnyStream]
) -> ResponseError:
    # Rarely needed.
    from .foreign import unreadable_body

    return unreadable_body(operation, "CBOR", reason, response.buffered())


def _decoded(body: bytes) -> object:
    value: object = loads(
        body, tag_hook=_without_tag, semantic_decoders=_SEMANTIC_DECODERS
    )
    return value


def _defined(value: object) -> object:
    """Returns a decoded value with null for `undefined`, as the protocol has it."""
    if value is undefined:
        return None
    if isinstance(value, list):
        return [_defined(item) for item in cast("list[object]", value)]
    if isinstance(value, dict):
        entries = cast("dict[object, object]", value)
        return {key: _defined(item) for key, item in entries.items()}
    return value


def _without_tag(tag: CBORTag, immutable: bool) -> object:
    value: object = tag.value
    return value


def _content(value: object, immutable: bool) -> object:
    return value


def _positive(value: object, immutable: bool) -> int:
    data = cast("bytes", value)
    if len(data) > _LONGEST_NUMBER:
        raise ValueError("a number without use")
    return int.from_bytes(data)


def _negative(value: object, immutable: bool) -> int:
    return -1 - _positive(value, immutable)


def _decimal(value: object, immutable: bool) -> Decimal:
    exponent, digits = cast("tuple[int, int]", value)
    # By way of text, as Python bounds the time that it spends on digits.
    return Decimal(f"{digits}E{exponent}")


_BUILTIN = (bytes, datetime, Decimal)
_POSITIVE, _NEGATIVE, _DECIMAL_FRACTION = 2, 3, 4
# As many bytes as 4300 digits take: Python shows no longer number.
_LONGEST_NUMBER = 1785
# Tags that cbor2 knows and no protocol of Smithy's uses: binary fractions, references
# within the body, patterns, mail, addresses. Some could be made to cost far more to
# decode than to send.
_UNUSED_TAGS = (
    *(5, 25, 28, 29, 30, 35, 36, 37, 52, 54, 100),
    *(256, 258, 260, 261, 1004, 43000, 55799),
)
_SEMANTIC_DECODERS = {
    **dict.fromkeys(_UNUSED_TAGS, _content),
    _POSITIVE: _positive,
    _NEGATIVE: _negative,
    _DECIMAL_FRACTION: _decimal,
}
