"""What of a model becomes Python: the names of its classes, and which way values go."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from smithwright.models.selection import select
from smithwright.plan.context import Context
from smithwright.plan.errors import error_member_names
from smithwright.plan.members import Members
from smithwright.plan.naming import enum_names, member_names
from smithwright.plan.outline import context_of
from smithwright.plan.plan_error import PlanError
from smithwright.plan.types import spelled
from smithy_parser import (
    EnumShape,
    IntEnumShape,
    Member,
    Model,
    Node,
    Shape,
    ShapeType,
)


@dataclass(frozen=True)
class Usage:
    """The packages that the services of a model would become."""

    model: Model

    @cached_property
    def contexts(self) -> tuple[Context, ...]:
        """One for each service, with all of its operations."""
        services = self.model.services()
        return tuple(context_of(select(self.model, each.id)) for each in services)

    @cached_property
    def operations(self) -> frozenset[str]:
        """The ids of the operations that services have, resources' among them."""
        return frozenset(o.id for c in self.contexts for o in c.closure.operations)

    @cached_property
    def given(self) -> frozenset[str]:
        """The ids of shapes whose values callers give: those that inputs reach."""
        return frozenset(id for c in self.contexts for id in c.closure.input_shapes)

    @cached_property
    def received(self) -> frozenset[str]:
        """The ids of shapes whose values services give: outputs and errors."""
        return frozenset(id for c in self.contexts for id in c.output_shapes)

    @cached_property
    def entities(self) -> frozenset[str]:
        """The ids of the services, their resources and their operations."""
        roots = (each.id for each in self.model.services())
        kinds = (ShapeType.SERVICE, ShapeType.RESOURCE, ShapeType.OPERATION)
        return frozenset(s.id for s in self.model.walk(*roots) if s.type in kinds)

    @cached_property
    def classes(self) -> dict[str, tuple[str, ...]]:
        """The classes that are made of each shape, by its id."""
        found: dict[str, dict[str, None]] = {}
        for context in self.contexts:
            symbols = context.symbols
            for by_id in (symbols.shapes, symbols.errors):
                for id, symbol in by_id.items():
                    found.setdefault(id, {})[symbol.name.text] = None
            for operation in context.closure.operations:
                names = symbols.operations[operation.id]
                found.setdefault(operation.input, {})[names.input.name.text] = None
                found.setdefault(operation.output, {})[names.output.name.text] = None
        return {id: tuple(names) for id, names in found.items()}

    @cached_property
    def class_names(self) -> frozenset[str]:
        """The names of all classes that are made of shapes."""
        return frozenset(name for names in self.classes.values() for name in names)

    @cached_property
    def base_errors(self) -> dict[str, str]:
        """The base class of each service's errors, by the id of the service."""
        return {c.closure.service.id: c.symbols.base_error.text for c in self.contexts}

    def is_used(self, id: str) -> bool:
        """Whether anything is generated of a shape."""
        return id in self.given or id in self.received or id in self.entities

    def names(self, shape: Shape) -> dict[str, str]:
        """The attributes or constants of a shape by the names of its members.

        The message of an error is left out: every error has one.
        """
        if isinstance(shape, EnumShape | IntEnumShape):
            names = enum_names(shape.members)
        elif "smithy.api#error" in shape.traits:
            names = error_member_names(self.model, shape)
        else:
            names = member_names(shape.members)
        return {member: name.text for member, name in names.items()}

    def python_type(self, id: str) -> str:
        """The annotation of a value of a shape; its name where it has no type."""
        shape = self.model[id]
        for members in self._members:
            context = members.context
            if id in context.closure.input_shapes or id in context.output_shapes:
                with suppress(PlanError):
                    return spelled(members.type(shape))
        return shape.id.name

    @cached_property
    def _members(self) -> tuple[Members, ...]:
        return tuple(map(Members, self.contexts))

    def default(self, member: Member) -> Node:
        """The default that the generated class has; None where there is none."""
        context = self._context_of(member)
        return None if context is None else context.default(member)

    def is_required(self, member: Member) -> bool:
        """Whether callers have to give a member when they make a value."""
        is_required = "smithy.api#required" in member.traits
        return is_required and self.default(member) is None

    def _context_of(self, member: Member) -> Context | None:
        # A default depends on the model only, so any service's closure does.
        return next(iter(self.contexts), None) if member.id in self.model else None
