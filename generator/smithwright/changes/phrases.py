"""Sentences that quote a model: each rendering shows the quotes in its own safe way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import LiteralString


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of this project around words of a model.

    Attributes:
        template: The words, with `{}` for each quote.
        quotes: What a model says: names and values, hostile as any text of a model.
    """

    template: LiteralString
    quotes: tuple[str, ...] = ()

    def render(self, quoted: Callable[[str], str]) -> str:
        """Returns the words, with each quote as `quoted` shows it."""
        return self.template.format(*map(quoted, self.quotes))

    def __str__(self) -> str:
        return self.render("`{}`".format)


def phrase(template: LiteralString, *quotes: object) -> Phrase:
    """Returns a sentence that quotes the given values."""
    return Phrase(template, tuple(str(quote) for quote in quotes))
