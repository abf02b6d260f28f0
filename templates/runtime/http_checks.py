"""What the query and the headers of a request cannot hold.

https://www.rfc-editor.org/rfc/rfc9110#section-5
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from .problems import BuildError, Problem, unencodable

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]*")
# All controls but the tab.
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_NOT_IN_VALUES = "must not hold line breaks or other control characters"
_NOT_IN_NAMES = (
    "must have keys that are parts of headers' names: letters, digits, hyphens"
)


def checked_query(
    shape: str, query: Iterable[tuple[str, str | None]]
) -> tuple[tuple[str, str | None], ...]:
    """Returns the names and values of a query that can be encoded.

    Raises:
        BuildError: One of them has a lone surrogate.
    """
    pairs = tuple(query)
    try:
        # The quickest way to find out.
        msgspec.json.encode(pairs)
    except UnicodeEncodeError:
        raise unencodable(shape) from None
    return pairs


def check_headers(
    shape: str, headers: Mapping[str, str], members: Mapping[str, str]
) -> None:
    """Looks at headers of which one holds something unusual.

    Args:
        shape: The input.
        headers: All of them.
        members: The attributes by the header, or start of headers, in small letters.

    Raises:
        BuildError: A header cannot hold its text.
    """
    problems = [
        Problem(_member(name.lower(), members), "httpHeader", message)
        for name, text in headers.items()
        if (message := _problem(text))
    ]
    if problems:
        raise BuildError(shape, problems)


def check_header_names(
    shape: str, member: str, prefix: str, entries: Iterable[str]
) -> None:
    """Looks at the keys of a map whose entries are headers.

    Raises:
        BuildError: One is no part of a header's name.
    """
    keys = tuple(entries)
    if not _TOKEN.fullmatch("".join(keys)) or not (prefix or all(keys)):
        raise BuildError(shape, [Problem(member, "httpPrefixHeaders", _NOT_IN_NAMES)])


def _problem(text: str) -> str | None:
    if _CONTROLS.search(text):
        return _NOT_IN_VALUES
    return "must not hold a lone surrogate" if _SURROGATES.search(text) else None


def _member(name: str, members: Mapping[str, str]) -> str:
    if name in members:
        return members[name]
    found = (start for start in members if name.startswith(start))
    return members.get(max(found, key=len, default=""), "")
