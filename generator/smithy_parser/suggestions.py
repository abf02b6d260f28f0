"""Ids that somebody may have meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_MAX_DISTANCE: Final = 2


@dataclass(slots=True)
class Effort:
    """How much may still be done for the suggestions of one model, in characters."""

    left: int = 2_000_000


def suggest(
    wanted: str, known: Iterable[str], effort: Effort | None = None
) -> list[str]:
    """Returns the known words nearest to `wanted`, at most two edits away, sorted.

    Args:
        wanted: The word that is not known.
        known: All that are.
        effort: What may be done, less what is done here; none are found without any.
    """
    effort = Effort() if effort is None else effort
    nearest = _MAX_DISTANCE
    found: list[str] = []
    for word in known:
        effort.left -= 1
        if abs(len(word) - len(wanted)) > nearest:
            continue
        effort.left -= len(word)
        if effort.left < 0:
            return []
        distance = edit_distance(wanted, word, nearest)
        if distance is None:
            continue
        if distance < nearest:
            nearest = distance
            found.clear()
        found.append(word)
    return sorted(found)


def edit_distance(left: str, right: str, limit: int) -> int | None:
    """Returns how many characters to insert, delete or replace; None for over `limit`.

    It takes as many steps as there are characters, times the limit.
    """
    if abs(len(left) - len(right)) > limit:
        return None
    start = _common_prefix(left, right)
    left, right = left[start:], right[start:]
    beyond = limit + 1
    row = {j: j for j in range(min(limit, len(right)) + 1)}
    for i, a in enumerate(left, start=1):
        previous = row
        row = dict[int, int]()
        # What is further from the diagonal than the limit is over it.
        for j in range(max(0, i - limit), min(len(right), i + limit) + 1):
            best = min(previous.get(j, beyond), row.get(j - 1, beyond)) + 1
            if j:
                change = previous.get(j - 1, beyond) + (a != right[j - 1])
                best = min(best, change)
            row[j] = best
        if min(row.values(), default=beyond) > limit:
            return None
    distance = row.get(len(right), beyond)
    return distance if distance <= limit else None


def _common_prefix(left: str, right: str) -> int:
    shorter = min(len(left), len(right))
    return next((i for i in range(shorter) if left[i] != right[i]), shorter)
