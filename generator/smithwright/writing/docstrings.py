"""Docstrings: a model's documentation as Markdown between triple quotes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from smithwright.plan.documentation import (
    Markdown,
    paragraph,
    to_markdown,
)
from smithwright.writing.code import LINE_LENGTH, Code, docstring_of, escaped

_QUOTES = '"""'
UNDOCUMENTED = "Not documented by the service."

# A member's text is read for its class and for its builder.
_markdown = lru_cache(maxsize=1_000)(to_markdown)


@dataclass(frozen=True, slots=True)
class Docstring:
    """Markdown that is going to be a docstring at some indentation.

    One without text is false, and says so where it is written nevertheless.
    """

    parts: tuple[Markdown, ...]
    """What it says, paragraph groups in order."""

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.parts)

    def __add__(self, other: Docstring) -> Docstring:
        """Returns the docstring that goes on with `other`."""
        return Docstring(self.parts + other.parts)

    def at(self, indent: int) -> Code:
        """Returns the quoted docstring, for a line that starts with `indent` spaces."""
        width = LINE_LENGTH - indent
        lines = self._lines(width, len(_QUOTES))
        if len(lines) == 1 and _size(lines[0]) + 2 * len(_QUOTES) > width:
            lines = self._lines(width, 2 * len(_QUOTES))
        return docstring_of(lines or [UNDOCUMENTED], indent)

    def _lines(self, width: int, taken: int) -> list[str]:
        lines: list[str] = []
        for part in self.parts:
            if lines:
                lines.append("")
                taken = 0
            lines += part.wrapped(width, taken=taken, size=_size)
        return lines


def docstring(*texts: str) -> Docstring:
    """Returns the docstring that says `texts`, each as paragraphs of their own.

    Args:
        texts: Documentation as models have it: HTML, or CommonMark.
    """
    parts = [part for text in texts if text and (part := _markdown(text))]
    return Docstring(tuple(parts))


@lru_cache(maxsize=256)
def own_words(text: str) -> Docstring:
    """Returns the docstring of a paragraph in this generator's own words.

    Args:
        text: Inline Markdown that may break at each of its spaces.
    """
    return Docstring((paragraph(text.split()),))


def summary(text: str) -> Docstring:
    """Returns the docstring of the first sentence of `text`.

    Where `text` has no sentence, as a block of code has none, all of it is there.
    """
    whole = _markdown(text)
    return Docstring((whole.summary() or whole,) if whole else ())


def _size(text: str) -> int:
    return len(escaped(text))
