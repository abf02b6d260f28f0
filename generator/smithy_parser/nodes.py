"""Node values: the JSON-like data of traits and metadata.

Implements https://smithy.io/2.0/spec/model.html#node-values.
"""

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, Self, TypeAlias, TypeGuard, TypeVar

Node: TypeAlias = (
    bool | int | float | str | Sequence["Node"] | Mapping[str, "Node"] | None
)


MAX_DEPTH: Final = 200
"""How deep values may be nested, so that whoever walks them may recurse."""

_CONTAINERS: Final = (dict, list)
_MAX_DIGITS: Final = 4300


_T = TypeVar("_T")


class ExactNumber(float):
    """A number that a double cannot hold: the nearest double, with all its digits.

    It is told from other numbers, ordered and written by these digits.
    """

    __slots__ = ("exact",)
    exact: Decimal

    def __new__(cls, exact: Decimal) -> Self:
        """Make the number of a decimal."""
        made = super().__new__(cls, exact)
        made.exact = exact
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[Decimal]]:
        """Returns what a copy is made of."""
        return type(self), (self.exact,)

    def __repr__(self) -> str:
        """The digits."""
        return str(self.exact)

    def __hash__(self) -> int:
        """Equal for equal numbers of any type."""
        return hash(self.exact)

    def __eq__(self, other: object) -> bool:
        """Whether all digits are the same."""
        return self.exact == _exactly(other)

    def __ne__(self, other: object) -> bool:
        """Whether a digit differs."""
        return not self == other

    def __lt__(self, other: float) -> bool:
        """Compares by all digits."""
        return self.exact < _exactly(other)

    def __le__(self, other: float) -> bool:
        """Compares by all digits."""
        return self.exact <= _exactly(other)

    def __gt__(self, other: float) -> bool:
        """Compares by all digits."""
        return self.exact > _exactly(other)

    def __ge__(self, other: float) -> bool:
        """Compares by all digits."""
        return self.exact >= _exactly(other)


def _exactly(value: _T) -> _T | Decimal:
    """Returns a number as its digits say, as `0.1` is not what a double makes of it."""
    if isinstance(value, ExactNumber):
        return value.exact
    return Decimal(repr(value)) if isinstance(value, float) else value


def number(digits: str) -> int | float:
    """Returns the value of a JSON number.

    What is beyond the range of a double becomes an integer, which has no range, and
    what has more digits than a double an `ExactNumber`.

    Raises:
        ValueError: The number would take more than 4300 digits to write.
    """
    try:
        return int(digits)
    except ValueError:
        if digits.lstrip("-").isdigit():
            raise ValueError(f"Number out of range: {digits[:20]}...") from None
    value = float(digits)
    if value and math.isfinite(value) and len(digits) <= sys.float_info.dig:
        return value
    exact = _decimal(digits)
    if not math.isfinite(value) and exact == exact.to_integral_value():
        return int(exact)
    return value if exact == Decimal(repr(value)) else ExactNumber(exact)


def _decimal(digits: str) -> Decimal:
    try:
        exact = Decimal(digits)
    except ArithmeticError:
        exact = Decimal("inf")
    if exact.is_finite() and abs(exact.adjusted()) <= _MAX_DIGITS:
        return exact
    raise ValueError(f"Number out of range: {digits[:20]}")


def kind(node: Node) -> str:
    """Returns the name of a node's type as Smithy's messages write it."""
    match node:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case Mapping():
            return "object"
        case _:
            return "array"


def is_list(node: Node) -> TypeGuard[Sequence[Node]]:
    """Whether a node is an array; a string is none, though a sequence to Python."""
    return isinstance(node, Sequence) and not isinstance(node, str)


def is_too_deep(nodes: Iterable[Node]) -> bool:
    """Returns whether one of `nodes` is nested deeper than `MAX_DEPTH`."""
    level = [node for node in nodes if node.__class__ in _CONTAINERS]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for node in level
            for child in _children(node)
            if child.__class__ in _CONTAINERS
        ]
        if not level:
            return False
    return True


def _children(node: Node) -> Iterable[Node]:
    if isinstance(node, Mapping):
        return node.values()
    return node if is_list(node) else ()


def same(left: Node, right: Node) -> bool:
    """Returns whether two nodes are equal, telling booleans from numbers.

    Works on any depth: the pairs still to compare are kept on a list.
    """
    pairs = [(left, right)]
    while pairs:
        a, b = pairs.pop()
        if kind(a) != kind(b):
            return False
        if isinstance(a, Mapping) and isinstance(b, Mapping):
            if a.keys() != b.keys():
                return False
            pairs.extend((value, b[key]) for key, value in a.items())
        elif isinstance(a, str) or isinstance(b, str):
            if a != b:
                return False
        elif isinstance(a, Sequence) and isinstance(b, Sequence):
            if len(a) != len(b):
                return False
            pairs.extend(zip(a, b, strict=True))
        elif a != b:
            return False
    return True


def compact_json(node: Node, sort_keys: bool = False) -> str:
    """Returns a node as JSON on one line without spaces, for messages and comparisons.

    What is nested too deep for the encoder is shown as dots.
    """
    try:
        return json.dumps(
            node, separators=(",", ":"), sort_keys=sort_keys, ensure_ascii=False
        )
    except RecursionError:
        return "..."
