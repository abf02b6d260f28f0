"""Shapes that nothing leads to.

Implements https://smithy.io/2.0/guides/model-linters.html#unreferencedshape.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import NOWHERE, Event, Refusal
from smithy_parser.model import Model
from smithy_parser.nodes import Node
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.selector import parse_selector
from smithy_parser.shape_id import PRELUDE
from smithy_parser.validation.expect import optional_string
from smithy_parser.validation.findings import Validator, note, ticked

_KEY: Final = "rootShapeSelector"


def unreferenced_shapes(configuration: Mapping[str, Node]) -> Validator:
    """UnreferencedShape: shapes out of reach of all roots and trait definitions."""
    if extra := sorted(configuration.keys() - {_KEY}):
        message = (
            f"Expected an object with possible properties of `{_KEY}`, but found "
            f"additional properties: {ticked(extra)}"
        )
        raise Refusal(message, NOWHERE)
    text = optional_string(configuration, _KEY) or "service"
    try:
        selector = parse_selector(text)
    except SelectorError as error:
        raise Refusal(f"Error parsing `{_KEY}`: {error}", NOWHERE) from None

    def validate(model: Model) -> Iterator[Event]:
        traits = model.graph.with_trait("smithy.api#trait")
        roots = [*selector.select(model.graph), *traits]
        reached = model.graph.closure(roots)
        for id, shape in model.shapes.items():
            if id not in reached and shape.id.namespace != PRELUDE:
                message = (
                    f"This shape is unreferenced. It has no modeled connections to "
                    f"shapes that match the following selector: `{text}`"
                )
                yield note(shape, "UnreferencedShape", message)

    return validate
