"""Python source text that is safe to print, whatever the model says.

Every string of a model is hostile until it has become one of these types. Templates
print nothing else. New text is made from constant text of this generator and other
safe text only, by `code`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from keyword import iskeyword
from typing import LiteralString, Self, cast

LINE_LENGTH = 88
"""How many characters a line of code has at most, where it can be broken."""


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of Python source text."""

    text: str

    def __str__(self) -> str:
        return self.text

    def indented(self) -> Code:
        """Returns statements one level deeper."""
        return Code(_indented(self.text))

    def __html__(self) -> str:
        """Tells Jinja that the text needs no escaping."""
        return self.text


@dataclass(frozen=True, slots=True)
class Identifier(Code):
    """A name: of a module, class, function, parameter or attribute.

    Raises:
        ValueError: `text` is not an identifier, or a keyword.
    """

    def __post_init__(self) -> None:
        if not (self.text.isascii() and self.text.isidentifier()):
            raise ValueError(f"not an identifier: {self.text!r}")
        if iskeyword(self.text):
            raise ValueError(f"a keyword: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Literal(Code):
    """A literal of a plain value, made by `of`."""

    @classmethod
    def of(cls, value: object) -> Self:
        """Returns the literal that evaluates to `value`.

        Args:
            value: None, a bool, number, string, bytes, or a list, tuple or mapping
                of such.

        Raises:
            TypeError: `value` is, or holds, something else.
        """
        return cls(_literal(value))

    @classmethod
    def entries(cls, value: Mapping[str, str]) -> list[Self]:
        """Returns the entries of the literal of a mapping."""
        return [cls(f"{_quoted(key)}: {_quoted(item)}") for key, item in value.items()]

    @classmethod
    def raw(cls, value: str) -> Self:
        """Returns a raw string literal where one can say `value`, as for patterns."""
        plain = '"' not in value and value.isascii() and value.isprintable()
        if "\\" in value and plain and not value.endswith("\\"):
            return cls(f'r"{value}"')
        return cls.of(value)


def code(template: LiteralString, *parts: Code) -> Code:
    """Returns `template` with each `{}` replaced by the next of `parts`."""
    return Code(template.format(*[part.text for part in parts]))


def joined(separator: LiteralString, parts: Iterable[Code]) -> Code:
    """Returns `parts` with `separator` between them."""
    return Code(separator.join([part.text for part in parts]))


def fitted(
    opening: Code, items: Iterable[Code], closing: Code, *, margin: int = 0, room: int
) -> Code:
    """Returns items between brackets: in one line if there is room, else in one each.

    Args:
        opening: What ends with the opening bracket.
        items: The items, each a line or fitted itself.
        closing: What starts with the closing bracket.
        margin: The spaces that start the line of `opening`.
        room: The characters that there are for all three.
    """
    parts = [item.text for item in items]
    line = f"{opening}{', '.join(parts)}{closing}"
    if len(line) <= room and "\n" not in line:
        return Code(line)
    start = " " * margin
    lines = [opening.text, *(f"{start}    {part}," for part in parts)]
    return Code("\n".join([*lines, f"{start}{closing}"]))


def import_of(module: Code, names: Iterable[Code], margin: int) -> Code:
    """Returns `from module import names`, in lines that start with `margin` spaces."""
    listed = [name.text for name in names]
    line = f"from {module} import {', '.join(listed)}"
    if margin + len(line) <= LINE_LENGTH:
        return Code(line)
    opening = code("from {} import (", module)
    return fitted(opening, map(Code, listed), Code(")"), margin=margin, room=0)


def block(header: Code, body: Iterable[Code]) -> Code:
    """Returns a compound statement: `header` with `body` indented below it."""
    return Code("\n".join([header.text, *[_indented(part.text) for part in body]]))


def _indented(text: str) -> str:
    lines = text.split("\n")
    return "\n".join([f"    {line}" if line else line for line in lines])


def escaped(text: str) -> str:
    """Returns `text` as it may stand between triple double quotes."""
    text = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if text.isprintable():
        return text
    return "".join(
        char if char == "\n" or char.isprintable() else _escape(char) for char in text
    )


def _literal(value: object) -> str:
    match value:
        case str():
            return _quoted(value)
        case None | bool() | int():
            return repr(value)
        case float() | Decimal():
            return _number(value)
        case bytes():
            return repr(value)
        case Mapping():
            items = cast("Mapping[object, object]", value).items()
            entries = [f"{_literal(key)}: {_literal(item)}" for key, item in items]
            return f"{{{', '.join(entries)}}}"
        case Sequence():
            texts = [_literal(item) for item in cast("Sequence[object]", value)]
            return f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"
        case _:
            raise TypeError(f"no literal for {type(value).__name__}")


def _number(value: float | Decimal) -> str:
    if isinstance(value, Decimal):
        return f'Decimal("{value}")'
    return repr(value) if value - value == 0 else f'float("{value}")'


def _quoted(text: str) -> str:
    quote = "'" if '"' in text and "'" not in text else '"'
    body = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    if not body.isprintable():
        body = "".join(char if char.isprintable() else _escape(char) for char in body)
    return f"{quote}{body}{quote}"


def _escape(char: str) -> str:
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    if char in named:
        return named[char]
    number = ord(char)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
