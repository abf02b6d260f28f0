"""Paths into an operation's input, which give parameters of endpoints.

https://smithy.io/2.0/additional-specs/rules-engine/parameters.html#operationcontextparams-trait
allows a part of JMESPath: members, indices left out, projections, lists of several
expressions, `keys`, and flattening.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from smithwright.jmespath import JmespathError, parse
from smithwright.jmespath.syntax import (
    Call,
    Chain,
    Current,
    Expression,
    Flattened,
    ListOf,
    Member,
    Projection,
    Values,
)
from smithwright.plan.endpoints.places import RulesError
from smithwright.plan.endpoints.values import Kind
from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import Scope, member_names
from smithy_parser import (
    ListShape,
    MapShape,
    Model,
    Shape,
    ShapeType,
    StructureShape,
    UnionShape,
)


@dataclass(frozen=True, slots=True)
class Value:
    """The input, or what a loop is at."""

    name: Identifier


@dataclass(frozen=True, slots=True)
class Get:
    """A member, which may not be set."""

    of: Path
    attribute: Identifier


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a map."""

    of: Path


@dataclass(frozen=True, slots=True)
class MapValues:
    """The values of a map."""

    of: Path


@dataclass(frozen=True, slots=True)
class Several:
    """A list of what several paths lead to, each of which may not be set."""

    items: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """The items of the lists in a list."""

    of: Path


@dataclass(frozen=True, slots=True)
class Each:
    """What a path leads to from each item of a list, where that is set."""

    item: Identifier
    of: Path
    then: Path


Path: TypeAlias = Value | Get | Keys | MapValues | Several | Joined | Each


@dataclass(frozen=True, slots=True)
class Made:
    """The type of a list that a path makes."""

    item: Found


Found: TypeAlias = Shape | Made

INPUT = Value(Identifier("value"))
"""The operation's input."""


def read_path(text: str, model: Model, shape: Shape) -> tuple[Path, Found]:
    """Returns a path from an input, and the type of what it leads to.

    Args:
        text: The path.
        model: The model.
        shape: The input.

    Raises:
        RulesError: It is no JMESPath, leads nowhere, or needs more of JMESPath than
            paths of parameters may use.
    """
    try:
        tree = parse(text)
    except JmespathError as error:
        raise RulesError(f"{text!r} is no path: {error}") from error
    return _Search(text, model).found(tree, INPUT, shape)


@dataclass(frozen=True, slots=True)
class _Search:
    text: str
    model: Model
    names: Scope = field(default_factory=lambda: Scope({"value"}))

    def found(self, tree: Expression, at: Path, type: Found) -> tuple[Path, Found]:
        """Returns the path that an expression is from some place, and its type."""
        match tree:
            case Current():
                return at, type
            case Member(name):
                return self._member(name, at, type)
            case Chain(first, Flattened()):
                return self._flattened(*self.found(first, at, type))
            case Chain(first, Values()):
                return self._of_map(MapValues, *self.found(first, at, type))
            case Chain(first, then):
                return self.found(then, *self.found(first, at, type))
            case Projection(of, each):
                return self._projected(each, *self.found(of, at, type))
            case ListOf(items):
                several = [self.found(item, at, type) for item in items]
                paths = tuple(path for path, _ in several)
                return Several(paths), Made(several[0][1])
            case Call("keys", (of,)):
                return self._of_map(Keys, *self.found(of, at, type))
            case _:
                raise RulesError(
                    f"{self.text!r} has more of JMESPath than a parameter may use"
                )

    def _member(self, name: str, at: Path, type: Found) -> tuple[Path, Found]:
        if not isinstance(type, StructureShape | UnionShape):
            raise RulesError(f"{self.text!r} looks for {name!r} where no members are")
        if name not in type.members:
            raise RulesError(f"{self.text!r} leads nowhere: {type.id} has no {name!r}")
        target = self.model[type.members[name].target]
        return Get(at, member_names(type.members)[name]), target

    def _of_map(
        self, make: type[Keys | MapValues], at: Path, type: Found
    ) -> tuple[Path, Found]:
        if not isinstance(type, MapShape):
            raise RulesError(f"{self.text!r} needs a map where none is")
        member = type.members["key" if make is Keys else "value"]
        return make(at), Made(self.model[member.target])

    def _flattened(self, at: Path, type: Found) -> tuple[Path, Found]:
        item = self._item(type)
        if isinstance(item, Made | ListShape):
            return Joined(at), Made(self._item(item))
        return at, type

    def _projected(self, each: Expression, at: Path, type: Found) -> tuple[Path, Found]:
        item = self.names.claim("item")
        path, found = self.found(each, Value(item), self._item(type))
        return Each(item, at, path), Made(found)

    def _item(self, type: Found) -> Found:
        if isinstance(type, Made):
            return type.item
        if not isinstance(type, ListShape):
            raise RulesError(f"{self.text!r} needs a list where none is")
        return self.model[type.members["member"].target]


def kind_of(found: Found) -> Kind | None:
    """Returns what a parameter may take something for, None if for nothing."""
    match found:
        case Shape(type=ShapeType.STRING | ShapeType.ENUM):
            return Kind.TEXT
        case Shape(type=ShapeType.BOOLEAN):
            return Kind.FLAG
        case Made(Shape(type=ShapeType.STRING | ShapeType.ENUM)):
            return Kind.TEXTS
        case _:
            return None
