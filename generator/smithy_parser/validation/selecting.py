"""Validators made of selectors.

Implements https://smithy.io/2.0/spec/model-validation.html#emiteachselector and
https://smithy.io/2.0/spec/model-validation.html#emitnoneselector.
"""

from collections.abc import Iterable, Iterator, Mapping

from smithy_parser.events import NOWHERE, Event, Refusal
from smithy_parser.model import Model
from smithy_parser.nodes import Node
from smithy_parser.selectors.attributes import Scope, ShapeAttribute, absolute
from smithy_parser.selectors.selector import Selector, parse_selector
from smithy_parser.shapes import Shape
from smithy_parser.validation.expect import optional_string
from smithy_parser.validation.findings import Validator, danger
from smithy_parser.validation.templates import parse_template


def emit_each(configuration: Mapping[str, Node]) -> Validator:
    """EmitEachSelector: an event for each shape that a selector matches."""
    selector = _selector(configuration)
    bound = optional_string(configuration, "bindToTrait")
    trait = "" if bound is None else absolute(bound)
    text = optional_string(configuration, "messageTemplate")
    template = None if text is None else parse_template(text)

    def validate(model: Model) -> Iterator[Event]:
        if trait and not model.graph.with_trait(trait):
            return
        for shape, scope in _matches(selector, model, template is not None):
            if trait and trait not in shape.traits:
                continue
            if template is None:
                message = f"Selector capture matched selector: {selector.text}"
            else:
                message = template.expand(ShapeAttribute(shape, scope))
            yield danger(shape, "EmitEachSelector", message, trait)

    return validate


def emit_none(configuration: Mapping[str, Node]) -> Validator:
    """EmitNoneSelector: an event if a selector matches no shape."""
    selector = _selector(configuration)

    def validate(model: Model) -> Iterator[Event]:
        matches = selector.select(model.graph)
        if all(model.has_built_in(shape.id) for shape in matches):
            message = f"Expected at least one shape to match selector: {selector.text}"
            yield danger(None, "EmitNoneSelector", message)

    return validate


def _selector(configuration: Mapping[str, Node]) -> Selector:
    text = optional_string(configuration, "selector")
    if text is None:
        raise Refusal("selector is required", NOWHERE)
    return parse_selector(text)


def _matches(
    selector: Selector, model: Model, with_variables: bool
) -> Iterable[tuple[Shape, Scope]]:
    """The matches in model order; each shape once unless variables tell them apart."""
    if not with_variables:
        return [(shape, Scope({})) for shape in selector.select(model.graph)]
    order = model.graph.order
    matches = selector.matches(model.graph)
    return sorted(matches, key=lambda match: order[match[0].id])
