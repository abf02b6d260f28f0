"""The tokens of JMESPath (https://jmespath.org/specification.html#grammar)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from smithwright.errors import SmithwrightError
from smithwright.jmespath.syntax import Json

_TOKEN: Final = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<number>-?[0-9]+)
    | (?P<quoted>"(?:[^"\\]|\\.)*")
    | (?P<raw>'(?:[^'\\]|\\.)*')
    | (?P<literal>`(?:[^`\\]|\\.)*`)
    | (?P<symbol>\[\?|\[\]|\|\||&&|[=!<>]=|[][.*,:@(){}|&!<>])
    """,
    re.VERBOSE | re.DOTALL,
)


class JmespathError(SmithwrightError):
    """A text that is no JMESPath expression.

    Attributes:
        position: Where it goes wrong, in characters from 0.
    """

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(f"{reason}, at {position}")
        self.position = position


@dataclass(frozen=True, slots=True)
class Token:
    """A word of an expression."""

    kind: str
    """The symbol itself, or `name`, `quoted`, `number`, `value` or `end`."""
    value: Json
    """What it stands for."""
    position: int
    """Where it starts, in characters from 0."""


def tokens(text: str) -> Iterator[Token]:
    """Yields the tokens of an expression, and one for its end.

    Raises:
        JmespathError: A character starts no token, or a literal is no JSON.
    """
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise JmespathError(f"{text[position]!r} means nothing", position)
        if found.lastgroup != "space":
            yield _token(found, position)
        position = found.end()
    yield Token("end", None, position)


def _token(found: re.Match[str], position: int) -> Token:
    text = found[0]
    match found.lastgroup:
        case "name":
            return Token("name", text, position)
        case "number":
            return Token("number", int(text), position)
        case "quoted":
            return Token("quoted", _json(text, position), position)
        case "raw":
            return Token("value", text[1:-1].replace(r"\'", "'"), position)
        case "literal":
            plain = text[1:-1].replace(r"\`", "`").strip(" \t\r\n")
            return Token("value", _json(plain, position), position)
        case _:
            return Token(text, None, position)


def _json(text: str, position: int) -> Json:
    try:
        return cast("Json", json.loads(text))
    except ValueError as error:
        raise JmespathError(f"{text} is no JSON: {error}", position) from error
