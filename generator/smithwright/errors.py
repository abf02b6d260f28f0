"""What users are told: errors that they can mend, in text that a terminal may show."""

from __future__ import annotations

from collections.abc import Collection


class SmithwrightError(Exception):
    """Something in the settings, the model or the surroundings stops the generator.

    Its text is one line for the user.
    """


def message_of(error: Exception) -> str | None:
    """Returns what is wrong, a line for each thing; None if no user can mend it.

    No line controls a terminal, whatever texts of models it quotes.
    """
    from smithy_parser import ModelError

    if isinstance(error, ModelError):
        fatal = [event for event in error.events if event.is_fatal]
        # What a file with an error of syntax defines is missed elsewhere.
        shown = [event for event in fatal if event.excerpt] or fatal
        return "\n".join(printable(str(event)) for event in shown)
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return printable(f"{error.filename}: {reason}" if error.filename else reason)
    return printable(str(error)) if isinstance(error, SmithwrightError) else None


def did_you_mean(name: str, known: Collection[str], most: int = 1) -> str:
    """Returns the end of a message about a name: the closest of those that are known.

    Args:
        name: The name, which is not known.
        known: All that are; one is close if it starts with the name, or if few edits
            lead to it.
        most: How many to offer.

    Returns:
        `; did you mean 'NAME'?`, or nothing where none is close.
    """
    from smithy_parser.suggestions import suggest

    whole = (each for each in known if name and each.startswith(name))
    near = suggest(name, known) or sorted(whole, key=len)
    hint = " or ".join(map(repr, near[:most]))
    return f"; did you mean {hint}?" if hint else ""


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
