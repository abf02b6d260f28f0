"""What lays out generated text: black, ruff, or nothing.

A formatter is small and picklable, as it travels between processes, and imports what
it needs when it first has something to do.
"""

from smithwright.formatters.black import Black
from smithwright.formatters.formatter import AsRendered, Formatter, FormatterError
from smithwright.formatters.ruff import Ruff
from smithwright.settings import FormatterName

__all__ = ["AsRendered", "Black", "Formatter", "FormatterError", "Ruff", "formatter"]


def formatter(name: FormatterName) -> Formatter:
    """Returns the formatter that settings name."""
    match name:
        case "black":
            return Black()
        case "ruff":
            return Ruff()
        case "none":
            return AsRendered()
