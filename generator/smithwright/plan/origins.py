"""What each module is planned from, as a digest: of equal origins come equal modules.

A module is planned from its own shapes and all that these lead to, with their names; of
the errors that an operation refers to, the names are enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from graphlib import TopologicalSorter
from pathlib import PurePosixPath

from smithwright.caching.digests import digest_of_parts
from smithwright.plan.context import Context
from smithwright.plan.notes import DOCUMENTATION
from smithwright.plan.outline import Outline
from smithwright.plan.symbols import Symbol, Symbols
from smithy_parser import OperationShape, ServiceShape, Shape, ShapeId


def origins(outline: Outline) -> dict[PurePosixPath, str]:
    """Returns the digest of each module's origin, by the module's path."""
    context = outline.context
    closures = _digests_of_closures(context)
    service = _without_lists(context.closure.service)
    common = digest_of_parts(repr(service), context.symbols.base_error.text)
    shapes = {
        module.path: [closures[shape.id] for shape in module.subject]
        for module in outline.shapes
    }
    errors = {module.path: [closures[module.subject.id]] for module in outline.errors}
    operations = {
        module.path: [
            _operation_facts(context, module.subject),
            closures[module.subject.input],
            closures[module.subject.output],
        ]
        for module in outline.operations
    }
    made_from = shapes | errors | operations
    return {path: digest_of_parts(common, *parts) for path, parts in made_from.items()}


def _digests_of_closures(context: Context) -> Mapping[str, str]:
    """Returns a digest of each shape and of all that it leads to."""
    shapes = {shape.id: shape for shape in context.closure.shapes}

    def group_of(shape: ShapeId) -> tuple[ShapeId, ...]:
        return context.symbols.circles.get(shape, (shape,))

    # Shapes that lead to each other have one digest, so that no group leads to itself.
    graph = {
        group: {
            group_of(member.target)
            for shape in group
            for member in shapes[shape].members.values()
        }
        - {group}
        for group in map(group_of, shapes)
    }
    digests: dict[tuple[ShapeId, ...], str] = {}
    for group in TopologicalSorter(graph).static_order():
        own = (_facts(context, shapes[shape]) for shape in group)
        led_to = sorted(digests[led] for led in graph[group])
        digests[group] = digest_of_parts(*own, *led_to)
    return {shape: digests[group_of(shape)] for shape in shapes}


def _facts(context: Context, shape: Shape) -> str:
    """Returns all that plans look at in a shape, and in what it is called."""
    symbols = context.symbols
    members = [
        (name, str(member.target), member.traits)
        for name, member in shape.members.items()
    ]
    return repr(
        (
            *(str(shape.id), shape.type.value, shape.traits, members),
            _names(symbols, symbols.shapes.get(shape.id)),
            _names(symbols, symbols.errors.get(shape.id)),
            shape.id in context.closure.input_shapes,
            shape.id in context.output_shapes,
        )
    )


def _operation_facts(context: Context, operation: OperationShape) -> str:
    symbols, closure = context.symbols, context.closure
    own = symbols.operations[operation.id]
    errors = closure.model.errors_of(operation.id, closure.service.id)
    return repr(
        (
            *(str(operation.id), operation.traits, own.stem.text),
            *(str(operation.input), _names(symbols, own.input)),
            *(str(operation.output), _names(symbols, own.output)),
            [(str(error), _names(symbols, symbols.errors[error])) for error in errors],
        )
    )


def _names(symbols: Symbols, symbol: Symbol | None) -> tuple[str, ...]:
    if symbol is None:
        return ()
    builder = symbols.builders.get(symbol.name.text)
    names = (symbol.module, symbol.name, symbol.stem, *((builder,) if builder else ()))
    return tuple([name.text for name in names])


def _without_lists(service: ServiceShape) -> ServiceShape:
    """Returns what modules may look at: not what else the service has, nor its text."""
    traits = {
        name: value for name, value in service.traits.items() if name != DOCUMENTATION
    }
    return replace(service, traits=traits, operations=(), resources=(), rename={})
