"""Names that are safe to print as Python, whatever the model says."""

from __future__ import annotations

from dataclasses import dataclass
from keyword import iskeyword


@dataclass(frozen=True, slots=True)
class SafeText:
    """Text that may stand in a Python module as it is.

    Every string of a model is hostile until it has become one of the subclasses. They
    make sure of it when they are made, and templates print nothing else.
    """

    text: str

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        """Tells Jinja that the text needs no escaping."""
        return self.text


@dataclass(frozen=True, slots=True)
class Identifier(SafeText):
    """A name: of a module, class, function, parameter or attribute.

    Raises:
        ValueError: `text` is not an identifier, or a keyword.
    """

    def __post_init__(self) -> None:
        _expect_identifier(self.text)


@dataclass(frozen=True, slots=True)
class DottedName(SafeText):
    """The name of a module: identifiers with dots between them.

    Dots at its start lead out of the module that names it, as in imports.

    Raises:
        ValueError: A part of `text` is not an identifier, or a keyword.
    """

    def __post_init__(self) -> None:
        for part in self.text.lstrip(".").split("."):
            _expect_identifier(part)


def _expect_identifier(text: str) -> None:
    if not (text.isascii() and text.isidentifier()):
        raise ValueError(f"not an identifier: {text!r}")
    if iskeyword(text):
        raise ValueError(f"a keyword: {text!r}")
