"""What the query and the headers of a request cannot hold.

Generated code tests a text in place, and calls a function only for one that is unusual.

https://www.rfc-editor.org/rfc/rfc9110#section-5
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .problems import BuildError, Problem, unencodable

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]*")
# All controls but the tab.
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
_NOT_IN_VALUES = "must not hold line breaks or other control characters"
_NOT_IN_NAMES = (
    "must have keys of letters, digits and hyphens, as names of headers have"
)


def check_encodable(shape: str, member: str, text: str) -> None:
    """Looks at a text outside of ASCII.

    Raises:
        BuildError: It has a lone surrogate.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise unencodable(shape, member) from None


def check_parameters(
    shape: str, member: str, parameters: Mapping[str, str | Iterable[str]]
) -> None:
    """Looks at a map whose entries are names and values of a query.

    Raises:
        BuildError: One of them has a lone surrogate.
    """
    check_encodable(shape, member, "".join(parameters))
    check_encodable(shape, member, "".join(map("".join, parameters.values())))


def check_header(shape: str, member: str, text: str) -> None:
    """Looks at the text of a header that is not all printable.

    Raises:
        BuildError: A header cannot hold it.
    """
    if _CONTROLS.search(text):
        raise BuildError(shape, [Problem(member, "httpHeader", _NOT_IN_VALUES)])
    check_encodable(shape, member, text)


def check_header_names(shape: str, member: str, keys: str) -> None:
    """Looks at the keys of a map whose entries are headers.

    Args:
        shape: The input.
        member: The attribute that holds the map.
        keys: All keys, one after the other.

    Raises:
        BuildError: One is no part of a header's name.
    """
    if not _TOKEN.fullmatch(keys):
        raise BuildError(shape, [Problem(member, "httpPrefixHeaders", _NOT_IN_NAMES)])
