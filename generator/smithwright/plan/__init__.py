"""The plan stage: a closure of shapes becomes the plan of a Python package.

`symbols` names everything, `protocols` say how operations are put on the wire, and
`shapes`, `errors` and `operations` plan the modules of each kind. The result is the
frozen `Package` of `package`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from smithwright.plan.context import Context, PlanError
from smithwright.plan.customizations import service_id
from smithwright.plan.docstrings import docstring
from smithwright.plan.errors import ErrorPlanner
from smithwright.plan.imports import RUNTIME
from smithwright.plan.notes import DOCUMENTATION
from smithwright.plan.operations import OperationPlanner
from smithwright.plan.package import (
    ErrorModule,
    Export,
    OperationModule,
    Package,
    ShapeModule,
)
from smithwright.plan.protocols import choose_protocol
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.shapes import ShapePlanner
from smithwright.plan.symbols import Symbols, assign_symbols
from smithwright.plan.text import Code, Identifier, Literal
from smithwright.selection import Closure
from smithwright.settings import Validation
from smithy_parser import ServiceShape

__all__ = ["PlanError", "context_of", "plan_package"]

_RUNTIME = frozenset(
    "__init__ bodies checks config documents errors http lazy operation plain "
    "problems shapes".split()
)
_RUNTIME_EXPORTS = {
    "AddressingConfig": "buckets",
    "AnyStream": "bodies",
    "BuildError": "problems",
    "ByteStream": "bodies",
    "Config": "config",
    "EventStreamBody": "event_streams",
    "HttpRequest": "http",
    "HttpResponse": "http",
    "Operation": "operation",
    "OperationDefinition": "operation",
    "Problem": "problems",
    "ResponseError": "errors",
    "ServiceError": "errors",
    "StreamingBody": "streams",
    "UnsupportedError": "event_streams",
}


def plan_package(
    closure: Closure,
    name: str,
    protocol: str | None = None,
    *,
    validation: Validation = "all",
    builders: bool = True,
) -> Package:
    """Returns the plan of the package `name`.

    Args:
        closure: The shapes.
        name: The import name.
        protocol: The trait of the protocol, by id or name; None for the best that the
            service offers.
        validation: Which rules hold where a caller names none.
        builders: Whether structures have builders.

    Raises:
        PlanError: The model asks for what no package can be made of.
        ValueError: `name` is not an identifier.
    """
    package_name = Identifier(name)
    spoken = choose_protocol(closure.service, protocol)
    context = replace(
        context_of(closure, validation), binds_payloads=spoken.binds_payloads
    )
    if not builders:
        context = replace(context, symbols=replace(context.symbols, builders={}))
    symbols = context.symbols
    shapes = ShapePlanner(context, spoken)
    errors = ErrorPlanner(context, spoken)
    operations = OperationPlanner(context, spoken, _signing_name(closure.service))
    title = _title(closure.service)
    shape_modules = tuple(shapes.plan(group) for group in symbols.groups)
    error_modules = tuple(
        errors.plan(shape) for shape in closure.shapes if shape.id in symbols.errors
    )
    operation_modules = tuple(operations.plan(o) for o in closure.operations)
    runtime = _runtime(spoken, (*shape_modules, *error_modules, *operation_modules))
    return Package(
        name=package_name,
        doc=docstring(f"{title}.", _text(closure.service)),
        base_error=symbols.base_error,
        base_error_doc=docstring(
            f"An error of {title}; raised itself for errors that its model lacks."
        ),
        exports=tuple(sorted(_exports(symbols, runtime), key=_by_module)),
        operations=tuple(
            (Literal.of(o.id.name), Literal.of(symbols.operations[o.id].stem.text))
            for o in closure.operations
        ),
        shapes=shape_modules,
        errors=error_modules,
        operation_modules=operation_modules,
        runtime=tuple(PurePosixPath(f"{name}.py") for name in sorted(runtime)),
        warnings=tuple(context.warnings),
    )


def context_of(closure: Closure, validation: Validation = "all") -> Context:
    """Returns a closure with the names of its shapes."""
    symbols = assign_symbols(closure, service_id(closure.service))
    return Context(closure, symbols, Literal.of(validation))


def _by_module(export: Export) -> tuple[str, str]:
    return export.module.text, export.name.text


def _exports(symbols: Symbols, runtime: Collection[str]) -> Iterator[Export]:
    for name, module in _RUNTIME_EXPORTS.items():
        if module in runtime:
            yield Export(Identifier(name), Code(f"_runtime.{module}"))
    yield Export(Identifier("OPERATIONS"), Code("operations"))
    yield Export(symbols.base_error, Code("errors"))
    classes = [*symbols.shapes.values(), *symbols.errors.values()]
    for operation in symbols.operations.values():
        classes += [operation.input, operation.output]
    for symbol in classes:
        yield Export(symbol.name, symbol.module)
        if (builder := symbols.builders.get(symbol.name.text)) is not None:
            yield Export(builder, symbol.module)


def _runtime(
    protocol: Protocol, modules: Iterable[ShapeModule | ErrorModule | OperationModule]
) -> frozenset[str]:
    """Returns what every package has, what its protocol needs, and what is imported."""
    imported = {
        each.module.text.removeprefix(RUNTIME)
        for module in modules
        for each in module.imports
        if each.module.text.startswith(RUNTIME)
    }
    return _RUNTIME.union(protocol.runtime, imported)


def _signing_name(service: ServiceShape) -> str:
    # https://smithy.io/2.0/aws/aws-auth.html#aws-auth-sigv4-trait
    value = service.traits.get("aws.auth#sigv4")
    name = value.get("name") if isinstance(value, Mapping) else None
    return name if isinstance(name, str) else ""


def _title(service: ServiceShape) -> str:
    value = service.traits.get("smithy.api#title")
    return value if isinstance(value, str) and value else service.id.name


def _text(service: ServiceShape) -> str:
    value = service.traits.get(DOCUMENTATION)
    return value if isinstance(value, str) else ""
