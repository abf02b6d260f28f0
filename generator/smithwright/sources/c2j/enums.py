"""Names for the members of enums, which C2J lists by value only."""

import re
from collections.abc import Sequence

_WORD_BREAK = re.compile(
    r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+"
)


def member_names(values: Sequence[str]) -> list[str]:
    """Names each value of an enum, in SCREAMING_SNAKE_CASE, no name twice.

    A name depends on its value and on equal names before it alone, so a value that
    a later model appends renames nothing.
    """
    names: list[str] = []
    taken: set[str] = set()
    for value in values:
        name = stem = _name(value)
        count = 2
        while name in taken:
            name = f"{stem}_{count}"
            count += 1
        taken.add(name)
        names.append(name)
    return names


def _name(value: str) -> str:
    """Spells a value as an identifier, one of signs alone by its code points."""
    words = [word for word in _WORD_BREAK.split(value) if word]
    name = "_".join(words).upper()
    if not name:
        name = "_".join(["CHAR", *(f"{ord(char):X}" for char in value)])
    return name if name[0].isalpha() else f"V{name}"
