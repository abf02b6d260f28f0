"""Shapes that are private to their namespace.

Implements https://smithy.io/2.0/spec/model.html#private-trait.
"""

from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import Shape
from smithy_parser.validation.findings import error, warning
from smithy_parser.validation.rules.targets import relationship_name
from smithy_parser.validation.traversal import members_with, references

_PRIVATE: Final = "smithy.api#private"
_MIXIN: Final = "smithy.api#mixin"


def private_access(model: Model) -> Iterator[Event]:
    """PrivateAccess: references to private shapes of other namespaces."""
    for shape in model.own:
        for user, name, target in references(shape):
            if _is_closed(shape, model[target]):
                kind = relationship_name(name)
                yield error(user, "PrivateAccess", _message(kind, target))
        for each in (shape, *shape.members.values()):
            for trait in each.traits:
                definition = model.get(trait)
                if definition is not None and _is_closed(shape, definition):
                    yield warning(each, "PrivateAccess", _message("trait", trait))


def _is_closed(user: Shape, target: Shape) -> bool:
    return _PRIVATE in target.traits and target.id.namespace != user.id.namespace


def _message(relationship: str, target: str) -> str:
    return (
        f"This shape has an invalid {relationship} relationship that targets a private "
        f"shape, `{target}`, in another namespace."
    )


def private_mixin_member(model: Model) -> Iterator[Event]:
    """PrivateMixinMember: private members of mixins, which are inherited everywhere."""
    for member in members_with(model, _PRIVATE):
        if _MIXIN in model[member.container].traits:
            message = (
                "The `@private` trait does not prevent a mixin member from being "
                "inherited by shapes in other namespaces, nor does it prevent new "
                "traits from being added to the inherited member. Apply `@private` to "
                "the mixin shape or target shape instead if cross-namespace access "
                "should be restricted."
            )
            yield warning(member, "PrivateMixinMember", message, _PRIVATE)
