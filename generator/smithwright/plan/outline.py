"""The outline of a package: its modules by name, and the shapes that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, TypeAlias, TypeVar

from smithwright.models.selection import Closure
from smithwright.plan.context import Context
from smithwright.plan.customizations import service_id
from smithwright.plan.protocols import choose_protocol
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.symbols import assign_symbols
from smithwright.plan.text import Identifier, Literal
from smithwright.settings import Validation
from smithy_parser import OperationShape, Shape

T_co = TypeVar("T_co", covariant=True)

Group: TypeAlias = tuple[Shape, ...]
"""Shapes that refer to each other in a circle, or a single one."""


@dataclass(frozen=True, slots=True)
class ModuleOutline(Generic[T_co]):
    """A module that has a place, and is not planned yet."""

    path: PurePosixPath
    subject: T_co
    """What it is of."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A package whose modules have names and places."""

    name: Identifier
    context: Context
    protocol: Protocol
    shapes: tuple[ModuleOutline[Group], ...]
    errors: tuple[ModuleOutline[Shape], ...]
    operations: tuple[ModuleOutline[OperationShape], ...]

    def paths(self) -> Iterator[PurePosixPath]:
        """Yields the modules' places, in the order in which they are planned."""
        for module in (*self.shapes, *self.errors, *self.operations):
            yield module.path

    def subjects(self) -> Iterator[tuple[PurePosixPath, Shape]]:
        """Yields what each module is of, by its place: a group shape by shape."""
        for group in self.shapes:
            yield from ((group.path, shape) for shape in group.subject)
        for module in (*self.errors, *self.operations):
            yield module.path, module.subject


def outline_package(
    closure: Closure,
    name: str,
    protocol: str | None = None,
    *,
    validation: Validation = "all",
    builders: bool = True,
) -> Outline:
    """Names the modules of the package `name`.

    Args:
        closure: The shapes.
        name: The import name.
        protocol: The trait of the protocol, by id or name; None for the best that the
            service offers.
        validation: Which rules hold where a caller names none.
        builders: Whether structures have builders.

    Raises:
        PlanError: The service has no such protocol.
        ValueError: `name` is not an identifier.
    """
    package_name = Identifier(name)
    spoken = choose_protocol(closure.service, protocol)
    context = context_of(closure, spoken, validation=validation, has_builders=builders)
    symbols = context.symbols
    return Outline(
        package_name,
        context,
        spoken,
        shapes=tuple(
            ModuleOutline(symbols.shapes[group[0].id].path, group)
            for group in symbols.groups
        ),
        errors=tuple(
            ModuleOutline(symbols.errors[shape.id].path, shape)
            for shape in closure.shapes
            if shape.id in symbols.errors
        ),
        operations=tuple(
            ModuleOutline(symbols.operations[shape.id].input.path, shape)
            for shape in closure.operations
        ),
    )


def context_of(
    closure: Closure,
    protocol: Protocol | None = None,
    *,
    validation: Validation = "all",
    has_builders: bool = True,
) -> Context:
    """Returns a closure with the names of its shapes.

    Args:
        closure: The closure.
        protocol: How its operations are put on the wire, where that matters.
        validation: Which rules hold where a caller names none.
        has_builders: Whether structures have builders.
    """
    name = service_id(closure.service)
    return Context(
        closure,
        assign_symbols(closure, name, has_builders=has_builders),
        Literal.of(validation),
        binds_payloads=protocol is not None and protocol.binds_payloads,
    )
