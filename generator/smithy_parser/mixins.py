"""Mixins, flattened: each shape with all that it inherits.

Implements https://smithy.io/2.0/spec/mixins.html.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, cast

from smithy_parser.closure import circles_in
from smithy_parser.completeness import check_members
from smithy_parser.declarations import (
    ELIDED,
    AppliedTrait,
    Property,
    ShapeDeclaration,
)
from smithy_parser.elision import fill_targets
from smithy_parser.events import Event, Refusal, Severity
from smithy_parser.merge import Merged
from smithy_parser.nodes import Node, is_list
from smithy_parser.places import Place
from smithy_parser.shape_id import ShapeId, relative
from smithy_parser.shapes import Member
from smithy_parser.traits import with_trait

_MIXIN: Final = "smithy.api#mixin"


def flatten(merged: Merged, events: list[Event]) -> dict[str, ShapeDeclaration]:
    """Returns the shapes of `merged`, in order, with what they inherit.

    A shape that lacks what it should inherit is reported and left out.
    """
    shapes = merged.shapes
    complete: dict[str, ShapeDeclaration] = {}
    failed: set[str] = set()
    for shape in _mixins_first(shapes):
        try:
            if shape.mixins:
                _inherit(shape, _mixins(shape, complete), merged, events)
            elif shape.elides or shape.resource:
                fill_targets(shape, {}, shapes)
            check_members(shape)
        except Refusal as refusal:
            failed.add(shape.id)
            events.append(refusal.event)
        else:
            complete[shape.id] = shape
    rest = {i: s for i, s in shapes.items() if i not in complete and i not in failed}
    events += _circular(rest)
    return {id: shape for id, shape in shapes.items() if id in complete}


def _circular(rest: Mapping[str, ShapeDeclaration]) -> Iterator[Event]:
    """Events for shapes in circles, and for those that such a shape is a mixin of."""
    circles = circles_in(rest, lambda id: rest[id].mixins)
    for circle in circles:
        for id in circle:
            others = ", ".join(other for other in reversed(circle) if other != id)
            message = (
                "Unable to resolve mixins; cycles detected between this shape and "
            )
            yield _error(rest[id], f"{message}[{others}]")
    in_circles = set(chain.from_iterable(circles))
    for id, shape in rest.items():
        if id not in in_circles:
            mixin = next(mixin for mixin in shape.mixins if mixin in rest)
            yield _error(shape, f"Cannot apply mixin to {id}: {mixin} not found")


def _error(shape: ShapeDeclaration, message: str) -> Event:
    return Event(Severity.ERROR, "Model", shape.id, message, shape.place.locate())


def _mixins(
    shape: ShapeDeclaration, complete: Mapping[str, ShapeDeclaration]
) -> list[ShapeDeclaration]:
    for id in shape.mixins:
        if id not in complete:
            elided = (m.id for m in shape.members.values() if m.target is ELIDED)
            user = next(elided, shape.id)
            message = f"Cannot apply mixin to {user}: {id} not found"
            raise Refusal(message, shape.place.locate(), shape.id)
    mixins = [complete[id] for id in shape.mixins]
    if others := [mixin.id for mixin in mixins if mixin.type is not shape.type]:
        message = (
            "Mixins may only be mixed into shapes of the same type. The following "
            f"mixins were applied to the {shape.type} shape `{shape.id}` which are not "
            f"{shape.type} shapes: [`{'`, `'.join(others)}`]"
        )
        raise Refusal(message, shape.place.locate(), shape.id)
    return mixins


def _mixins_first(
    shapes: Mapping[str, ShapeDeclaration],
) -> list[ShapeDeclaration]:
    """`shapes` so that each comes after its mixins; what hangs on a circle is left out.

    The list grows while it is gone through.
    """
    ordered = [shape for shape in shapes.values() if not shape.mixins]
    users: dict[str, list[ShapeDeclaration]] = {}
    pending: dict[str, int] = {}
    for shape in shapes.values():
        if shape.mixins:
            known = [mixin for mixin in shape.mixins if mixin in shapes]
            pending[shape.id] = len(known)
            for mixin in known:
                users.setdefault(mixin, []).append(shape)
    ordered += [shapes[id] for id, count in pending.items() if not count]
    for shape in ordered if users else ():
        for user in users.get(shape.id, ()):
            pending[user.id] -= 1
            if not pending[user.id]:
                ordered.append(user)
    return ordered


def _inherit(
    shape: ShapeDeclaration,
    mixins: Sequence[ShapeDeclaration],
    merged: Merged,
    events: list[Event],
) -> None:
    members: dict[str, Member] = {}
    for mixin in mixins:
        for name, member in mixin.members.items():
            derived = _derive(shape.id.with_member(name), member)
            members[name] = _overlay(members.get(name), derived, events)
    _apply_to_inherited(shape, members, merged, events)
    fill_targets(shape, members, merged.shapes)
    for name, member in shape.members.items():
        members[name] = _overlay(members.get(name), member, events)
    shape.members = members
    places: dict[str, Place] = {}
    traits: dict[str, Node] = {}
    for mixin in mixins:
        for trait, value in _inheritable(mixin).items():
            traits[trait] = value
            places[trait] = mixin.trait_places.get(trait) or mixin.place.of_trait(trait)
    own = {trait: place for trait, place in places.items() if trait not in shape.traits}
    shape.trait_places = {**own, **shape.trait_places}
    shape.traits = {**traits, **shape.traits}
    shape.properties = _merge_properties([*mixins, shape])


def _derive(id: ShapeId, member: Member) -> Member:
    places = {
        trait: member.trait_places.get(trait) or member.place.of_trait(trait)
        for trait in member.traits
    }
    return Member.make(
        id, member.target, member.traits, member.origin, places, (member.id,)
    )


def _overlay(inherited: Member | None, own: Member, events: list[Event]) -> Member:
    """`own` with what it leaves to the inherited member of the same name."""
    if inherited is None:
        return own
    if inherited.target != own.target:
        message = (
            f"Member conflicts with an inherited mixin member: `{inherited.mixins[-1]}`"
        )
        where = own.place.locate()
        events.append(Event(Severity.ERROR, "Model", own.id, message, where))
    return Member.make(
        own.id,
        own.target,
        {**inherited.traits, **own.traits},
        own.origin,
        {
            **{t: p for t, p in inherited.trait_places.items() if t not in own.traits},
            **own.trait_places,
        },
        inherited.mixins + own.mixins,
    )


def _apply_to_inherited(
    shape: ShapeDeclaration,
    inherited: Mapping[str, Member],
    merged: Merged,
    events: list[Event],
) -> None:
    """Makes members of `shape` for the traits that are applied to inherited ones."""
    rest: list[AppliedTrait] = []
    for applied in merged.applied.pop(shape.id, ()):
        member = inherited.get(applied.target.member or "")
        if member is None:
            rest.append(applied)
            continue
        own = shape.members.get(member.name)
        if own is None:
            own = replace(member, traits={}, trait_places={}, mixins=())
        traits, places = with_trait(own, applied, events)
        shape.members[member.name] = replace(own, traits=traits, trait_places=places)
    if rest:
        merged.applied[shape.id] = rest


def _inheritable(mixin: ShapeDeclaration) -> Mapping[str, Node]:
    """Returns the traits of a mixin less the local ones."""
    options = mixin.traits.get(_MIXIN)
    local = options.get("localTraits") if isinstance(options, Mapping) else None
    names = local if is_list(local) else ()
    excluded = {_MIXIN, *(name for name in names if isinstance(name, str))}
    return {t: value for t, value in mixin.traits.items() if t not in excluded}


def _merge_properties(shapes: Sequence[ShapeDeclaration]) -> Mapping[str, Property]:
    merged: dict[str, Property] = {}
    for shape in shapes:
        for name, value in shape.properties.items():
            known = merged.get(name)
            if isinstance(known, tuple) and isinstance(value, tuple):
                merged[name] = tuple(dict.fromkeys(known + value))
            elif isinstance(known, Mapping) and isinstance(value, Mapping):
                merged[name] = cast(Mapping[str, str], {**known, **value})
            else:
                merged[name] = value
    return merged


def report_unknown(merged: Merged, events: list[Event]) -> None:
    """Reports the applied traits that are left over: nothing has what they apply to."""
    for applied in chain.from_iterable(merged.applied.values()):
        message = (
            f"Trait `{relative(applied.trait)}` applied to unknown shape "
            f"`{applied.target}`"
        )
        where = applied.place.locate()
        events.append(Event(Severity.ERROR, "Model", None, message, where))
