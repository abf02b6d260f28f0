"""The errors that a user can mend, and what they say."""

from __future__ import annotations

from smithwright.terminal_text import printable


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
