"""How shapes refer to each other.

Implements https://smithy.io/2.0/spec/selectors.html#neighbors for what is defined in
shapes; traits are not followed.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import (
    Member,
    OperationShape,
    ResourceShape,
    ServiceShape,
    Shape,
)


class Relationship(NamedTuple):
    """A directed reference between two shapes.

    Attributes:
        source: The shape or member that refers.
        name: ``target``, ``member``, ``mixin``, ``input``, ``output``, ``error``,
            ``operation``, ``collectionOperation``, ``resource``, ``identifier``,
            ``property``, or the name of a lifecycle, as ``read``.
        target: The id that is referred to.
    """

    source: Shape
    name: str
    target: ShapeId


def relationships(shape: Shape) -> Iterator[Relationship]:
    """Yields the references of a shape, in the order of its definition."""
    yield from _each(shape, "mixin", shape.mixins)
    for member in shape.members.values():
        yield Relationship(shape, "member", member.id)
    yield from _of_type(shape)


def relationships_beside_members(shape: Shape) -> Iterator[Relationship]:
    """Yields the references of a shape but those to its own members."""
    yield from _each(shape, "mixin", shape.mixins)
    yield from _of_type(shape)


def _of_type(shape: Shape) -> Iterator[Relationship]:
    match shape:
        case Member():
            yield Relationship(shape, "target", shape.target)
        case OperationShape():
            yield Relationship(shape, "input", shape.input)
            yield Relationship(shape, "output", shape.output)
            yield from _each(shape, "error", shape.errors)
        case ResourceShape():
            yield from _each(shape, "identifier", shape.identifiers.values())
            yield from _each(shape, "property", shape.properties.values())
            for name, target in shape.lifecycle.items():
                yield Relationship(shape, name, target)
            yield from _each(shape, "operation", shape.operations)
            yield from _each(shape, "collectionOperation", shape.collection_operations)
            yield from _each(shape, "resource", shape.resources)
        case ServiceShape():
            yield from _each(shape, "operation", shape.operations)
            yield from _each(shape, "resource", shape.resources)
            yield from _each(shape, "error", shape.errors)
        case _:
            pass


def _each(
    shape: Shape, name: str, targets: Iterable[ShapeId]
) -> Iterator[Relationship]:
    for target in targets:
        yield Relationship(shape, name, target)
