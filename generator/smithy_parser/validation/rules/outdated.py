"""The use of what is deprecated or unstable.

Implements https://smithy.io/2.0/spec/documentation-traits.html#deprecated-trait and
https://smithy.io/2.0/spec/documentation-traits.html#unstable-trait.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.validation.findings import warning
from smithy_parser.validation.rules.traits.targets import definitions

_DEPRECATED: Final = "smithy.api#deprecated"
_ENUM: Final = "smithy.api#enum"
_UNSTABLE: Final = "smithy.api#unstable"


def unstable_trait(model: Model) -> Iterator[Event]:
    """UnstableTrait: traits that may still change."""
    for trait in definitions(model):
        if _UNSTABLE in model.shapes[trait].traits:
            for shape in model.graph.with_trait(trait):
                message = f"This shape applies a trait that is unstable: {trait}"
                yield warning(shape, f"UnstableTrait.{trait}", message, trait)


def deprecated_trait(model: Model) -> Iterator[Event]:
    """DeprecatedTrait: traits that should not be used any more.

    The loader speaks of the trait ``enum``, whose use depends on Smithy's version.
    """
    for trait in definitions(model):
        deprecation = model.shapes[trait].traits.get(_DEPRECATED)
        if not isinstance(deprecation, Mapping) or trait == _ENUM:
            continue
        reason = f", {deprecation['message']}" if "message" in deprecation else ""
        message = f"This shape applies a trait that is deprecated: {trait}{reason}"
        for shape in model.graph.with_trait(trait):
            yield warning(shape, "DeprecatedTrait", message, trait)
