"""Where two values differ: the innermost places, with both texts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z")
_LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place where two values differ."""

    path: str
    ours: object
    theirs: object

    @property
    def texts(self) -> tuple[str, str]:
        """Both values, shortened."""
        return shown(self.ours), shown(self.theirs)


class Absent:
    """The type of `ABSENT`."""

    def __repr__(self) -> str:
        return "absent"


ABSENT: Final = Absent()
"""Stands for a member that one side lacks."""


def leaves(ours: object, theirs: object, path: str = "") -> Iterator[Leaf]:
    """Yields the innermost places where two values differ."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        yield from _of_mappings(ours, theirs, path)
    elif _is_list(ours) and _is_list(theirs):
        one, other = cast("Sequence[object]", ours), cast("Sequence[object]", theirs)
        if len(one) != len(other):
            yield Leaf(path, ours, theirs)
            return
        for index, (mine, yours) in enumerate(zip(one, other, strict=True)):
            yield from leaves(mine, yours, f"{path}[{index}]")
    elif not _same(ours, theirs):
        yield Leaf(path, ours, theirs)


def shown(value: object, longest: int = _LONGEST) -> str:
    """Returns a value as text of bounded length."""
    text = repr(value)
    return text if len(text) <= longest else f"{text[:longest]}… ({len(text)})"


def _of_mappings(
    ours: Mapping[object, object], theirs: Mapping[object, object], path: str
) -> Iterator[Leaf]:
    for key in dict.fromkeys([*ours, *theirs]):
        inner = f"{path}.{key}" if path else str(key)
        mine, yours = ours.get(key, ABSENT), theirs.get(key, ABSENT)
        yield from leaves(mine, yours, inner)


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _same(ours: object, theirs: object) -> bool:
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, float) and isinstance(theirs, float) and math.isnan(ours):
        return math.isnan(theirs)
    if isinstance(ours, str) and isinstance(theirs, str):
        return ours == theirs or _instant(ours) == _instant(theirs)
    if isinstance(ours, datetime) and isinstance(theirs, datetime):
        return ours == theirs
    return bool(ours == theirs)


def _instant(text: str) -> str:
    """Returns an RFC 3339 text without zeros at the end of its fraction."""
    if (match := _INSTANT.fullmatch(text)) is None:
        return text
    fraction = (match[2] or "").rstrip("0")
    return f"{match[1]}.{fraction}Z"
