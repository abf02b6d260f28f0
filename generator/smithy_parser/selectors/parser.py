"""Reads selectors.

Implements https://smithy.io/2.0/spec/selectors.html#grammar.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NoReturn, TypeVar

from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.functions import FUNCTIONS
from smithy_parser.selectors.syntax import (
    Chain,
    Compares,
    Comparison,
    Context,
    Exists,
    Filter,
    Load,
    Neighbors,
    Operand,
    Path,
    Reachable,
    Step,
    Store,
    Types,
    Unknown,
)
from smithy_parser.selectors.types import TYPES

_MAX_DEPTH: Final = 50

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_IDENTIFIER: Final = re.compile(r"(?:[A-Za-z]|_+[A-Za-z0-9])[A-Za-z0-9_]*")
_SHAPE_ID: Final = re.compile(
    rf"{_IDENTIFIER.pattern}(?:\.{_IDENTIFIER.pattern})*(?:#{_IDENTIFIER.pattern})?"
)
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_COMPARATOR: Final = re.compile(r"\{(?:=|!=|<<?)\}|[!^$*?]?=|[<>]=?")
_T = TypeVar("_T")


@lru_cache(maxsize=1024)
def parse(text: str) -> Chain:
    """Reads a selector.

    Raises:
        SelectorError: `text` is not a selector.
    """
    reader = _Reader(text)
    chain = reader.chain()
    if reader.offset < len(text):
        reader.refuse("a selector")
    return chain


def parse_context(text: str, offset: int) -> tuple[Path, int]:
    """Reads the ``@{path}`` at `offset` of a text; also gives the offset after it.

    Raises:
        SelectorError: There is none.
    """
    reader = _Reader(text, offset)
    return reader.context().path, reader.offset


class _Reader:
    """A selector's text and how far it has been read."""

    def __init__(self, text: str, offset: int = 0) -> None:
        self.text = text
        self.offset = offset
        self._depth = 0

    def refuse(self, expected: str) -> NoReturn:
        rest = self.text[self.offset :]
        found = f"`{rest[0]}`" if rest else "the end"
        before = self.text[: self.offset]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise SelectorError(
            f"Syntax error at line {line} column {column}, near `{rest}`: "
            f"expected {expected}, found {found}; expression: {self.text}"
        )

    def chain(self) -> Chain:
        """At least one expression, and all that follow it."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            self.refuse(f"at most {_MAX_DEPTH} nested expressions")
        found: list[Filter | Step] = []
        self._space()
        while True:
            if not self._take("*"):
                found.append(self._expression())
            self._space()
            if self.text[self.offset : self.offset + 1] in ("", ",", ")"):
                break
        self._depth -= 1
        return tuple(found)

    def context(self) -> Context:
        self._expect("@{")
        path = self._path(self._segment())
        self._expect("}")
        return Context(path)

    def _expression(self) -> Filter | Step:
        for token, read in _EXPRESSIONS:
            if self._take(token):
                return read(self)
        name = self._match(_IDENTIFIER, "a selector")
        if name not in TYPES:
            self.offset -= len(name)
            self.refuse("a type of shape")
        return Types(TYPES[name])

    def function(self) -> Filter | Step:
        start = self.offset
        name = self._match(_IDENTIFIER, "the name of a function")
        self._expect("(")
        arguments = self._separated(self.chain)
        self._expect(")")
        if name not in FUNCTIONS:
            return Unknown()
        least, most, make = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            self.offset = start
            count = "one selector" if most == 1 else "one or two selectors"
            self.refuse(f"{count} as argument of :{name}")
        return make(arguments)

    def variable(self) -> Step:
        name = self._match(_IDENTIFIER, "a variable's name")
        self._expect("(")
        stored = self.chain()
        self._expect(")")
        return Store(name, stored)

    def load(self) -> Step:
        name = self._match(_IDENTIFIER, "a variable's name")
        self._expect("}")
        return Load(name)

    def forward(self) -> Step:
        names = self._separated(lambda: self._match(_IDENTIFIER, "a relationship"))
        self._expect("]->")
        return Neighbors(names, reverse=False)

    def backward(self) -> Step:
        names = self._separated(lambda: self._match(_IDENTIFIER, "a relationship"))
        self._expect("]-")
        return Neighbors(names, reverse=True)

    def attribute(self) -> Filter:
        path = self._path(self._match(_IDENTIFIER, "an attribute"))
        if self._take("]"):
            return Exists(path)
        operator = self._match(_COMPARATOR, "a comparator or `]`")
        values = self._separated(self._value)
        comparison = Comparison(Context(path), operator, values, self._ignores_case())
        self._expect("]")
        return Compares((), (comparison,))

    def scoped(self) -> Filter:
        self._space()
        path: Path = ()
        if not self._take(":"):
            path = self._path(self._match(_IDENTIFIER, "an attribute"))
            self._expect(":")
        comparisons = [self._comparison()]
        while self._take("&&"):
            comparisons.append(self._comparison())
        self._expect("]")
        return Compares(path, tuple(comparisons))

    def _comparison(self) -> Comparison:
        left = self._operand()
        operator = self._match(_COMPARATOR, "a comparator")
        right = self._separated(self._operand)
        return Comparison(left, operator, right, self._ignores_case())

    def _operand(self) -> Operand:
        self._space()
        if self.text.startswith("@", self.offset):
            return self.context()
        return self._value()

    def _value(self) -> str:
        self._space()
        for pattern in (_NUMBER, _SHAPE_ID):
            if pattern.match(self.text, self.offset):
                return self._match(pattern, "")
        return self._match(_QUOTED, "a value")[1:-1]

    def _path(self, first: str) -> Path:
        path = [first]
        while self._take("|"):
            path.append(self._segment())
        if len(path) > _MAX_DEPTH:
            self.refuse(f"at most {_MAX_DEPTH} keys in a path")
        return tuple(path)

    def _segment(self) -> str:
        if self._take("("):
            name = self._match(_IDENTIFIER, "a property")
            self._expect(")")
            return f"({name})"
        return self._value()

    def _ignores_case(self) -> bool:
        return self._take("i")

    def _separated(self, read: Callable[[], _T]) -> tuple[_T, ...]:
        found = [read()]
        while self._take(","):
            found.append(read())
        return tuple(found)

    def _match(self, pattern: re.Pattern[str], expected: str) -> str:
        self._space()
        match = pattern.match(self.text, self.offset)
        if match is None:
            self.refuse(expected)
        self.offset = match.end()
        return match.group()

    def _expect(self, token: str) -> None:
        if not self._take(token):
            self.refuse(f"`{token}`")

    def _take(self, token: str) -> bool:
        self._space()
        if not self.text.startswith(token, self.offset):
            return False
        self.offset += len(token)
        return True

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.offset)
        self.offset = match.end() if match else self.offset


# Longer tokens stand before those that they begin with.
_EXPRESSIONS: Final[tuple[tuple[str, Callable[[_Reader], Filter | Step]], ...]] = (
    (":", _Reader.function),
    ("[@", _Reader.scoped),
    ("[", _Reader.attribute),
    ("<-[", _Reader.backward),
    ("<", lambda _: Neighbors((), reverse=True)),
    ("-[", _Reader.forward),
    (">", lambda _: Neighbors((), reverse=False)),
    ("~>", lambda _: Reachable()),
    ("${", _Reader.load),
    ("$", _Reader.variable),
)
