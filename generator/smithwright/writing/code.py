"""Python source text that is safe to print, whatever the model says.

New text is made from constant text of this generator and other safe text only, by
`code`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, LiteralString, cast

from smithwright.plan.identifiers import SafeText

LINE_LENGTH = 88
"""How many characters a line of code has at most, where it can be broken."""


@dataclass(frozen=True, slots=True)
class Code(SafeText):
    """A piece of Python source text: constant text of this generator, or made here."""

    if TYPE_CHECKING:

        def __init__(self, text: LiteralString) -> None: ...

    def indented(self) -> Code:
        """Returns statements one level deeper."""
        return _made(_indented(self.text))


@dataclass(frozen=True, slots=True)
class Literal(Code):
    """A literal of a plain value, made by `of`."""

    @classmethod
    def of(cls, value: object) -> Literal:
        """Returns the literal that evaluates to `value`.

        Args:
            value: None, a bool, number, string, bytes, or a list, tuple or mapping
                of such.

        Raises:
            TypeError: `value` is, or holds, something else.
        """
        return _made_literal(_literal(value))

    @classmethod
    def entries(cls, value: Mapping[str, str]) -> list[Literal]:
        """Returns the entries of the literal of a mapping."""
        return [
            _made_literal(f"{_quoted(key)}: {_quoted(item)}")
            for key, item in value.items()
        ]

    @classmethod
    def raw(cls, value: str) -> Literal:
        """Returns a raw string literal where one can say `value`, as for patterns."""
        plain = '"' not in value and value.isascii() and value.isprintable()
        if "\\" in value and plain and not value.endswith("\\"):
            return _made_literal(f'r"{value}"')
        return cls.of(value)


# Text that is no constant, and has been made safe here.
_made = cast("Callable[[str], Code]", Code)
_made_literal = cast("Callable[[str], Literal]", Literal)


def code(template: LiteralString, *parts: SafeText, **named: SafeText) -> Code:
    """Returns `template` with its holes filled.

    Args:
        template: The text, with `{}` and `{name}` as holes.
        parts: What fills each `{}` in turn.
        named: What fills each `{name}`.
    """
    return _made(
        template.format(
            *[part.text for part in parts],
            **{name: part.text for name, part in named.items()},
        )
    )


def joined(separator: LiteralString, parts: Iterable[SafeText]) -> Code:
    """Returns `parts` with `separator` between them."""
    return _made(separator.join([part.text for part in parts]))


def fitted(
    opening: SafeText,
    items: Iterable[SafeText],
    closing: SafeText,
    *,
    margin: int = 0,
    room: int,
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
        return _made(line)
    start = " " * margin
    lines = [opening.text, *(f"{start}    {part}," for part in parts)]
    return _made("\n".join([*lines, f"{start}{closing}"]))


def import_of(module: SafeText, names: Iterable[SafeText], margin: int) -> Code:
    """Returns `from module import names`, in lines that start with `margin` spaces."""
    listed = [*names]
    line = code("from {} import {}", module, joined(", ", listed))
    if margin + len(line.text) <= LINE_LENGTH:
        return line
    opening = code("from {} import (", module)
    return fitted(opening, listed, Code(")"), margin=margin, room=0)


def block(header: SafeText, body: Iterable[SafeText]) -> Code:
    """Returns a compound statement: `header` with `body` indented below it."""
    return _made("\n".join([header.text, *[_indented(part.text) for part in body]]))


def docstring_of(lines: Sequence[str], margin: int) -> Code:
    """Returns `lines` between triple quotes, in lines that start with spaces.

    Args:
        lines: What it says: one line at least.
        margin: The spaces.
    """
    safe = [escaped(line) for line in lines]
    # As black has it, the quotes of a single line are in that line however long it is.
    if len(safe) == 1 and not safe[0].endswith('"'):
        return _made(f'"""{safe[0]}"""')
    start = " " * margin
    indented = [f"{start}{line}" if line else "" for line in safe[1:]]
    return _made("\n".join([f'"""{safe[0]}', *indented, f'{start}"""']))


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
