"""What the planning of every module of a package looks up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from smithwright.models.selection import Closure
from smithwright.plan.constraints import Constraints
from smithwright.plan.customs import Customs
from smithwright.plan.import_depth import imported_first
from smithwright.plan.services import customs_of
from smithwright.plan.symbols import Symbols
from smithwright.plan.traits import (
    DEFAULT,
    ENUM_VALUE,
    REQUIRED,
    SENSITIVE,
    STREAMING,
    has_optional_members,
    is_client_optional,
)
from smithy_parser import (
    MISSING,
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Node,
    Shape,
    ShapeId,
    ShapeType,
)

CONVERTED = (ShapeType.TIMESTAMP, ShapeType.FLOAT, ShapeType.DOUBLE)
"""Types whose values a payload's encoder does not take as they are."""

TEXTS = (ShapeType.STRING, ShapeType.ENUM)
"""Types whose values are texts."""

Warned: TypeAlias = tuple[str, str]
"""The id of a shape, and what the package will not do about it."""


@dataclass(frozen=True)
class Context:
    """A closure with the names of its shapes."""

    closure: Closure
    symbols: Symbols
    validation: str
    """Which rules hold where a caller names none."""
    binds_payloads: bool = False
    """Whether a member can be the whole body of a message."""
    has_client: bool = False
    """Whether the package can call its service."""
    warnings: list[Warned] = field(default_factory=list[Warned])
    """Filled while a module is planned: what the package will not do."""
    constraints: dict[ShapeId, Constraints] = field(default_factory=dict)
    """Filled while planning: what holds for the values of a shape or member."""

    def warn(self, shape: Shape, message: str) -> None:
        """Notes what the package will not do about a shape."""
        self.warnings.append((shape.id, message))

    def take_warnings(self) -> tuple[Warned, ...]:
        """Returns what has been noted since it was asked for last."""
        taken = tuple(self.warnings)
        self.warnings.clear()
        return taken

    def target(self, member: Member) -> Shape:
        """Returns the shape that a member targets."""
        return self.closure.model.shapes[member.target]

    def trait(self, shape: Shape, trait: str) -> Node:
        """Returns the effective trait: a member's own, or else its target's.

        None stands for a missing trait; an annotation trait is an empty mapping.
        """
        value = self.closure.model.trait(shape, trait)
        if value is MISSING:
            return None
        return {} if value is None else value

    def has_trait(self, shape: Shape, trait: str) -> bool:
        """Returns whether a trait is in effect."""
        if trait in shape.traits:
            return True
        return isinstance(shape, Member) and trait in self.target(shape).traits

    def default(self, member: Member) -> Node:
        """Returns the default value that clients go by; None where there is none.

        https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality
        """
        if (own := self.customs.default(member)) is not None:
            return own
        if (value := member.traits.get(DEFAULT)) is None:
            return None
        container, target = self.closure.model[member.container], self.target(member)
        if (
            container.type != ShapeType.STRUCTURE
            or has_optional_members(container)
            or is_client_optional(member)
            or self.has_trait(member, STREAMING)
        ):
            return None
        # A number or boolean of Smithy 1.0 has a zero in place of null, in both places:
        # clients never sent it, and to some services it means something else.
        is_stand_in = not value and not isinstance(value, str | Mapping | Sequence)
        return None if is_stand_in and DEFAULT in target.traits else value

    def is_sensitive(self, member: Member) -> bool:
        """Returns whether a member's value, or something in it, must not be shown.

        A structure with sensitive members hides those by itself.
        """
        if self.has_trait(member, SENSITIVE):
            return True
        target = self.target(member)
        if isinstance(target, ListShape | MapShape):
            return any(self.is_sensitive(item) for item in target.members.values())
        return False

    @cached_property
    def customs(self) -> Customs:
        """What the service needs beyond its model."""
        return customs_of(self.closure.service)

    @cached_property
    def imported_first(self) -> Mapping[str, tuple[str, ...]]:
        """What a module of shapes imports first: ids, by the id of its first shape."""
        return imported_first(self.closure, self.symbols)

    @cached_property
    def output_shapes(self) -> frozenset[str]:
        """Ids of the shapes that an output or an error reaches, these among them."""
        model, service = self.closure.model, self.closure.service
        roots = [operation.output for operation in self.closure.operations]
        for operation in self.closure.operations:
            roots += model.errors_of(operation.id, service.id)
        return frozenset(shape.id for shape in model.walk(*roots))

    @cached_property
    def reaches_required(self) -> frozenset[str]:
        """Ids of the shapes in whose values a required member may be missing."""
        return self.reaching(
            lambda shape: any(REQUIRED in m.traits for m in shape.members.values())
        )

    @cached_property
    def reaches_converted(self) -> frozenset[str]:
        """Ids of the shapes that a payload's encoder does not take as they are.

        They hold, however deep, a timestamp, a float, or a member with a default, which
        an encoder that leaves out what is not set leaves out too.
        """
        return self.reaching(self._is_converted)

    @cached_property
    def reaches_depth(self) -> frozenset[str]:
        """Ids of the shapes whose values can be nested to any depth."""
        circles = self.symbols.circles
        return self.reaching(
            lambda shape: shape.id in circles or shape.type == ShapeType.DOCUMENT
        )

    @cached_property
    def reaches_big_numbers(self) -> frozenset[str]:
        """Ids of the shapes that hold a big integer or decimal, however deep."""
        return self.reaching(
            lambda shape: shape.type in (ShapeType.BIG_INTEGER, ShapeType.BIG_DECIMAL)
        )

    @cached_property
    def streams(self) -> frozenset[str]:
        """Ids of the shapes that are streams: blobs, and unions of events."""
        shapes = self.closure.shapes
        return frozenset(shape.id for shape in shapes if STREAMING in shape.traits)

    @cached_property
    def enums_with_null(self) -> frozenset[str]:
        """Ids of the enums that have a value which the decoder takes for null.

        https://jcristharif.com/msgspec/usage.html#strict-vs-lax-mode
        """
        return frozenset(
            shape.id
            for shape in self.closure.shapes
            if isinstance(shape, EnumShape)
            and any(map(_is_null, shape.members.values()))
        )

    def _is_converted(self, shape: Shape) -> bool:
        defaults = map(self.default, shape.members.values())
        return shape.type in CONVERTED or any(value is not None for value in defaults)

    def reaching(self, holds: Callable[[Shape], bool]) -> frozenset[str]:
        """Returns the ids of shapes that hold a property or lead to one that does."""
        found = [shape.id for shape in self.closure.shapes if holds(shape)]
        reaching = set[str](found)
        while found:
            more = self._users[found.pop()] - reaching
            reaching |= more
            found += more
        return frozenset(reaching)

    @cached_property
    def _users(self) -> Mapping[ShapeId, set[ShapeId]]:
        """The ids of the shapes whose members target a shape, by its id."""
        users = {shape.id: set[ShapeId]() for shape in self.closure.shapes}
        for shape in self.closure.shapes:
            for member in shape.members.values():
                users[member.target].add(shape.id)
        return users


def _is_null(known: Member) -> bool:
    return str(known.traits.get(ENUM_VALUE, known.name)).lower() == "null"
