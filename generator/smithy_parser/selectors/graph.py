"""The shapes of a model as a graph, as selectors walk it.

Implements https://smithy.io/2.0/spec/selectors.html#relationships. Where it differs
from the compliance tests that it refers to, they decide: ``operation`` and
``collectionOperation`` leave out what is bound to a lifecycle.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeAlias

from smithy_parser.relationships import relationships
from smithy_parser.shape_id import UNIT
from smithy_parser.shapes import LIFECYCLE, Member, ResourceShape, Shape, ShapeType

Edge: TypeAlias = tuple[str, Shape]
"""The name of a relationship and the shape at its other end."""

_NONE: Final[list[Edge]] = []
_ENUMS: Final = (ShapeType.ENUM, ShapeType.INT_ENUM)
_INSTANCE: Final = ("operation", "put", "read", "update", "delete")
_BINDINGS: Final = ("operation", "collectionOperation", "resource", *LIFECYCLE)


class Graph:
    """All shapes and members, and what they refer to; indexed when first asked."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        """Looks at `shapes`, which must not change any more."""
        self._shapes = shapes
        self._forward: dict[str, list[Edge]] = {}

    @cached_property
    def shapes(self) -> Mapping[str, Shape]:
        """All shapes by id in model order, each followed by its members."""
        found: dict[str, Shape] = {}
        for id, shape in self._shapes.items():
            found[id] = shape
            found.update((member.id, member) for member in shape.members.values())
        return found

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each shape and member in the model."""
        return {id: index for index, id in enumerate(self.shapes)}

    @cached_property
    def by_type(self) -> Mapping[ShapeType, list[Shape]]:
        """The shapes of each type."""
        found: dict[ShapeType, list[Shape]] = {type: [] for type in ShapeType}
        for shape in self.shapes.values():
            found[shape.type].append(shape)
        return found

    def forward(self, shape: Shape) -> list[Edge]:
        """Returns what a shape refers to, apart from traits."""
        edges = self._forward.get(shape.id)
        if edges is None:
            edges = self._forward[shape.id] = list(self._edges(shape))
        return edges

    def reverse(self, shape: Shape) -> list[Edge]:
        """Returns what refers to a shape, apart from applying it as a trait."""
        return self._reverse.get(shape.id, _NONE)

    def container(self, member: Member) -> Shape:
        """Returns the shape that has a member."""
        return self._shapes[member.container]

    def closure(self, starts: Iterable[Shape]) -> Mapping[str, Shape]:
        """Returns the shapes that `starts` lead to, and themselves, nearest first."""
        found: dict[str, Shape] = {shape.id: shape for shape in starts}
        queue = list(found.values())
        for shape in queue:
            for _, target in self.forward(shape):
                if target.id not in found:
                    found[target.id] = target
                    queue.append(target)
        return found

    def traits(self, shape: Shape) -> Iterator[Shape]:
        """Returns the definitions of the traits of a shape."""
        return (self._shapes[t] for t in shape.traits if t in self._shapes)

    def with_trait(self, id: str) -> list[Shape]:
        """Returns the shapes and members that a trait is applied to."""
        return self._by_trait.get(id, [])

    def bound_to(self, shape: Shape) -> Iterator[Shape]:
        """Returns the services and resources that a shape is bound to."""
        return (source for name, source in self.reverse(shape) if name in _BINDINGS)

    def binds(self, shape: Shape) -> Iterator[Shape]:
        """Returns the operations and resources that are bound to a shape."""
        return (target for name, target in self.forward(shape) if name in _BINDINGS)

    @cached_property
    def _reverse(self) -> Mapping[str, list[Edge]]:
        found: dict[str, list[Edge]] = {}
        for shape in self.shapes.values():
            for name, target in self.forward(shape):
                found.setdefault(target.id, []).append((name, shape))
        return found

    @cached_property
    def _by_trait(self) -> Mapping[str, list[Shape]]:
        found: dict[str, list[Shape]] = {}
        for shape in self.shapes.values():
            for trait in shape.traits:
                found.setdefault(trait, []).append(shape)
        return found

    def _edges(self, shape: Shape) -> Iterator[Edge]:
        for name, id in self._named(shape):
            if (target := self._find(id)) is not None:
                yield name, target

    def _find(self, id: str) -> Shape | None:
        """Returns a shape or member, without an index of all."""
        if (shape := self._shapes.get(id)) is not None:
            return shape
        container, _, name = id.partition("$")
        shape = self._shapes.get(container)
        return shape.members.get(name) if shape else None

    def _named(self, shape: Shape) -> Iterator[tuple[str, str]]:
        if isinstance(shape, Member):
            container = self._shapes.get(shape.container)
            if container is None or container.type not in _ENUMS:
                yield "", shape.target
            return
        for _, name, target in relationships(shape):
            if name in ("input", "output") and target == UNIT:
                continue
            yield name, target
            if name in _INSTANCE and isinstance(shape, ResourceShape):
                yield "instanceOperation", target
