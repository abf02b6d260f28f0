"""Traits that nobody should rely on, or not any longer.

Implements https://smithy.io/2.0/spec/documentation-traits.html.
"""

from collections.abc import Iterator
from typing import Final

from ..events import Event
from ..model import Model
from .findings import shapes_and_members, warning
from .values import text, trait_properties

_DEPRECATED: Final = "smithy.api#deprecated"
_ENUM: Final = "smithy.api#enum"
_UNSTABLE: Final = "smithy.api#unstable"


def validate_stability(model: Model) -> Iterator[Event]:
    """Find uses of traits that are deprecated or unstable."""
    for shape in shapes_and_members(model.shapes):
        for trait in shape.traits:
            definition = model.get(trait)
            if definition is None:
                continue
            if _UNSTABLE in definition.traits:
                message = f"This shape applies a trait that is unstable: {trait}"
                yield warning(shape, f"UnstableTrait.{trait}", message, trait)
            if _DEPRECATED in definition.traits and trait != _ENUM:
                reason = text(trait_properties(definition, _DEPRECATED).get("message"))
                message = f"This shape applies a trait that is deprecated: {trait}"
                if reason is not None:
                    message += f", {reason}"
                yield warning(shape, "DeprecatedTrait", message, trait)
