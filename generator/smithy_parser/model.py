"""The model: all shapes, and the questions that one asks about them.

Implements https://smithy.io/2.0/spec/model.html.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal, TypeAlias, TypeVar

from smithy_parser.ast_writer import write_ast
from smithy_parser.closure import recursion_groups, walk
from smithy_parser.events import NOWHERE, Event, ModelError, Severity, SourceLocation
from smithy_parser.idl.writer import write_idl
from smithy_parser.nodes import Node
from smithy_parser.nullability import Nullability, is_nullable
from smithy_parser.places import Place
from smithy_parser.selectors.graph import Graph
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import (
    Member,
    OperationShape,
    ResourceShape,
    ServiceShape,
    Shape,
)


class Missing(Enum):
    """The type of `MISSING`."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING
"""What `Model.trait` gives where there is no such trait; null is a value."""

MissingType: TypeAlias = Literal[Missing.MISSING]

_S = TypeVar("_S", bound=Shape)


@dataclass(frozen=True, slots=True)
class Model:
    """An immutable Smithy model.

    Attributes:
        shapes: All shapes by id, without members: those of the sources in their
            order, then those that come with the parser, as the prelude.
        metadata: The metadata of all sources.
        builtin: Ids of the shapes that come with the parser.
        metadata_places: Where the metadata of each key stands; `metadata_source`
            resolves it.
        own: The shapes of the sources, in order.
        graph: The shapes as selectors walk them.
    """

    shapes: Mapping[str, Shape] = field(hash=False)
    metadata: Mapping[str, Node] = field(hash=False)
    builtin: frozenset[str] = field(repr=False)
    metadata_places: Mapping[str, Place] = field(repr=False, compare=False)
    own: Sequence[Shape] = field(init=False, repr=False, compare=False)
    graph: Graph = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepares what validators look at, and the graph, which selectors walk."""
        own = [shape for id, shape in self.shapes.items() if id not in self.builtin]
        object.__setattr__(self, "own", own)
        object.__setattr__(self, "graph", Graph(self.shapes))

    def __getitem__(self, id: str) -> Shape:
        """Returns the shape or member `id`; KeyError if the model has none."""
        shape = self.get(id)
        if shape is None:
            raise KeyError(id)
        return shape

    def __contains__(self, id: object) -> bool:
        """Returns whether the model has a shape or member `id`."""
        return isinstance(id, str) and self.get(id) is not None

    def get(self, id: str) -> Shape | None:
        """Returns the shape or member `id`, or None."""
        if (shape := self.shapes.get(id)) is not None:
            return shape
        container, _, member = id.partition("$")
        shape = self.shapes.get(container)
        return None if shape is None else shape.members.get(member)

    def has_built_in(self, id: ShapeId | None) -> bool:
        """Returns whether a shape or member comes with the parser; None is neither."""
        return id is not None and id.root in self.builtin

    def expect(self, id: str, shape_class: type[_S]) -> _S:
        """Returns the shape `id`, which must be a `shape_class`.

        Raises:
            ModelError: There is no such shape, or it is of another type.
        """
        shape = self.get(id)
        if isinstance(shape, shape_class):
            return shape
        if shape is None:
            raise _question(id, "the model has no such shape")
        wanted = shape_class.__name__.removesuffix("Shape").lower()
        raise _question(id, f"expected a {wanted}, found a {shape.type}", shape)

    def trait(self, shape: Shape, trait: str) -> Node | MissingType:
        """Returns the effective value of a trait: a member's own, else its target's."""
        if trait in shape.traits:
            return shape.traits[trait]
        target = self.shapes.get(shape.target) if isinstance(shape, Member) else None
        return MISSING if target is None else target.traits.get(trait, MISSING)

    def select(self, selector: str) -> list[Shape]:
        """The shapes and members that match a selector, in the order of the model.

        Implements https://smithy.io/2.0/spec/selectors.html.

        Raises:
            SelectorError: The selector cannot be read or evaluated.
        """
        from smithy_parser.selectors.selector import parse_selector

        return parse_selector(selector).select(self.graph)

    def metadata_source(self, key: str) -> SourceLocation:
        """File, line and column of the metadata of a key; nowhere if there is none."""
        place = self.metadata_places.get(key)
        return NOWHERE if place is None else place.locate()

    def services(self) -> list[ServiceShape]:
        """Returns all services, in order."""
        return [s for s in self.shapes.values() if isinstance(s, ServiceShape)]

    def operations_of(self, service: str) -> list[OperationShape]:
        """Returns the operations of a service or resource, each once.

        Those bound to it come first, then those of its resources, in order.

        Raises:
            ModelError: A shape on the way is missing or of another type.
        """
        found: dict[str, OperationShape] = {}
        root = self._entity(service)
        entities: dict[str, ServiceShape | ResourceShape] = {root.id: root}
        queue = [root.id]
        for entity_id in queue:
            entity = entities[entity_id]
            for id in _bound_operations(entity):
                found.setdefault(id, self.expect(id, OperationShape))
            for id in entity.resources:
                if id not in entities:
                    entities[id] = self.expect(id, ResourceShape)
                    queue.append(id)
        return list(found.values())

    def errors_of(
        self, operation: str, service: str | None = None
    ) -> tuple[ShapeId, ...]:
        """The errors of an operation, then those common to the service, each once."""
        own = self.expect(operation, OperationShape).errors
        common = self.expect(service, ServiceShape).errors if service else ()
        return tuple(dict.fromkeys(own + common))

    def walk(self, *ids: str) -> Iterator[Shape]:
        """Returns all shapes that `ids` reach, each once, nearest first.

        Raises:
            ModelError: One of `ids` is not in the model.
        """
        for id in ids:
            self.expect(id, Shape)
        return walk(self.shapes, ids)

    def recursion_groups(self) -> list[tuple[ShapeId, ...]]:
        """Sets of shapes whose members lead to each other, or to themselves."""
        return recursion_groups(self.shapes)

    def is_nullable(
        self, member: Member, check: Nullability = Nullability.CLIENT
    ) -> bool:
        """Returns whether a member may be absent or null, as `check` looks at it."""
        return is_nullable(self.shapes, member, check)

    def to_ast(self) -> dict[str, Node]:
        """Returns the model without its built-in shapes as JSON AST 2.0.

        Mixins stand as mixins; `load_model` gives back an equal model.
        """
        return write_ast(self.own, self.metadata, self.shapes)

    def to_idl(self) -> dict[str, str]:
        """The model without its built-in shapes as formatted IDL 2.0, by file name.

        There is one file per namespace; the first one has the metadata.
        """
        return write_idl(self.own, self.metadata, self.shapes)

    def _entity(self, id: str) -> ServiceShape | ResourceShape:
        shape = self.get(id)
        if isinstance(shape, ResourceShape):
            return shape
        return self.expect(id, ServiceShape)


def _bound_operations(entity: ServiceShape | ResourceShape) -> Iterator[ShapeId]:
    if isinstance(entity, ResourceShape):
        yield from entity.lifecycle.values()
        yield from entity.collection_operations
    yield from entity.operations


def _question(id: str, message: str, shape: Shape | None = None) -> ModelError:
    source = shape.source if shape else NOWHERE
    event = Event(Severity.ERROR, "Model", ShapeId(id), f"{id}: {message}", source)
    return ModelError([event])
