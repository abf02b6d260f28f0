"""What a name that is not known was meant to be."""

from __future__ import annotations

from collections.abc import Collection


def did_you_mean(name: str, known: Collection[str], most: int = 1) -> str:
    """Returns the end of a message about a name: the closest of those that are known.

    Args:
        name: The name, which is not known.
        known: All that are.
        most: How many to offer.

    Returns:
        `; did you mean 'NAME'?`, or nothing where none is close.
    """
    from difflib import get_close_matches

    near = " or ".join(map(repr, get_close_matches(name, known, most)))
    return f"; did you mean {near}?" if near else ""
