"""What a shape adds to its mixins: the reverse of flattening, for the writers."""

from collections.abc import Mapping
from typing import Final

from smithy_parser.nodes import Node, is_list, same
from smithy_parser.shapes import Member, Shape

_MIXIN: Final = "smithy.api#mixin"


def introduced_traits(shape: Shape, shapes: Mapping[str, Shape]) -> Mapping[str, Node]:
    """Returns the traits of a shape or member that it does not inherit as they are."""
    if not shape.mixins:
        return shape.traits
    inherited: dict[str, Node] = {}
    for mixin in shape.mixins:
        container, _, member = mixin.partition("$")
        base: Shape = shapes[container]
        if member:
            base = base.members[member]
            inherited.update(base.traits)
        else:
            inherited.update(_inheritable(base))
    return {
        trait: value
        for trait, value in shape.traits.items()
        if trait not in inherited or not same(inherited[trait], value)
    }


def introduced_members(shape: Shape) -> dict[str, Member]:
    """Returns the members of a shape that are its own."""
    return {name: m for name, m in shape.members.items() if not m.mixins}


def changed_members(
    shape: Shape, shapes: Mapping[str, Shape]
) -> dict[str, Mapping[str, Node]]:
    """The traits that a shape adds to members that it inherits, by their names."""
    if not shape.mixins:
        return {}
    added = {
        name: introduced_traits(member, shapes)
        for name, member in shape.members.items()
        if member.mixins
    }
    return {name: traits for name, traits in added.items() if traits}


def _inheritable(mixin: Shape) -> Mapping[str, Node]:
    options = mixin.traits.get(_MIXIN)
    local = options.get("localTraits") if isinstance(options, Mapping) else None
    excluded = {_MIXIN, *(str(name) for name in (local if is_list(local) else ()))}
    return {t: value for t, value in mixin.traits.items() if t not in excluded}
