"""What the straight-line checks of the generated modules report.

Generated code tests a member in place and calls a function of this module only when
that test fails, so a valid value costs no call. The function looks once more and says
what is wrong. For a value of an unusual class that will do, such as a subclass of
`str`, that is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from sys import maxsize
from typing import TypeVar

from .problems import REDACTED, Problem

K = TypeVar("K")
T = TypeVar("T")

_SHOWN_CHARACTERS = 80


class Pattern:
    """A regular expression that is compiled when it is first needed."""

    __slots__ = ("search", "shown", "text")

    def __init__(self, text: str, shown: str) -> None:
        self.text = text
        self.shown = shown
        """How the model writes it."""
        self.search: Callable[[str], re.Match[str] | None] = self._first_search

    def _first_search(self, value: str) -> re.Match[str] | None:
        self.search = re.compile(self.text, re.ASCII).search
        return self.search(value)


class Texts:
    """What holds for each of several strings, tested on all of them at once."""

    __slots__ = ("_filled", "_longest", "_table")

    def __init__(
        self,
        *,
        filled: bool = False,
        longest: int = maxsize,
        characters: str | None = None,
    ) -> None:
        """Makes the test.

        Args:
            filled: Whether no string is empty.
            longest: How many characters a string has at most.
            characters: The ASCII characters that strings are made of.
        """
        self._filled = filled
        self._longest = longest
        self._table = None if characters is None else _changing_all_but(characters)

    def hold(self, texts: list[str] | tuple[str, ...]) -> bool:
        """Returns whether all strings are valid beyond doubt.

        What holds for each is held against all of them together, so this may be
        false for valid strings too.
        """
        try:
            text = "".join(texts)
            return (
                len(text) <= self._longest
                and not (self._filled and "" in texts)
                and (
                    self._table is None
                    or (data := text.encode()).translate(self._table) == data
                )
            )
        except (TypeError, UnicodeEncodeError):
            return False


def _changing_all_but(characters: str) -> bytes:
    """Returns a table for `translate` that changes every other character."""
    kept = characters.encode()
    others = bytes(range(256)).translate(None, kept)
    return bytes.maketrans(others, kept[:1] * len(others))


def wrong_type(path: str, expected: str, value: object) -> Problem:
    """Reports a value of another type, by the type's name only."""
    found = "None" if value is None else type(value).__name__
    return Problem(path, "type", f"must be {expected}, got {found}")


def string_problems(
    path: str,
    value: object,
    *,
    minimum: int | None = None,
    maximum: int | None = None,
    pattern: Pattern | None = None,
    sensitive: bool = False,
) -> list[Problem]:
    """Reports a string's type, its length in code points, and its pattern."""
    if not isinstance(value, str):
        return [wrong_type(path, "str", value)]
    shown = _shown(value, sensitive)
    problems: list[Problem] = []
    if not _within(len(value), minimum, maximum):
        bounds = _bounds(minimum, maximum)
        message = f"must have {bounds} characters, has {len(value)}: {shown}"
        problems.append(Problem(path, "length", message))
    if pattern is not None and not pattern.search(value):
        message = f"must match {pattern.shown}, got {shown}"
        problems.append(Problem(path, "pattern", message))
    return problems


def blob_problems(
    path: str, value: object, *, minimum: int | None = None, maximum: int | None = None
) -> list[Problem]:
    """Reports a blob's type and its length in bytes."""
    if not isinstance(value, bytes):
        return [wrong_type(path, "bytes", value)]
    return size_problems(path, len(value), minimum, maximum, "bytes")


def size_problems(
    path: str, size: int, minimum: int | None, maximum: int | None, unit: str
) -> list[Problem]:
    """Reports a number of bytes, items or entries that is out of bounds."""
    if _within(size, minimum, maximum):
        return []
    message = f"must have {_bounds(minimum, maximum)} {unit}, has {size}"
    return [Problem(path, "length", message)]


def integer_problems(
    path: str,
    value: object,
    *,
    minimum: int | Decimal | None = None,
    maximum: int | Decimal | None = None,
    sensitive: bool = False,
) -> list[Problem]:
    """Reports an integer's type and range."""
    if not isinstance(value, int) or isinstance(value, bool):
        return [wrong_type(path, "int", value)]
    return _range_problems(path, value, minimum, maximum, sensitive)


def number_problems(
    path: str,
    value: object,
    *,
    minimum: int | float | Decimal | None = None,
    maximum: int | float | Decimal | None = None,
    sensitive: bool = False,
) -> list[Problem]:
    """Reports the type and range of a float or a decimal."""
    if not isinstance(value, float | int | Decimal) or isinstance(value, bool):
        return [wrong_type(path, "a number", value)]
    return _range_problems(path, value, minimum, maximum, sensitive)


def boolean_problems(path: str, value: object) -> list[Problem]:
    """Reports the type of a boolean."""
    return [] if isinstance(value, bool) else [wrong_type(path, "bool", value)]


def timestamp_problems(path: str, value: object) -> list[Problem]:
    """Reports a timestamp's type, and one that does not say its offset from UTC."""
    if not isinstance(value, datetime):
        return [wrong_type(path, "datetime", value)]
    if value.tzinfo is None:
        return [Problem(path, "type", "must have a time zone, such as datetime.UTC")]
    return []


def is_list(path: str, value: object, problems: list[Problem]) -> bool:
    """Returns whether a value is a list or tuple; reports it where it is not."""
    if isinstance(value, tuple | list):
        return True
    problems.append(wrong_type(path, "tuple", value))
    return False


def is_map(path: str, value: object, problems: list[Problem]) -> bool:
    """Returns whether a value is a mapping; reports it where it is not."""
    if isinstance(value, Mapping):
        return True
    problems.append(wrong_type(path, "a mapping", value))
    return False


def are_texts(values: list[str] | tuple[str, ...], longest: int = maxsize) -> bool:
    """Returns whether all values are strings, and short enough even together."""
    try:
        return len("".join(values)) <= longest
    except TypeError:
        return False


def items_of(value: Sequence[T] | None) -> Sequence[T]:
    """Returns the items of a list; none where it is unset or not a list."""
    return value if isinstance(value, tuple | list) else ()


def entries_of(value: Mapping[K, T] | None) -> Iterable[tuple[K, T]]:
    """Returns the entries of a map; none where it is unset or not a mapping."""
    return value.items() if isinstance(value, Mapping) else ()


def unique_problems(path: str, items: Sequence[object]) -> list[Problem]:
    """Reports that a list holds an item twice."""
    try:
        repeated = len(set(items)) < len(items)
    except TypeError:
        repeated = any(item in items[:index] for index, item in enumerate(items))
    if not repeated:
        return []
    return [Problem(path, "uniqueItems", "must not hold an item twice")]


def list_size_problems(
    path: str,
    texts: Sequence[str],
    *,
    minimum: int | None = None,
    maximum: int | None = None,
) -> list[Problem]:
    """Reports how many UTF-8 bytes the strings of a list have in all."""
    try:
        return _total_size_problems(path, "".join(texts), minimum, maximum)
    except TypeError:
        return []  # The check of the item reports it.


def map_size_problems(
    path: str,
    texts: Mapping[str, str],
    *,
    minimum: int | None = None,
    maximum: int | None = None,
) -> list[Problem]:
    """Reports how many UTF-8 bytes the keys and values of a map have in all."""
    try:
        text = "".join(texts) + "".join(texts.values())
    except TypeError:
        return []  # The check of the entry reports it.
    return _total_size_problems(path, text, minimum, maximum)


def exactly_one_problems(given: int) -> list[Problem]:
    """Reports a union that has none of its members set, or several."""
    message = f"must have exactly one member set, has {given}"
    return [Problem("", "union", message)]


def excluded(path: str, other: str) -> Problem:
    """Reports a member that is set together with one that excludes it."""
    return Problem(path, "exclusiveMembers", f"cannot be set together with {other}")


def lacking(path: str, element: str) -> Problem:
    """Reports an element that a list has to hold and does not."""
    return Problem(path, "requiredElements", f"must contain {element!r}")


def _total_size_problems(
    path: str, text: str, minimum: int | None, maximum: int | None
) -> list[Problem]:
    # No code point takes more than four bytes.
    if minimum is None and maximum is not None and 4 * len(text) <= maximum:
        return []
    size = len(text.encode("utf-8", "surrogatepass"))
    if _within(size, minimum, maximum):
        return []
    bounds = _bounds(minimum, maximum)
    message = f"must have {bounds} UTF-8 bytes in all, has {size}"
    return [Problem(path, "totalSize", message)]


def _range_problems(
    path: str,
    value: int | float | Decimal,
    minimum: int | float | Decimal | None,
    maximum: int | float | Decimal | None,
    sensitive: bool,
) -> list[Problem]:
    if _within(value, minimum, maximum):
        return []
    shown = _shown(value, sensitive)
    message = f"must be {_bounds(minimum, maximum)}, got {shown}"
    return [Problem(path, "range", message)]


def _within(
    value: int | float | Decimal,
    minimum: int | float | Decimal | None,
    maximum: int | float | Decimal | None,
) -> bool:
    return (minimum is None or value >= minimum) and (
        maximum is None or value <= maximum
    )


def _bounds(minimum: object, maximum: object) -> str:
    if maximum is None:
        return f"at least {minimum}"
    if minimum is None:
        return f"at most {maximum}"
    return f"{minimum}" if minimum == maximum else f"{minimum} to {maximum}"


def _shown(value: object, sensitive: bool) -> str:
    if sensitive:
        return REDACTED
    text = repr(value)
    if len(text) <= _SHOWN_CHARACTERS:
        return text
    return f"{text[:_SHOWN_CHARACTERS]}…"
