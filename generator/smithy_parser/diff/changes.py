"""What the evaluators look at: shapes that came, went, or differ."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from smithy_parser.diff.difference import Path
from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.nodes import Node, same
from smithy_parser.shapes import Member, Shape, ShapeType


class TraitChange(NamedTuple):
    """A trait that is not the same on the old and the new shape.

    Attributes:
        before: Whether the old shape has the trait.
        after: Whether the new shape has it.
        old: Its old value, null if there is none.
        new: Its new value, null if there is none.
    """

    before: bool
    after: bool
    old: Node
    new: Node


@dataclass(frozen=True)
class Pair:
    """A shape or member as it was and as it is."""

    old: Shape
    new: Shape
    path: Path
    """Where it is in the JSON AST."""

    @cached_property
    def traits(self) -> Mapping[str, TraitChange]:
        """The traits that differ: those of the old shape, then the added ones."""
        old, new = self.old.traits, self.new.traits
        found: dict[str, TraitChange] = {}
        for trait in dict.fromkeys((*old, *new)):
            before, after = trait in old, trait in new
            if not (before and after and same(old[trait], new[trait])):
                values = old.get(trait), new.get(trait)
                found[trait] = TraitChange(before, after, *values)
        return found

    def trait_path(self, trait: str) -> Path:
        """Returns where a trait of the shape is."""
        return (*self.path, "traits", trait)

    def is_added(self, trait: str) -> bool:
        """Returns whether the new shape only has a trait."""
        return trait in self.new.traits and trait not in self.old.traits

    def is_removed(self, trait: str) -> bool:
        """Returns whether the old shape only has a trait."""
        return trait in self.old.traits and trait not in self.new.traits


class Lone(NamedTuple):
    """A shape, or a member of a shape that both models have, in one model only."""

    shape: Shape
    path: Path


_S = TypeVar("_S", bound=Shape)


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two models, for the evaluators.

    `compared` has the targets that are being compared, if these are their differences.
    """

    old: Model
    new: Model
    added: tuple[Lone, ...]
    removed: tuple[Lone, ...]
    changed: tuple[Pair, ...]
    compared: frozenset[tuple[str, str]] = frozenset()

    def of(self, shape_class: type[_S]) -> Iterator[tuple[_S, _S, Pair]]:
        """Yields the changed shapes that are of a class in both models."""
        for pair in self.changed:
            old, new = pair.old, pair.new
            if isinstance(old, shape_class) and isinstance(new, shape_class):
                yield old, new, pair

    def definition(self, trait: str) -> Shape | None:
        """Returns the shape that defines a trait, if the models have it."""
        shape = self.new.get(trait)
        if shape is None and trait in self.old.builtin:
            # What comes with the parser is known even where nothing mentions it.
            shape = self.old.get(trait)
        return shape if shape is not None and TRAIT in shape.traits else None


class Finding(NamedTuple):
    """An event, and the place of the difference that it is about."""

    event: Event
    path: Path


TRAIT = "smithy.api#trait"


def shape_path(id: str) -> Path:
    """Returns where a shape is in the JSON AST."""
    return ("shapes", str(id))


def member_path(container: Shape, member: Member) -> Path:
    """Returns where a member is in the JSON AST."""
    if container.type in (ShapeType.LIST, ShapeType.MAP):
        return (*shape_path(container.id), member.name)
    return (*shape_path(container.id), "members", member.name)


Evaluator = Callable[[Changes], Iterator[Finding]]
"""One of Smithy's diff evaluators: what it says about some changes."""
