"""Traits applied from outside of a shape's definition.

Implements https://smithy.io/2.0/spec/model.html#trait-conflict-resolution.
"""

from .declarations import AppliedTrait, MemberDeclaration, ShapeDeclaration
from .events import Event, Severity
from .merge import Merged
from .nodes import is_list, same


def apply_traits(merged: Merged, events: list[Event]) -> None:
    """Add the applied traits of `merged` to its shapes and their own members.

    What concerns a member that its shape does not declare stays in `merged.applied`:
    the shape may inherit the member.
    """
    for id, applied in list(merged.applied.items()):
        if (shape := merged.shapes.get(id)) is None:
            continue
        rest: list[AppliedTrait] = []
        for trait in applied:
            name = trait.target.member
            target = shape if name is None else shape.members.get(name)
            if target is None:
                rest.append(trait)
            else:
                apply_trait(target, trait, events)
        if rest:
            merged.applied[id] = rest
        else:
            del merged.applied[id]


def apply_trait(
    shape: ShapeDeclaration | MemberDeclaration,
    applied: AppliedTrait,
    events: list[Event],
) -> None:
    """Add a trait to `shape`: lists join, and equal values are the same trait."""
    trait, value = applied.trait, applied.value
    if trait in shape.traits:
        known = shape.traits[trait]
        if is_list(known) and is_list(value):
            value = [*known, *value]
        elif same(known, value):
            return
        else:
            events.append(_conflict(shape, applied))
            return
    shape.traits = {**shape.traits, trait: value}
    shape.trait_places = {**shape.trait_places, trait: applied.place}


def _conflict(
    shape: ShapeDeclaration | MemberDeclaration, applied: AppliedTrait
) -> Event:
    trait = applied.trait
    first = shape.trait_places.get(trait) or shape.place.of_trait(trait)
    message = (
        f"Conflicting `{trait}` trait found on shape `{shape.id}`. "
        f"The previous trait was defined at `{first.locate()}`, and a conflicting "
        f"trait was defined at `{applied.place.locate()}`."
    )
    where = applied.place.locate()
    return Event(Severity.ERROR, "Model", shape.id, message, where)
