"""Rules that trait definitions bring along for the shapes they are applied to.

Implements the ``traitValidators`` trait of the prelude.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from ..events import Event, Severity
from ..model import Model
from ..nodes import Node
from ..selectors import SelectorError, parse_selector
from ..selectors.evaluation import Evaluation
from ..shape_id import NAMESPACE
from ..shapes import Shape
from .findings import error, finding, with_trait
from .values import properties, text, trait_properties

_VALIDATORS: Final = "smithy.api#traitValidators"


def trait_validators(model: Model) -> Iterator[Event]:
    """Apply the rules of each trait to the shapes that have it."""
    for trait in with_trait(model, _VALIDATORS):
        for id, rule in trait_properties(trait, _VALIDATORS).items():
            if NAMESPACE.fullmatch(id) is None:
                message = f"`{_VALIDATORS}` key is not a valid event ID: `{id}`"
                yield error(trait, "TraitValidators", message, _VALIDATORS)
            else:
                yield from _apply(model, trait, id, properties(rule))


def _apply(
    model: Model, trait: Shape, id: str, rule: Mapping[str, Node]
) -> Iterator[Event]:
    reason = text(rule.get("message"))
    severity = Severity(text(rule.get("severity")) or Severity.ERROR)
    try:
        chain = parse_selector(text(rule.get("selector")) or "*").chain
        for shape in model.graph.with_trait(trait.id):
            for found in sorted(Evaluation(model.graph).accepted(chain, [shape])):
                message = (
                    "Found an incompatible shape when validating the constraints of "
                    f"the `{trait.id}` trait attached to `{shape.id}`"
                    f"{f': {reason}' if reason else ''}"
                )
                yield finding(severity, model[found], id, message)
    except SelectorError as problem:
        message = f"The selector of the rule `{id}` is wrong: {problem}"
        yield error(trait, "TraitValidators", message, _VALIDATORS)
