"""What each module is planned from, as a digest: of equal origins come equal modules.

A module is planned from its own shapes and all that these lead to, with their names; of
the errors that an operation refers to, the names are enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import TopologicalSorter

from smithwright.caching.digests import digest_of_parts
from smithwright.plan.context import Context
from smithwright.plan.endpoints import DIAGRAM, RULE_SET, SETTINGS
from smithwright.plan.symbols import Symbol, Symbols
from smithwright.plan.traits import DOCUMENTATION
from smithy_parser import Model, OperationShape, ServiceShape, Shape, ShapeId


@dataclass(frozen=True)
class Origins:
    """Digests of the parts of a closure that modules are planned from."""

    context: Context

    @cached_property
    def common(self) -> str:
        """The digest of what all modules may look at."""
        service = _without_lists(self.context.closure.service)
        return digest_of_parts(repr(service), self.context.symbols.base_error.text)

    @cached_property
    def endpoints(self) -> str:
        """The digest of what decides on the service's endpoints."""
        traits = self.context.closure.service.traits
        stated = (traits.get(trait) for trait in (RULE_SET, DIAGRAM, SETTINGS))
        return digest_of_parts(*map(repr, stated))

    @cached_property
    def _endpoint_parameters(self) -> str:
        """The digest of what operations may set of that, where clients ask for it."""
        if not self.context.has_client:
            return ""
        traits = self.context.closure.service.traits
        stated = (traits.get(trait) for trait in (RULE_SET, DIAGRAM))
        return digest_of_parts(
            *(
                repr(rules.get("parameters") if isinstance(rules, Mapping) else None)
                for rules in stated
            )
        )

    def of_shape(self, shape: ShapeId) -> str:
        """Returns the digest of a shape and of all that it leads to."""
        return self._closures[shape]

    def of_operation(self, operation: OperationShape) -> tuple[str, ...]:
        """Returns digests of an operation, its input and its output."""
        return (
            _operation_facts(self.context, operation),
            self._closures[operation.input],
            self._closures[operation.output],
            self._endpoint_parameters,
        )

    def of_signature(self, operation: OperationShape) -> str:
        """Returns the digest of what calling an operation looks like.

        That is its documentation, and the names and types of its members.
        """
        symbols = self.context.symbols
        parts = [_operation_facts(self.context, operation)]
        waiting = [self.context.closure.model[operation.input]]
        while waiting:
            for name, member in waiting.pop().members.items():
                target = self.context.target(member)
                traits = [trait for trait in member.traits if trait != DOCUMENTATION]
                symbol = _names(symbols, symbols.shapes.get(target.id))
                parts.append(repr((name, target.type.value, traits, symbol)))
                if not symbol:
                    parts.append(repr([*target.traits.keys() - {DOCUMENTATION}]))
                    waiting.append(target)
        return digest_of_parts(*parts)

    @cached_property
    def _closures(self) -> Mapping[str, str]:
        return _digests_of_closures(self.context)


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
        name: value
        for name, value in service.traits.items()
        if name != DOCUMENTATION and not name.startswith("smithy.rules#")
    }
    return replace(service, traits=traits, operations=(), resources=(), rename={})


def definitions_digest(model: Model) -> str:
    """Returns the digest of the traits that the sources define, which rules go by."""
    return digest_of_parts(*(repr(each) for each in _definitions(model)))


def _definitions(model: Model) -> Iterator[object]:
    defined = (shape for shape in model.own if "smithy.api#trait" in shape.traits)
    for shape in model.walk(*(shape.id for shape in defined)):
        members = [(name, m.target, m.traits) for name, m in shape.members.items()]
        yield shape.id, shape.type, shape.traits, members
