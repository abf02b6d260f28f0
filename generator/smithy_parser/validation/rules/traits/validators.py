"""Rules that traits bring with them.

Implements https://smithy.io/2.0/spec/model.html#traitvalidators-trait.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event, Severity
from smithy_parser.model import Model
from smithy_parser.nodes import Node
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.selector import parse_selector
from smithy_parser.shape_id import NAMESPACE
from smithy_parser.shapes import Shape
from smithy_parser.validation.findings import error, finding

_VALIDATORS: Final = "smithy.api#traitValidators"


def trait_validators(model: Model) -> Iterator[Event]:
    """Events of the selectors that a trait evaluates from the shapes that have it."""
    for trait in model.graph.with_trait(_VALIDATORS):
        rules = trait.traits[_VALIDATORS]
        for id, rule in rules.items() if isinstance(rules, Mapping) else ():
            if NAMESPACE.fullmatch(id) is None:
                message = f"`{_VALIDATORS}` key is not a valid event ID: `{id}`"
                yield error(trait, "TraitValidators", message, _VALIDATORS)
            elif isinstance(rule, Mapping):
                yield from _evaluate(model, trait, id, rule)


def _evaluate(
    model: Model, trait: Shape, id: str, rule: Mapping[str, Node]
) -> Iterator[Event]:
    named = rule.get("severity")
    severity = next((s for s in Severity if s == named), Severity.ERROR)
    suffix = f": {rule['message']}" if "message" in rule else ""
    try:
        selector = parse_selector(str(rule.get("selector")))
        for applied in model.graph.with_trait(trait.id):
            message = (
                f"Found an incompatible shape when validating the constraints of the "
                f"`{trait.id}` trait attached to `{applied.id}`{suffix}"
            )
            for shape in selector.select_from(model.graph, [applied]):
                yield finding(severity, shape, id, message)
    except SelectorError as problem:
        yield error(trait, "TraitValidators", str(problem), _VALIDATORS)
