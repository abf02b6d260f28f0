"""Timestamps as values.

Implements https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait.
"""

import re
from datetime import datetime
from typing import Final

from smithy_parser.nodes import Node, kind
from smithy_parser.shapes import Shape

_DATE_TIME: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?Z"
)
_HTTP_DATE: Final = "%a, %d %b %Y %H:%M:%S GMT"
_EXAMPLE: Final = '(e.g., "1985-04-12T23:20:50.52Z")'


def timestamp_problem(shape: Shape, format: Node, value: Node) -> str | None:
    """Returns what is wrong with a value of a timestamp; None if nothing is.

    Args:
        shape: The timestamp, or the member with the format.
        format: The value of the trait ``timestampFormat``, None without it.
        value: The value.
    """
    is_number = kind(value) == "number"
    match format:
        case "date-time" if not isinstance(value, str):
            return f"Expected a string value for a date-time timestamp {_EXAMPLE}"
        case "date-time":
            return _not_date_time(shape, str(value))
        case "epoch-seconds":
            if is_number:
                return None
            return (
                f"Invalid {kind(value)} value provided for a timestamp with a "
                f"`{format}` format."
            )
        case "http-date":
            return _not_http_date(value)
        case _ if isinstance(value, str):
            return _not_date_time(shape, value)
        case _ if is_number:
            return None
        case _:
            return (
                f"Invalid {kind(value)} value provided for timestamp, `{shape.id}`. "
                f"Expected a number that contains epoch seconds with optional "
                f"millisecond precision, or a string that contains an RFC 3339 "
                f"formatted timestamp {_EXAMPLE}"
            )


def _not_date_time(shape: Shape, value: str) -> str | None:
    match = _DATE_TIME.fullmatch(value)
    try:
        if match is not None:
            datetime.fromisoformat(f"{match[1]}+00:00")
            return None
    except ValueError:
        pass
    return (
        f"Invalid string value, `{value}`, provided for timestamp, `{shape.id}`. "
        f"Expected an RFC 3339 formatted timestamp {_EXAMPLE}"
    )


def _not_http_date(value: Node) -> str | None:
    if isinstance(value, str):
        try:
            datetime.strptime(value, _HTTP_DATE)
        except ValueError:
            pass
        else:
            return None
    found = value if isinstance(value, str) else kind(value)
    return (
        f"Invalid value provided for http-date formatted timestamp. Expected a string "
        f"value that matches the IMF-fixdate production of RFC 9110 section-5.6.7. "
        f"Found: {found}"
    )
