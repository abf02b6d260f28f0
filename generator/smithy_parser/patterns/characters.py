"""Sets of characters that an item of a pattern matches, as `re` parses it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from sys import maxunicode
from typing import Any, Final, TypeAlias

Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""Code points, as inclusive ranges in order, none of which touch."""

# Any: what `re` parses has no types, as it is `re`'s own affair.
Tree: TypeAlias = Any

EVERYTHING: Final[Ranges] = ((0, maxunicode),)
_LINE_BREAK: Final[Ranges] = ((10, 10),)
_CASES: Final = ord("a") - ord("A")


def _matched(expression: str) -> Ranges:
    """Returns the ASCII characters that an expression matches."""
    matches = re.compile(expression, re.ASCII).match
    return union((n, n) for n in range(128) if matches(chr(n)))


def union(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Returns all that is in one of some ranges."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def complement(ranges: Ranges) -> Ranges:
    """Returns all that is in none of some ranges."""
    starts = (0, *(end + 1 for _, end in ranges))
    ends = (*(start - 1 for start, _ in ranges), maxunicode)
    return tuple(pair for pair in zip(starts, ends, strict=True) if pair[0] <= pair[1])


_SETS: Final = {
    "DIGIT": _matched(r"\d"),
    "SPACE": _matched(r"\s"),
    "WORD": _matched(r"\w"),
}


def characters(operator: str, argument: Tree, flags: int) -> Ranges:
    """Returns the characters that one item of a pattern matches.

    Raises:
        KeyError: It is another kind of item.
    """
    match operator:
        case "LITERAL":
            return _in_both_cases(((argument, argument),), flags)
        case "NOT_LITERAL":
            return complement(_in_both_cases(((argument, argument),), flags))
        case "ANY":
            return EVERYTHING if flags & re.DOTALL else complement(_LINE_BREAK)
        case "RANGE":
            return _in_both_cases((tuple(argument),), flags)
        case "CATEGORY":
            name = str(argument).removeprefix("CATEGORY_")
            found = _SETS[name.removeprefix("NOT_")]
            return complement(found) if name.startswith("NOT_") else found
        case "IN":
            items = [(str(kind), item) for kind, item in argument]
            sets = [characters(*each, flags) for each in items if each[0] != "NEGATE"]
            found = union(pair for each in sets for pair in each)
            return complement(found) if items[0][0] == "NEGATE" else found
        case _:
            raise KeyError(operator)


def _in_both_cases(ranges: Ranges, flags: int) -> Ranges:
    """Adds the other case of letters; with `re.ASCII` only those of ASCII have one."""
    if not flags & re.IGNORECASE:
        return ranges
    added = list(ranges)
    for start, end in ranges:
        for first, last, step in ((65, 90, _CASES), (97, 122, -_CASES)):
            if (low := max(start, first)) <= (high := min(end, last)):
                added.append((low + step, high + step))
    return union(added)


def as_masks(sets: Sequence[Ranges]) -> tuple[list[int], int]:
    """Returns sets as bits, each for the characters that no set tells apart.

    Returns:
        The mask of each set, and the mask of all characters.
    """
    starts = {0, *(start for each in sets for start, _ in each)}
    bounds = sorted(starts.union(end + 1 for each in sets for _, end in each))

    def below(character: int) -> int:
        return (1 << bisect_left(bounds, character)) - 1

    masks = [sum(below(end + 1) ^ below(start) for start, end in each) for each in sets]
    return masks, (1 << len(bounds)) - 1
