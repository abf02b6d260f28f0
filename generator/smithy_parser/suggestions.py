"""Ids that somebody may have meant."""

from collections.abc import Iterable
from typing import Final

_MAX_DISTANCE: Final = 2


def suggest(wanted: str, known: Iterable[str]) -> list[str]:
    """The known words nearest to `wanted`, at most two edits away, sorted."""
    nearest = _MAX_DISTANCE
    found: list[str] = []
    for word in known:
        distance = edit_distance(wanted, word, nearest)
        if distance is None:
            continue
        if distance < nearest:
            nearest = distance
            found.clear()
        found.append(word)
    return sorted(found)


def edit_distance(left: str, right: str, limit: int) -> int | None:
    """How many characters to insert, delete or replace; None for over `limit`."""
    if abs(len(left) - len(right)) > limit:
        return None
    start = _common_prefix(left, right)
    left, right = left[start:], right[start:]
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        previous, row = row, [i]
        for j, b in enumerate(right, start=1):
            change = previous[j - 1] + (a != b)
            row.append(min(previous[j] + 1, row[j - 1] + 1, change))
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None


def _common_prefix(left: str, right: str) -> int:
    shorter = min(len(left), len(right))
    return next((i for i in range(shorter) if left[i] != right[i]), shorter)
