"""Selectors as the grammar reads them.

Implements https://smithy.io/2.0/spec/selectors.html#grammar. A selector is a chain of
expressions; each takes a shape and yields shapes to the next. `*` yields what it takes
and has no expression of its own.
"""

from typing import NamedTuple, TypeAlias

from smithy_parser.shapes import ShapeType

Path: TypeAlias = tuple[str, ...]
"""The keys that lead into an attribute."""


class Types(NamedTuple):
    """Accepts shapes of any of some types."""

    types: frozenset[ShapeType]


class Context(NamedTuple):
    """A value of a comparison that is looked up: ``@{path}``."""

    path: Path


Operand: TypeAlias = str | Context
"""A value of a comparison."""


class Comparison(NamedTuple):
    """``left operator right, right``: true if any of the right sides makes it so."""

    left: Operand
    operator: str
    right: tuple[Operand, ...]
    ignore_case: bool


class Exists(NamedTuple):
    """``[path]``: accepts shapes that have an attribute."""

    path: Path


class Compares(NamedTuple):
    """``[path = value]`` and ``[@path: ...]``: accepts shapes by their attributes.

    All comparisons must be true of the attribute at `path`, or of one same value if it
    is a projection.
    """

    path: Path
    comparisons: tuple[Comparison, ...]


class Test(NamedTuple):
    """``:test(a, b)``: accepts shapes for which any of the chains yields something."""

    chains: tuple["Chain", ...]


class Not(NamedTuple):
    """``:not(a)``: accepts shapes for which the chain yields nothing."""

    chain: "Chain"


class In(NamedTuple):
    """``:in(a)``: accepts shapes that the chain yields, too."""

    chain: "Chain"


class Unknown(NamedTuple):
    """``:name(...)``, a function that nobody knows: accepts nothing."""


class Neighbors(NamedTuple):
    """``>`` and ``-[a, b]->``, or ``<`` and ``<-[a, b]-``; no names stand for all."""

    names: tuple[str, ...]
    reverse: bool


class Reachable(NamedTuple):
    """``~>``: yields all shapes in the closure of a shape, except for itself."""


class Is(NamedTuple):
    """``:is(a, b)``: yields what any of the chains yields."""

    chains: tuple["Chain", ...]


class Root(NamedTuple):
    """``:root(a)``: yields what the chain yields for the model as a whole."""

    chain: "Chain"


class TopDown(NamedTuple):
    """``:topdown(a, b)``: yields services, resources and operations by inheritance."""

    qualifier: "Chain"
    disqualifier: "Chain | None"


class Recursive(NamedTuple):
    """``:recursive(a)``: yields what the chain yields, and yields for that."""

    chain: "Chain"


class Store(NamedTuple):
    """``$name(a)``: keeps what the chain yields in a variable; yields its shape."""

    name: str
    chain: "Chain"


class Load(NamedTuple):
    """``${name}``: yields the shapes in a variable."""

    name: str


Filter: TypeAlias = Types | Exists | Compares | Test | Not | In | Unknown
"""What yields the shape that it takes, or nothing."""

Step: TypeAlias = Neighbors | Reachable | Is | Root | TopDown | Recursive | Store | Load
"""What may yield other shapes than the one it takes."""

Chain: TypeAlias = tuple[Filter | Step, ...]


def of_containers_and_members(chain: Chain) -> tuple[Chain, Chain] | None:
    """What a chain asks of containers and of their members, if it asks nothing else."""
    steps = [index for index, each in enumerate(chain) if not isinstance(each, Filter)]
    if len(steps) != 1 or chain[steps[0]] != Neighbors((), reverse=False):
        return None
    before, after = chain[: steps[0]], chain[steps[0] + 1 :]
    types = [each.types for each in before if isinstance(each, Types)]
    # What else leads to a member is a member that has it as its mixin.
    is_of_containers = any(ShapeType.MEMBER not in accepted for accepted in types)
    return (before, after) if is_of_containers else None


def only_filters(chain: Chain) -> bool:
    """Returns whether a chain can yield nothing but the shape that it takes."""
    return all(isinstance(expression, Filter) for expression in chain)
