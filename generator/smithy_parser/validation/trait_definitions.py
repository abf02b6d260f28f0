"""What trait definitions demand of the shapes that traits are applied to.

Implements https://smithy.io/2.0/spec/model.html#trait-definitions.
"""

from collections.abc import Iterator
from typing import Final

from ..events import Event
from ..model import Model
from ..shape_id import relative
from ..shapes import Shape, StructureShape
from .findings import error, shapes_and_members, warning, with_trait
from .traversal import own
from .values import elements, properties, text, trait_properties
from .wording import ticked

_DEPRECATED: Final = "smithy.api#deprecated"
_TRAIT: Final = "smithy.api#trait"
_UNSTABLE: Final = "smithy.api#unstable"
_ID: Final = "ExclusiveStructureMemberTrait"


def validate_exclusive_traits(model: Model) -> Iterator[Event]:
    """Find traits on several members of a structure that allow only one.

    Implements https://smithy.io/2.0/spec/model.html#structurally-exclusive-traits.
    """
    exclusive = {
        definition.id: text(value)
        for definition in with_trait(model, _TRAIT)
        if (value := trait_properties(definition, _TRAIT).get("structurallyExclusive"))
    }
    for structure in own(model, StructureShape):
        by_member: dict[str, list[str]] = {}
        by_target: dict[str, list[str]] = {}
        for name, member in structure.members.items():
            for trait in member.traits:
                if exclusive.get(trait) == "member":
                    by_member.setdefault(trait, []).append(name)
            for trait in model[member.target].traits:
                if exclusive.get(trait) == "target":
                    by_target.setdefault(trait, []).append(name)
        for trait, names in by_member.items():
            if len(names) > 1:
                message = (
                    f"The `{relative(trait)}` trait can be applied to only a single "
                    "member of a shape, but it was found on the following members: "
                    f"{ticked(names)}"
                )
                yield error(structure, _ID, message)
        for trait, names in by_target.items():
            if len(names) > 1:
                message = (
                    "Only a single member of a structure can target a shape marked "
                    f"with the `{relative(trait)}` trait, but it was found on the "
                    f"following members: {ticked(names)}"
                )
                yield error(structure, _ID, message)


def validate_breaking_changes(model: Model) -> Iterator[Event]:
    """Check that breaking changes name members of their trait.

    Implements https://smithy.io/2.0/spec/model.html#trait-breaking-change-rules.
    """
    for definition in with_trait(model, _TRAIT):
        rules = elements(trait_properties(definition, _TRAIT).get("breakingChanges"))
        for index, rule in enumerate(rules):
            path = text(properties(rule).get("path")) or ""
            if problem := _dead_end(model, definition, path):
                message = f"Invalid trait breakingChanges element {index}, {problem}"
                yield error(definition, "TraitBreakingChanges", message, _TRAIT)


def _dead_end(model: Model, shape: Shape, path: str) -> str | None:
    """Where a JSON pointer leaves the members of a shape, if it does."""
    for part in path.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        member = shape.members.get(name)
        if member is None:
            return (
                f"'{path}', at segment '{name}': Evaluated shape `{shape.id}`, a "
                f"{shape.type}, has no member named `{name}`"
            )
        shape = model[member.target]
    return None


def validate_stability(model: Model) -> Iterator[Event]:
    """Find uses of traits that are deprecated or unstable.

    Implements https://smithy.io/2.0/spec/documentation-traits.html.
    """
    for shape in shapes_and_members(model.shapes):
        for trait in shape.traits:
            definition = model.get(trait)
            if definition is None:
                continue
            if _UNSTABLE in definition.traits:
                message = f"This shape applies a trait that is unstable: {trait}"
                yield warning(shape, f"UnstableTrait.{trait}", message, trait)
            if _DEPRECATED in definition.traits:
                reason = text(trait_properties(definition, _DEPRECATED).get("message"))
                message = f"This shape applies a trait that is deprecated: {trait}"
                if reason is not None:
                    message += f", {reason}"
                yield warning(shape, f"DeprecatedTrait.{trait}", message, trait)
