"""Reading trait values whose shape other validators answer for."""

from collections.abc import Mapping, Sequence

from smithy_parser.nodes import Node, is_list
from smithy_parser.shapes import Shape


def text(node: Node) -> str | None:
    """Returns a string, or None for anything else."""
    return node if isinstance(node, str) else None


def properties(node: Node) -> Mapping[str, Node]:
    """Returns an object; an empty one for anything else."""
    return node if isinstance(node, Mapping) else {}


def elements(node: Node) -> Sequence[Node]:
    """Returns an array; an empty one for anything else."""
    return node if is_list(node) else ()


def texts(node: Node) -> list[str]:
    """Returns the strings of an array."""
    return [item for item in elements(node) if isinstance(item, str)]


def trait_text(shape: Shape, trait: str) -> str | None:
    """Returns the value of a shape's own trait if it is a string."""
    return text(shape.traits.get(trait))


def trait_properties(shape: Shape, trait: str) -> Mapping[str, Node]:
    """Returns the value of a shape's own trait, which should be an object."""
    return properties(shape.traits.get(trait))


def number(node: Node) -> int | float | None:
    """Returns a number, or None for anything else; booleans are none."""
    if isinstance(node, bool) or not isinstance(node, int | float):
        return None
    return node
