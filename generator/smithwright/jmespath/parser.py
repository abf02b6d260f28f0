"""The parser of JMESPath: operators bind by precedence, and projections reach right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NoReturn, cast

from smithwright.jmespath.syntax import (
    And,
    Call,
    Chain,
    Comparison,
    Current,
    Expression,
    Filter,
    Flattened,
    Index,
    ListOf,
    Literal,
    Member,
    Not,
    ObjectOf,
    Operator,
    Or,
    Projection,
    Reference,
    Slice,
    Values,
)
from smithwright.jmespath.tokens import JmespathError, Token, tokens

_STRENGTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "|": 1,
        "||": 2,
        "&&": 3,
        **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), 5),
        "[]": 9,
        "[?": 21,
        ".": 40,
        "[": 55,
    }
)
"""How tightly operators hold what is on their left."""

_PROJECTION: Final = 10
"""What holds weaker than this ends a projection."""

_PREFIX: Final = 45
_VALUES: Final = 20

_DEEPEST: Final = 150


def parse(text: str) -> Expression:
    """Returns the expression that a text is.

    Raises:
        JmespathError: It is none, or is nested too deep.
    """
    parser = _Parser(text)
    expression = parser.expression(0)
    parser.take("end")
    return expression


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(tokens(text))
        self._next = 0
        self._depth = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self._tokens[self._next]

    def take(self, kind: str) -> Token:
        """Returns the next token, which has to be of a kind."""
        token = self.token
        if token.kind != kind:
            self._refuse(f"{kind!r} is missing")
        self._next += 1
        return token

    def expression(self, strength: int) -> Expression:
        """Returns what comes before an operator that holds no tighter."""
        self._enter()
        left = self._start()
        while _STRENGTHS.get(self.token.kind, 0) > strength:
            left = self._go_on(left)
        self._depth -= 1
        return left

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse("this is nested too deep")

    def _refuse(self, reason: str) -> NoReturn:
        raise JmespathError(reason, self.token.position)

    def _advance(self) -> Token:
        token = self.token
        self._next += 1
        return token

    def _accepts(self, kind: str) -> bool:
        if self.token.kind != kind:
            return False
        self._next += 1
        return True

    def _start(self) -> Expression:
        """Returns the expression that the next token begins."""
        token = self.token
        match token.kind:
            case "name" | "quoted":
                return self._name()
            case "[" | "[]" | "[?" | "*":
                return self._after(None)
            case _:
                return self._simple_start()

    def _simple_start(self) -> Expression:
        token = self._advance()
        match token.kind:
            case "value":
                return Literal(token.value)
            case "@":
                return Current()
            case "!":
                return Not(self.expression(_PREFIX))
            case "&":
                return Reference(self.expression(0))
            case "{":
                return self._object()
            case "(":
                inner = self.expression(0)
                self.take(")")
                return inner
            case _:
                self._next -= 1
                raise JmespathError("an expression is missing", token.position)

    def _name(self) -> Expression:
        token = self._advance()
        name = str(token.value)
        if token.kind == "name" and self._accepts("("):
            return Call(name, tuple(self._listed(")")))
        return Member(name)

    def _listed(self, end: str) -> Iterator[Expression]:
        if self._accepts(end):
            return
        while True:
            yield self.expression(0)
            if self._accepts(end):
                return
            self.take(",")

    def _go_on(self, left: Expression) -> Expression:
        """Returns the expression that an operator makes of what is on its left."""
        kind = self.token.kind
        strength = _STRENGTHS[kind]
        match kind:
            case "|":
                self._next += 1
                return Chain(left, self.expression(strength))
            case "||":
                self._next += 1
                return Or(left, self.expression(strength))
            case "&&":
                self._next += 1
                return And(left, self.expression(strength))
            case "[" | "[]" | "[?":
                return self._after(left)
            case ".":
                self._next += 1
                return self._chained(left)
            case _:
                self._next += 1
                operator = cast("Operator", kind)
                return Comparison(operator, left, self.expression(strength))

    def _chained(self, left: Expression | None) -> Expression:
        """Returns what follows a dot, seen from what stands before it, if anything."""
        match self.token.kind:
            case "*":
                return self._after(left)
            case "name" | "quoted":
                return _chain(left, self._name())
            case "{":
                self._next += 1
                return _chain(left, self._object())
            case "[":
                self._next += 1
                return _chain(left, ListOf(self._several("]")))
            case _:
                return self._refuse("a name, list or object is missing")

    def _after(self, left: Expression | None) -> Expression:
        """Returns what a bracket or a star makes of what is before it, if anything."""
        token = self._advance()
        match token.kind:
            case "*":
                return Projection(_chain(left, Values()), self._projected(_VALUES))
            case "[]":
                return Projection(
                    _chain(left, Flattened()), self._projected(_STRENGTHS["[]"])
                )
            case "[?":
                condition = Filter(self.expression(0))
                self.take("]")
                return Projection(
                    _chain(left, condition), self._projected(_STRENGTHS["[?"])
                )
            case _:
                return self._bracketed(left)

    def _bracketed(self, left: Expression | None) -> Expression:
        match self.token.kind:
            case "number" | ":":
                return self._picked(left)
            case "*" if self._tokens[self._next + 1].kind == "]":
                self._next += 2
                return Projection(left or Current(), self._projected(_VALUES))
            case _ if left is None:
                return ListOf(self._several("]"))
            case _:
                return self._refuse("a number, slice or star is missing")

    def _picked(self, left: Expression | None) -> Expression:
        """Returns the item or the slice that numbers in brackets say."""
        numbers: list[int | None] = [None]
        while self.token.kind != "]":
            if self.token.kind == ":" and len(numbers) < 3:
                self._next += 1
                numbers.append(None)
            elif self.token.kind == "number" and numbers[-1] is None:
                numbers[-1] = cast("int", self._advance().value)
            else:
                self._refuse("this is no slice")
        position = self.take("]").position
        if len(numbers) == 1:
            return _chain(left, Index(cast("int", numbers[0])))
        start, stop, step = (*numbers, None)[:3]
        if step == 0:
            raise JmespathError("a slice has no step of 0", position)
        return Projection(
            _chain(left, Slice(start, stop, step)), self._projected(_VALUES)
        )

    def _projected(self, strength: int) -> Expression:
        """Returns what is done with each item, up to a weaker operator."""
        kind = self.token.kind
        if _STRENGTHS.get(kind, 0) < _PROJECTION:
            return Current()
        self._enter()
        if kind == ".":
            self._next += 1
            left = self._chained(None)
        else:
            left = self._after(None)
        while _STRENGTHS.get(self.token.kind, 0) > strength:
            left = self._go_on(left)
        self._depth -= 1
        return left

    def _several(self, end: str) -> tuple[Expression, ...]:
        if self.token.kind == end:
            self._refuse("an expression is missing")
        return tuple(self._listed(end))

    def _object(self) -> Expression:
        entries: list[tuple[str, Expression]] = []
        while True:
            if self.token.kind not in ("name", "quoted"):
                self._refuse("a name is missing")
            name = str(self._advance().value)
            self.take(":")
            entries.append((name, self.expression(0)))
            if self._accepts("}"):
                return ObjectOf(tuple(entries))
            self.take(",")


def _chain(first: Expression | None, then: Expression) -> Expression:
    return then if first is None else Chain(first, then)
