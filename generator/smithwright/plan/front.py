"""The modules of the package itself: what it exports, and what its service says."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from smithwright.plan import traits
from smithwright.plan.context import Context
from smithwright.plan.identifiers import DottedName, Identifier
from smithwright.plan.outline import Outline
from smithwright.writing.code import Literal
from smithwright.writing.docstrings import docstring
from smithwright.writing.package import Export, Package
from smithy_parser import ServiceShape

_EXPORTS = {
    "AnyStream": "bodies",
    "BuildError": "problems",
    "ByteStream": "bodies",
    "Config": "config",
    "HttpRequest": "http",
    "HttpResponse": "http",
    "Operation": "operation",
    "OperationDefinition": "operation",
    "Problem": "problems",
    "ResponseError": "errors",
    "ServiceError": "errors",
}
"""What every package exports of its runtime, and the module that has it."""

_FURTHER_EXPORTS = {
    "AddressingConfig": "buckets",
    "EventStreamBody": "event_streams",
    "StreamingBody": "streams",
    "UnsupportedError": "event_streams",
}
"""What a package exports if its modules import the runtime module."""

FRONT_RUNTIME = frozenset({"errors", "lazy", "operation", *_EXPORTS.values()})
"""The runtime modules that the package's own modules import, whatever the service."""


def plan_front(outline: Outline, runtime: Collection[str]) -> Package:
    """Returns what the package's own modules say.

    Args:
        outline: The package.
        runtime: The runtime modules that its modules import.
    """
    context = outline.context
    symbols, closure = context.symbols, context.closure
    called = traits.title(closure.service)
    return Package(
        name=outline.name,
        doc=docstring(f"{called}.", _text(closure.service)),
        base_error=symbols.base_error,
        base_error_doc=docstring(
            f"Base class of the errors of {called}; also raised for an error that the "
            "model does not define."
        ),
        exports=tuple(sorted(_exports(context, runtime), key=_by_module)),
        operations=tuple(
            (Literal.of(o.id.name), Literal.of(symbols.operations[o.id].stem.text))
            for o in closure.operations
        ),
    )


def _by_module(export: Export) -> tuple[str, str]:
    return export.module.text, export.name.text


def _exports(context: Context, runtime: Collection[str]) -> Iterator[Export]:
    symbols = context.symbols
    for name, module in {**_EXPORTS, **_FURTHER_EXPORTS}.items():
        if module in runtime:
            yield Export(Identifier(name), DottedName(f"_runtime.{module}"))
    yield Export(Identifier("OPERATIONS"), DottedName("operations"))
    yield Export(symbols.base_error, DottedName("errors"))
    if context.has_client:
        yield Export(symbols.client, DottedName("client"))
        yield Export(symbols.async_client, DottedName("client"))
    classes = [*symbols.shapes.values(), *symbols.errors.values()]
    for operation in symbols.operations.values():
        classes += [operation.input, operation.output]
    for symbol in classes:
        yield Export(symbol.name, symbol.module)
        if (builder := symbols.builders.get(symbol.name.text)) is not None:
            yield Export(builder, symbol.module)


def _text(service: ServiceShape) -> str:
    value = service.traits.get(traits.DOCUMENTATION)
    return value if isinstance(value, str) else ""
