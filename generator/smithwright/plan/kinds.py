"""The kinds of modules that a package has: a row each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Final, TypeAlias, TypeVar

from smithwright.plan.clients import plan_client
from smithwright.plan.context import Context
from smithwright.plan.endpoints import has_endpoint_rules
from smithwright.plan.errors import ErrorPlanner
from smithwright.plan.members import Members
from smithwright.plan.modules import (
    KindSection,
    ModuleKind,
    ModuleOutline,
    Section,
)
from smithwright.plan.operations import OperationPlanner
from smithwright.plan.origins import Origins
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.shapes import ShapePlanner
from smithwright.plan.traits import title
from smithwright.writing.client import write_client, write_stub
from smithwright.writing.endpoints.module import EndpointModule, write_endpoints
from smithwright.writing.errors import ErrorWriter
from smithwright.writing.operations import OperationWriter
from smithwright.writing.package import ErrorModule, OperationModule, ShapeModule
from smithwright.writing.protocols import codec_of, envelope_of
from smithwright.writing.shapes import ShapeWriter
from smithy_parser import OperationShape, ServiceShape, Shape

S = TypeVar("S")

Group: TypeAlias = tuple[Shape, ...]
"""Shapes that refer to each other in a circle, or a single one."""

Operations: TypeAlias = tuple[OperationShape, ...]
"""All operations of a package."""


def sections(context: Context, protocol: Protocol) -> Iterator[Section]:
    """Yields the modules of a package, kind by kind."""
    members = Members(context, protocol)

    def section(kind: ModuleKind[S]) -> Section:
        return KindSection(kind, members, protocol, tuple(kind.outlines(context)))

    yield section(SHAPES)
    yield section(ERRORS)
    yield section(OPERATIONS)
    if context.has_client:
        yield section(ENDPOINTS)
        yield section(CLIENT)
        yield section(CLIENT_STUB)


def _groups(context: Context) -> Iterator[ModuleOutline[Group]]:
    symbols = context.symbols
    for group in symbols.groups:
        yield ModuleOutline(symbols.shapes[group[0].id].path, group)


def _errors(context: Context) -> Iterator[ModuleOutline[Shape]]:
    errors = context.symbols.errors
    for shape in context.closure.shapes:
        if shape.id in errors:
            yield ModuleOutline(errors[shape.id].path, shape)


def _operations(context: Context) -> Iterator[ModuleOutline[OperationShape]]:
    symbols = context.symbols.operations
    for operation in context.closure.operations:
        yield ModuleOutline(symbols[operation.id].input.path, operation)


def _client(path: str) -> Callable[[Context], Iterator[ModuleOutline[Operations]]]:
    """Returns what gives the one module at a path, of all operations."""

    def outlines(context: Context) -> Iterator[ModuleOutline[Operations]]:
        yield ModuleOutline(PurePosixPath(path), context.closure.operations)

    return outlines


def _endpoints(context: Context) -> Iterator[ModuleOutline[ServiceShape]]:
    service = context.closure.service
    if has_endpoint_rules(service):
        yield ModuleOutline(PurePosixPath("endpoints.py"), service)


def _endpoints_writer(
    members: Members, protocol: Protocol
) -> Callable[[ModuleOutline[ServiceShape]], EndpointModule]:
    def write(outline: ModuleOutline[ServiceShape]) -> EndpointModule:
        if (rules := members.endpoint_rules) is None:
            raise ValueError(f"{outline.subject.id} has no endpoint rules")
        return write_endpoints(rules, title(outline.subject))

    return write


def _endpoints_origin(origins: Origins, service: ServiceShape) -> list[str]:
    return [origins.endpoints]


def _client_origin(origins: Origins, operations: Operations) -> list[str]:
    signatures = [origins.of_signature(operation) for operation in operations]
    return [str(has_endpoint_rules(origins.context.closure.service)), *signatures]


def _itself(shape: Shape) -> tuple[Shape, ...]:
    return (shape,)


def _group_origin(origins: Origins, group: Group) -> list[str]:
    return [origins.of_shape(shape.id) for shape in group]


def _error_origin(origins: Origins, shape: Shape) -> list[str]:
    return [origins.of_shape(shape.id)]


def _shape_writer(
    members: Members, protocol: Protocol
) -> Callable[[ModuleOutline[Group]], ShapeModule]:
    planner = ShapePlanner(members)
    writer = ShapeWriter(codec_of(protocol), members.context.validation)
    return lambda outline: writer.write(planner.plan(outline))


def _error_writer(
    members: Members, protocol: Protocol
) -> Callable[[ModuleOutline[Shape]], ErrorModule]:
    planner, writer = ErrorPlanner(members, protocol), ErrorWriter(codec_of(protocol))
    return lambda outline: writer.write(planner.plan(outline))


def _operation_writer(
    members: Members, protocol: Protocol
) -> Callable[[ModuleOutline[OperationShape]], OperationModule]:
    planner = OperationPlanner(members, protocol)
    writer = OperationWriter(
        envelope_of(protocol), codec_of(protocol), members.context.validation
    )
    return lambda outline: writer.write(planner.plan(outline))


SHAPES: Final[ModuleKind[Group]] = ModuleKind(
    template="shapes.py.jinja",
    outlines=_groups,
    shapes=tuple,
    planner=_shape_writer,
    origin=_group_origin,
)
ERRORS: Final[ModuleKind[Shape]] = ModuleKind(
    template="error.py.jinja",
    outlines=_errors,
    shapes=_itself,
    planner=_error_writer,
    origin=_error_origin,
)
OPERATIONS: Final[ModuleKind[OperationShape]] = ModuleKind(
    template="operation.py.jinja",
    outlines=_operations,
    shapes=_itself,
    planner=_operation_writer,
    origin=Origins.of_operation,
)
ENDPOINTS: Final[ModuleKind[ServiceShape]] = ModuleKind(
    template="endpoints.py.jinja",
    outlines=_endpoints,
    shapes=_itself,
    planner=_endpoints_writer,
    origin=_endpoints_origin,
)
CLIENT: Final[ModuleKind[Operations]] = ModuleKind(
    template="client.py.jinja",
    outlines=_client("client.py"),
    shapes=tuple,
    planner=lambda members, _: lambda _: write_client(plan_client(members)),
    origin=_client_origin,
)
CLIENT_STUB: Final[ModuleKind[Operations]] = ModuleKind(
    template="client.pyi.jinja",
    outlines=_client("client.pyi"),
    shapes=tuple,
    planner=lambda members, _: lambda _: write_stub(plan_client(members)),
    origin=_client_origin,
)
