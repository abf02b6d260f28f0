r"""Patterns with general categories of Unicode, such as `\p{L}`, which `re` lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from itertools import groupby
from sys import maxunicode
from unicodedata import category

from .checks import Pattern

# Any other escape too: in `\\p{L}` it is the backslash that is escaped.
_CATEGORY = re.compile(r"\\(?:([pP])\{(\w+)\}|.)", re.DOTALL)
_ASCII, _ALL = 0x80, maxunicode + 1


class UnicodePattern(Pattern):
    r"""A pattern whose classes may hold `\p{…}` and `\P{…}`.

    What is in a category takes a tenth of a second to find out, once in a process, so
    it is found out when the first text comes that is not ASCII.
    """

    __slots__ = ()

    def _first_search(self, value: str) -> re.Match[str] | None:
        search_ascii = self._expression(_ASCII).search
        any_expression = cache(self._expression)

        def search(value: str) -> re.Match[str] | None:
            if value.isascii():
                return search_ascii(value)
            return any_expression(_ALL).search(value)

        self.search = search
        return search(value)

    def _expression(self, stop: int) -> re.Pattern[str]:
        return re.compile(_CATEGORY.sub(partial(_ranges, stop), self.text), re.A)


def _ranges(stop: int, found: re.Match[str]) -> str:
    """Returns the ranges of a class for a category, or for all others."""
    kind, name = found.groups()
    if name is None:
        return found[0]
    ranges = [
        text
        for each, text in _categories(stop).items()
        if each.startswith(name) == (kind == "p")
    ]
    # A class must not be empty, and no ASCII text has U+0080.
    return "".join(ranges) or "\x80-\x80"


@cache
def _categories(stop: int) -> Mapping[str, str]:
    """Returns the ranges of each category below a code point."""
    ranges: dict[str, str] = {}
    start = 0
    for name, run in groupby(map(category, map(chr, range(stop)))):
        end = start + sum(1 for _ in run)
        ranges[name] = ranges.get(name, "") + f"\\U{start:08x}-\\U{end - 1:08x}"
        start = end
    return ranges
