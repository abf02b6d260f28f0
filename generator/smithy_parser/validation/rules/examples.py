"""The examples of operations, against the shapes that they show.

Implements https://smithy.io/2.0/spec/documentation-traits.html#examples-trait.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event, Severity
from smithy_parser.model import Model
from smithy_parser.nodes import Node
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import OperationShape, ServiceShape
from smithy_parser.validation.findings import error
from smithy_parser.validation.node_values import NodeValues
from smithy_parser.validation.traversal import own
from smithy_parser.validation.values import elements, properties, text

_ID: Final = "ExamplesTrait"
_EXAMPLES: Final = "smithy.api#examples"


def examples_trait(model: Model) -> Iterator[Event]:
    """ExamplesTrait: the examples of all operations."""
    values = NodeValues(model)
    lenient = NodeValues(model, constraints=Severity.WARNING)
    common = _common_errors(model)
    for operation in own(model, OperationShape):
        errors = {*operation.errors, *common.get(operation.id, ())}
        for element in elements(operation.traits.get(_EXAMPLES)):
            example = properties(element)
            is_lenient = example.get("allowConstraintErrors") is True
            checker = lenient if is_lenient else values
            yield from _check_errors(operation, example, errors)
            for part, id, value in _parts(operation, example, errors):
                shape = model[id]
                context = f"Example {part} of `{text(example.get('title'))}`"
                where = operation.trait_source(_EXAMPLES)
                for problem in checker.problems(shape, value):
                    yield problem.event(_ID, operation.id, context, where)


def _common_errors(model: Model) -> dict[ShapeId, set[ShapeId]]:
    """Returns the errors that an operation has in every service that it belongs to."""
    found: dict[ShapeId, set[ShapeId]] = {}
    for service in own(model, ServiceShape):
        for operation in model.operations_of(service.id):
            known = found.setdefault(operation.id, set(service.errors))
            known.intersection_update(service.errors)
    return found


def _check_errors(
    operation: OperationShape, example: Mapping[str, Node], errors: set[ShapeId]
) -> Iterator[Event]:
    title = text(example.get("title"))
    if example.get("allowConstraintErrors") is True and "error" not in example:
        message = (
            f"Example: `{title}` has allowConstraintErrors enabled, so error must be "
            "defined."
        )
        yield error(operation, _ID, message, _EXAMPLES)
    if "output" in example and "error" in example:
        message = (
            f"Example: `{title}` has both output and error defined, only one should be "
            "present."
        )
        yield error(operation, _ID, message, _EXAMPLES)
    elif "error" in example:
        id = text(properties(example["error"]).get("shapeId"))
        if id not in errors:
            message = (
                f"Error parameters provided for operation without the `{id}` error: "
                f"`{title}`"
            )
            yield error(operation, _ID, message, _EXAMPLES)


def _parts(
    operation: OperationShape, example: Mapping[str, Node], errors: set[ShapeId]
) -> Iterator[tuple[str, str, Node]]:
    """Yields what an example shows, with the shape of each part."""
    yield "input", operation.input, example.get("input", {})
    if "output" in example and "error" not in example:
        yield "output", operation.output, example["output"]
    if "error" in example and "output" not in example:
        shown = properties(example["error"])
        id = text(shown.get("shapeId"))
        if id is not None and id in errors:
            yield "error", id, shown.get("content", {})
