"""Selectors as the grammar reads them.

Implements https://smithy.io/2.0/spec/selectors.html#grammar. A selector is a chain of
expressions; each takes a shape and yields shapes to the next. `*` yields what it takes
and has no expression of its own.
"""

from dataclasses import dataclass
from typing import TypeAlias

from ..shapes import ShapeType

Path: TypeAlias = tuple[str, ...]
"""The keys that lead into an attribute."""


@dataclass(frozen=True, slots=True, eq=False)
class Types:
    """Accepts shapes of any of some types."""

    types: frozenset[ShapeType]


@dataclass(frozen=True, slots=True)
class Context:
    """A value of a comparison that is looked up: ``@{path}``."""

    path: Path


Operand: TypeAlias = str | Context
"""A value of a comparison."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left operator right, right``: true if any of the right sides makes it so."""

    left: Operand
    operator: str
    right: tuple[Operand, ...]
    ignore_case: bool


@dataclass(frozen=True, slots=True, eq=False)
class Exists:
    """``[path]``: accepts shapes that have an attribute."""

    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class Compares:
    """``[path = value]`` and ``[@path: ...]``: accepts shapes by their attributes.

    All comparisons must be true of the attribute at `path`, or of one same value if it
    is a projection.
    """

    path: Path
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """``:test(a, b)``: accepts shapes for which any of the chains yields something."""

    chains: tuple["Chain", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Not:
    """``:not(a)``: accepts shapes for which the chain yields nothing."""

    chain: "Chain"


@dataclass(frozen=True, slots=True, eq=False)
class In:
    """``:in(a)``: accepts shapes that the chain yields, too."""

    chain: "Chain"


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """``:name(...)``, a function that nobody knows: accepts nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbors:
    """``>`` and ``-[a, b]->``, or ``<`` and ``<-[a, b]-``; no names stand for all."""

    names: tuple[str, ...]
    reverse: bool


@dataclass(frozen=True, slots=True, eq=False)
class Reachable:
    """``~>``: yields all shapes in the closure of a shape, except for itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Is:
    """``:is(a, b)``: yields what any of the chains yields."""

    chains: tuple["Chain", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Root:
    """``:root(a)``: yields what the chain yields for the model as a whole."""

    chain: "Chain"


@dataclass(frozen=True, slots=True, eq=False)
class TopDown:
    """``:topdown(a, b)``: yields services, resources and operations by inheritance."""

    qualifier: "Chain"
    disqualifier: "Chain | None"


@dataclass(frozen=True, slots=True, eq=False)
class Recursive:
    """``:recursive(a)``: yields what the chain yields, and yields for that."""

    chain: "Chain"


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """``$name(a)``: keeps what the chain yields in a variable; yields its shape."""

    name: str
    chain: "Chain"


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """``${name}``: yields the shapes in a variable."""

    name: str


Filter: TypeAlias = Types | Exists | Compares | Test | Not | In | Unknown
"""What yields the shape that it takes, or nothing."""

Step: TypeAlias = Neighbors | Reachable | Is | Root | TopDown | Recursive | Store | Load
"""What may yield other shapes than the one it takes."""

Chain: TypeAlias = tuple[Filter | Step, ...]


def only_filters(chain: Chain) -> bool:
    """Whether a chain can yield nothing but the shape that it takes."""
    return all(isinstance(expression, Filter) for expression in chain)
