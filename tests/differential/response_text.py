"""Scalars as text in responses."""

from __future__ import annotations

import math
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import cast

from tests.differential.values import BotocoreShape

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def base64_text(data: bytes) -> str:
    """Returns a blob's text."""
    return b64encode(data).decode()


def epoch_number(value: datetime) -> int | float:
    """Returns seconds since 1970; with a fraction if there is one."""
    seconds, rest = divmod(value - _EPOCH, timedelta(seconds=1))
    return seconds + rest.microseconds / 10**6 if rest else seconds


def timestamp_text(value: datetime, timestamp_format: str) -> str:
    """Returns a timestamp in one of C2J's formats."""
    match timestamp_format.lower():
        case "iso8601":
            precision = "milliseconds" if value.microsecond else "seconds"
            return value.isoformat(timespec=precision).replace("+00:00", "Z")
        case "rfc822":
            return format_datetime(value, usegmt=True)
        case _:
            return str(epoch_number(value))


def float_text(value: float) -> str:
    """Returns a float's text; the special ones have names."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value)


def scalar_text(shape: BotocoreShape, value: object, timestamp_format: str) -> str:
    """Returns a scalar's text."""
    match value:
        case bool():
            return "true" if value else "false"
        case bytes():
            return base64_text(value)
        case datetime():
            given = shape.serialization.get("timestampFormat", timestamp_format)
            return timestamp_text(value, given)
        case float():
            return float_text(value)
        case _:
            return str(value)


def header_text(shape: BotocoreShape, value: object) -> str:
    """Returns the text of a member that is bound to a header."""
    if isinstance(value, list):
        items = cast("list[object]", value)
        texts = (scalar_text(shape.member, item, "rfc822") for item in items)
        is_string = shape.member.type_name == "string"
        return ", ".join(map(_quoted, texts) if is_string else texts)
    return scalar_text(shape, value, "rfc822")


def _quoted(text: str) -> str:
    if "," not in text and '"' not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
