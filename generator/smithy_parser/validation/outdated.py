"""The use of what is deprecated or unstable.

Implements https://smithy.io/2.0/spec/documentation-traits.html#deprecated-trait and
https://smithy.io/2.0/spec/documentation-traits.html#unstable-trait.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from ..events import Event
from ..model import Model
from ..nodes import Node
from ..shapes import Member
from .findings import own_shapes, warning
from .trait_targets import definitions

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


def deprecated_shape(model: Model) -> Iterator[Event]:
    """DeprecatedShape: targets and mixins that should not be used any more."""
    for shape in own_shapes(model):
        for id in [shape.target] if isinstance(shape, Member) else shape.mixins:
            deprecation = model.shapes[id].traits.get(_DEPRECATED)
            if isinstance(deprecation, Mapping):
                is_member = isinstance(shape, Member)
                use = "Member targets" if is_member else "Applies"
                kind = "shape" if is_member else "mixin"
                message = f"{use} a deprecated {kind}, {id}{_reason(deprecation)}"
                yield warning(shape, f"DeprecatedShape.{id}", message)


def _reason(deprecation: Mapping[str, Node]) -> str:
    message = f". {deprecation['message']}" if "message" in deprecation else ""
    since = f" (since {deprecation['since']})" if "since" in deprecation else ""
    return f"{message}{since}"
