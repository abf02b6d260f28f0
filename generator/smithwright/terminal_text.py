"""Text of models and settings, as a terminal may show it."""

from __future__ import annotations


def printable(text: str) -> str:
    """Returns `text` with escapes for line ends, controls and other invisible ones.

    What is left moves no cursor, changes no colour and turns no direction of writing.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in text
    )
