"""Expressions of JMESPath as a tree.

Each is evaluated with a current value, which is the document at the start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import TypeAlias

Json: TypeAlias = (
    bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None
)
"""The value of a literal."""

Operator: TypeAlias = OneOf["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Current:
    """The current value: `@`, or what stands at a beginning unsaid."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is written down."""

    value: Json


@dataclass(frozen=True, slots=True)
class Member:
    """The member of a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """One item, from the end where the number is negative."""

    number: int


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the items, as Python has them."""

    start: int | None
    stop: int | None
    step: int | None


@dataclass(frozen=True, slots=True)
class Flattened:
    """The items, and in place of each list its items."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of the members of an object, as a list."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The items that a condition holds for."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Chain:
    """What `then` finds in what `first` finds: `a.b`, `a[0]`, `a | b`."""

    first: Expression
    then: Expression


@dataclass(frozen=True, slots=True)
class Projection:
    """What `each` finds in every item that `of` finds, without nulls.

    It is null itself if `of` finds no list.
    """

    of: Expression
    each: Expression


@dataclass(frozen=True, slots=True)
class Not:
    """Whether a value is false: null, false, or empty."""

    of: Expression


@dataclass(frozen=True, slots=True)
class And:
    """The left value if it is false, or else the right one."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Or:
    """The left value if it is not false, or else the right one."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two values are equal, or numbers in an order."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of what several expressions find: `[a, b]`."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object of what several expressions find: `{a: b}`."""

    entries: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """What a function returns."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """An expression as the argument of a function: `&a`."""

    of: Expression


Expression: TypeAlias = (
    Current
    | Literal
    | Member
    | Index
    | Slice
    | Flattened
    | Values
    | Filter
    | Chain
    | Projection
    | Not
    | And
    | Or
    | Comparison
    | ListOf
    | ObjectOf
    | Call
    | Reference
)
