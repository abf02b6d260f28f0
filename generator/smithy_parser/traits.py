"""Traits applied from outside of a shape's definition.

Implements https://smithy.io/2.0/spec/model.html#trait-conflict-resolution.
"""

from collections.abc import Mapping
from dataclasses import replace

from smithy_parser.declarations import AppliedTrait, ShapeDeclaration
from smithy_parser.events import Event, Severity
from smithy_parser.merge import Merged
from smithy_parser.nodes import Node, is_list, same
from smithy_parser.places import Place
from smithy_parser.shapes import Shape


def apply_traits(merged: Merged, events: list[Event]) -> None:
    """Adds the applied traits of `merged` to its shapes and their own members.

    What concerns a member that its shape does not declare stays in `merged.applied`:
    the shape may inherit the member.
    """
    for id, applied in list(merged.applied.items()):
        if (shape := merged.shapes.get(id)) is None:
            continue
        rest: list[AppliedTrait] = []
        for trait in applied:
            name = trait.target.member
            if name is None:
                shape.traits, shape.trait_places = with_trait(shape, trait, events)
            elif (member := shape.members.get(name)) is not None:
                traits, places = with_trait(member, trait, events)
                shape.members[name] = replace(
                    member, traits=traits, trait_places=places
                )
            else:
                rest.append(trait)
        if rest:
            merged.applied[id] = rest
        else:
            del merged.applied[id]


def with_trait(
    shape: ShapeDeclaration | Shape, applied: AppliedTrait, events: list[Event]
) -> tuple[Mapping[str, Node], Mapping[str, Place]]:
    """Returns the traits of `shape` with one more, and their places."""
    traits, places = dict(shape.traits), dict(shape.trait_places)
    add_trait(traits, places, applied, shape.place, events)
    return traits, places


def add_trait(
    traits: dict[str, Node],
    places: dict[str, Place],
    applied: AppliedTrait,
    place: Place,
    events: list[Event],
) -> None:
    """Adds a trait to those of the shape at `place`.

    Lists join, and equal values are the same trait; others are a conflict.
    """
    trait, value = applied.trait, applied.value
    if trait in traits:
        known = traits[trait]
        if is_list(known) and is_list(value):
            value = [*known, *value]
        else:
            if not same(known, value):
                first = places.get(trait) or place.of_trait(trait)
                events.append(_conflict(applied, first))
            return
    traits[trait] = value
    places[trait] = applied.place


def _conflict(applied: AppliedTrait, first: Place) -> Event:
    where = applied.place.locate()
    message = (
        f"Conflicting `{applied.trait}` trait found on shape `{applied.target}`. "
        f"The previous trait was defined at `{first.locate()}`, and a conflicting "
        f"trait was defined at `{where}`."
    )
    return Event(Severity.ERROR, "Model", applied.target, message, where)
