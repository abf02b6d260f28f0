"""The errors that a user can mend, and what they say."""


class SmithwrightError(Exception):
    """Something in the settings, the model or the surroundings stops the generator.

    Its text is one line for the user.
    """


def message_of(error: Exception) -> str | None:
    """Returns the line about an error that a user can mend, None for any other."""
    from smithy_parser import ModelError

    if isinstance(error, ModelError):
        # Stages report in their order, so the first error may be why there are others.
        first, *more = (event for event in error.events if event.is_fatal)
        return f"{first} (and {len(more)} more)" if more else str(first)
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return reason if error.filename is None else f"{error.filename}: {reason}"
    return str(error) if isinstance(error, SmithwrightError) else None
