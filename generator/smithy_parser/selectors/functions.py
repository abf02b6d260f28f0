"""The functions of selectors: how many arguments they take, and what they become.

Implements https://smithy.io/2.0/spec/selectors.html#functions.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from smithy_parser.selectors.syntax import (
    Chain,
    Filter,
    In,
    Is,
    Not,
    Recursive,
    Root,
    Step,
    Test,
    TopDown,
    Types,
    only_filters,
)

Arguments: TypeAlias = tuple[Chain, ...]


def _test(chains: Arguments) -> Filter:
    types = [
        first.types
        for first, *rest in filter(None, chains)
        if isinstance(first, Types) and not rest
    ]
    return (
        Types(frozenset().union(*types)) if len(types) == len(chains) else Test(chains)
    )


def _is(chains: Arguments) -> Filter | Step:
    return _test(chains) if all(map(only_filters, chains)) else Is(chains)


def _topdown(chains: Arguments) -> Step:
    return TopDown(chains[0], chains[1] if len(chains) > 1 else None)


FUNCTIONS: Final[
    Mapping[str, tuple[int, int, Callable[[Arguments], Filter | Step]]]
] = {
    "test": (1, sys.maxsize, _test),
    "is": (1, sys.maxsize, _is),
    "each": (1, sys.maxsize, _is),
    "not": (1, 1, lambda chains: Not(chains[0])),
    "in": (1, 1, lambda chains: In(chains[0])),
    "root": (1, 1, lambda chains: Root(chains[0])),
    "recursive": (1, 1, lambda chains: Recursive(chains[0])),
    "topdown": (1, 2, _topdown),
}
"""By name: the least and the greatest number of arguments, and the expression."""
