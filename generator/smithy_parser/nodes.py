"""Node values: the JSON-like data of traits and metadata.

Implements https://smithy.io/2.0/spec/model.html#node-values.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypeGuard

Node: TypeAlias = (
    bool | int | float | str | Sequence["Node"] | Mapping[str, "Node"] | None
)


def kind(node: Node) -> str:
    """The name of a node's type as Smithy's messages write it."""
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


def same(left: Node, right: Node) -> bool:
    """Whether two nodes are equal, telling booleans from numbers.

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
