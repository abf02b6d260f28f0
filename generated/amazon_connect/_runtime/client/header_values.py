"""Numbers and times in header fields, and what they say about the clock here.

https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
"""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST_NUMBER = 18

_SKEWED = frozenset(["RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed"])
_PERHAPS_SKEWED = frozenset(
    ["AuthFailure", "InvalidSignatureException", "SignatureDoesNotMatch"]
)
_TOLERATED = 240.0


def by_name(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Returns header fields by their names in lower case.

    Those of one name become one: https://www.rfc-editor.org/rfc/rfc9110#section-5.3
    """
    found: dict[str, str] = {}
    for name, value in fields:
        name = name.lower()
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def whole_number(text: str | None) -> int | None:
    """Reads a number of decimal digits; None if it is anything else."""
    if text is None:
        return None
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER):
        return None
    return int(text)


def seconds_since_1970(date: str | None) -> float | None:
    """Reads an HTTP date; None if there is none or it cannot be read."""
    if date is None:
        return None
    # Imported here: it costs milliseconds, and few answers are refusals.
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None


def seconds_until(date: str, answered: str | None, now: float) -> float | None:
    """Returns how many seconds are left until a date that a service tells.

    Args:
        date: The date.
        answered: When it told so, by its own clock; the clock here is used without.
        now: The time here, in seconds since 1970.
    """
    if (until := seconds_since_1970(date)) is None:
        return None
    since = seconds_since_1970(answered)
    return max(0.0, until - (now if since is None else since))


def clock_error(code: str, date: str | None, now: float) -> float | None:
    """Returns by how many seconds the clock here is slow; None if it is right enough.

    Args:
        code: What the service refused a request with.
        date: When it did so, by its own clock.
        now: The time here, in seconds since 1970.
    """
    if code not in _SKEWED and code not in _PERHAPS_SKEWED:
        return None
    if (there := seconds_since_1970(date)) is None:
        return None
    return there - now if abs(there - now) > _TOLERATED else None
