"""Timestamps in Smithy's three formats.

https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from msgspec import convert


def epoch_seconds(value: datetime) -> int | float:
    """Returns the seconds since 1970, with milliseconds as a fraction if there are."""
    seconds = round(value.timestamp(), 3)
    return int(seconds) if seconds.is_integer() else seconds


def date_time(value: datetime) -> str:
    """Returns the RFC 3339 text in UTC, with milliseconds if there are."""
    in_utc = value.astimezone(UTC)
    precision = "milliseconds" if in_utc.microsecond >= 1000 else "seconds"
    return in_utc.isoformat(timespec=precision).replace("+00:00", "Z")


def http_date(value: datetime) -> str:
    """Returns the IMF-fixdate of RFC 7231, such as `Tue, 29 Apr 2014 18:30:38 GMT`."""
    return format_datetime(value.astimezone(UTC), usegmt=True)


def from_epoch_seconds(text: str) -> datetime:
    """Reads seconds since 1970."""
    return convert(text, datetime, strict=False)


def from_date_time(text: str) -> datetime:
    """Reads an RFC 3339 text."""
    return convert(text, datetime)


def from_http_date(text: str) -> datetime:
    """Reads an IMF-fixdate.

    Raises:
        ArithmeticError: A number in it is too large.
        ValueError: It is none.
    """
    value = parsedate_to_datetime(text)
    return value if value.tzinfo else value.replace(tzinfo=UTC)
