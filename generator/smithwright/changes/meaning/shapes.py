"""What a difference between models means for users of the generated package."""

from __future__ import annotations

from collections.abc import Callable

from smithwright.changes.meaning.constraints import is_target_narrower
from smithwright.changes.meaning.impact import UNUSED, Impact, Meaning
from smithwright.changes.meaning.operations import property_meaning
from smithwright.changes.meaning.traits import trait_meaning
from smithwright.changes.usage import Usage
from smithwright.changes.words import Phrase, phrase
from smithwright.plan.errors import message_member
from smithy_parser import EnumShape, IntEnumShape, Member, Shape, ShapeType, UnionShape
from smithy_parser.diff import Change, Difference, Part


def meaning(old: Usage, new: Usage, difference: Difference) -> Meaning:
    """Returns what a difference means, given what is generated of both models."""
    if _is_of_message(old, difference) or _is_of_message(new, difference):
        return Meaning(Impact.COMPATIBLE, Phrase("every error has a message"))
    return _RULES[difference.part](old, new, difference)


def _is_of_message(usage: Usage, difference: Difference) -> bool:
    id = difference.shape_id
    member = usage.model.get(id) if id is not None else None
    if not isinstance(member, Member):
        return False
    container = usage.model[member.container]
    return "smithy.api#error" in container.traits and (
        message_member(usage.model, container) is member and usage.is_used(container.id)
    )


def _metadata(old: Usage, new: Usage, difference: Difference) -> Meaning:
    return Meaning(Impact.NONE, Phrase("nothing is generated of metadata"))


def _shape(old: Usage, new: Usage, difference: Difference) -> Meaning:
    id = str(difference.shape_id)
    is_new = difference.change is Change.ADDED
    usage = new if is_new else old
    if difference.type is ShapeType.OPERATION and id in usage.operations:
        if is_new:
            return Meaning(Impact.NEW, Phrase("an operation to call"))
        return Meaning(Impact.BREAKING, Phrase("the operation is gone"))
    if difference.type is ShapeType.SERVICE:
        if is_new:
            return Meaning(Impact.NEW, Phrase("a service to generate a package of"))
        return Meaning(Impact.BREAKING, Phrase("the whole package is gone"))
    if not usage.is_used(id):
        return UNUSED
    classes = usage.classes.get(id, ())
    if not classes:
        return Meaning(Impact.NONE, Phrase("it has no class: its members show it"))
    other = old if is_new else new
    if all(name in other.class_names for name in classes):
        return Meaning(
            Impact.COMPATIBLE, phrase("{} is made of another shape", classes[0])
        )
    names = ", ".join(classes)
    if is_new:
        return Meaning(Impact.NEW, phrase("a new class: {}", names))
    return Meaning(Impact.BREAKING, phrase("the class {} is gone", names))


def _member(old: Usage, new: Usage, difference: Difference) -> Meaning:
    is_new = difference.change is Change.ADDED
    usage, other = (new, old) if is_new else (old, new)
    member = usage.model[str(difference.shape_id)]
    assert isinstance(member, Member)
    container = usage.model[member.container]
    if not usage.is_used(container.id):
        return UNUSED
    if container.type in (ShapeType.LIST, ShapeType.MAP):
        return Meaning(Impact.COMPATIBLE, Phrase("follows from the type"))
    name = usage.names(container)[member.name]
    if _has_same(usage, other, member, name):
        return Meaning(Impact.COMPATIBLE, phrase("{} stays in Python", name))
    if not is_new:
        return _removed_member(container, name)
    if isinstance(container, EnumShape | IntEnumShape):
        return Meaning(Impact.NEW, phrase("a new constant: {}", name))
    if isinstance(container, UnionShape):
        return Meaning(Impact.NEW, phrase("a new variant: {}", name))
    if new.is_required(member) and container.id in new.given:
        return Meaning(Impact.BREAKING, phrase("{} has to be given", name))
    return Meaning(Impact.NEW, phrase("a new attribute: {}", name))


def _removed_member(container: Shape, name: str) -> Meaning:
    if isinstance(container, EnumShape | IntEnumShape):
        return Meaning(Impact.BREAKING, phrase("the constant {} is gone", name))
    return Meaning(Impact.BREAKING, phrase("the attribute {} is gone", name))


def _has_same(usage: Usage, other: Usage, member: Member, name: str) -> bool:
    """Whether the other package has the same under another name of the model."""
    container = other.model.get(member.container)
    if container is None or container.type != usage.model[member.container].type:
        return False
    twin = next((m for m, n in other.names(container).items() if n == name), None)
    if twin is None:
        return False
    there = container.members[twin]
    if isinstance(container, EnumShape | IntEnumShape):
        value = "smithy.api#enumValue"
        return there.traits.get(value) == member.traits.get(value)
    return other.python_type(there.target) == usage.python_type(member.target) and (
        other.is_required(there) == usage.is_required(member)
    )


def _type(old: Usage, new: Usage, difference: Difference) -> Meaning:
    id = str(difference.shape_id)
    if not (old.is_used(id) and new.is_used(id)):
        return UNUSED
    return _retyped(old, new, old.model[id], new.model[id])


def _target(old: Usage, new: Usage, difference: Difference) -> Meaning:
    before = old.model[str(difference.shape_id)]
    after = new.model[str(difference.shape_id)]
    container = str(after.id.root)
    if isinstance(new.model[container], EnumShape | IntEnumShape):
        return Meaning(Impact.COMPATIBLE, Phrase("constants have no types"))
    if not (old.is_used(container) and new.is_used(container)):
        return UNUSED
    return _retyped(old, new, before, after)


def _retyped(old: Usage, new: Usage, before: Shape, after: Shape) -> Meaning:
    types = (
        usage.python_type(shape.target if isinstance(shape, Member) else shape.id)
        for usage, shape in ((old, before), (new, after))
    )
    was, now = types
    if was != now:
        return Meaning(Impact.BREAKING, phrase("values are {}, not {}", now, was))
    is_given = str(after.id.root) in new.given
    if is_given and is_target_narrower(old.model, before, new.model, after):
        return Meaning(Impact.BREAKING, Phrase("may refuse values that were accepted"))
    return Meaning(Impact.COMPATIBLE, phrase("values still are {}", now))


def _order(old: Usage, new: Usage, difference: Difference) -> Meaning:
    if not new.is_used(str(difference.shape_id)):
        return UNUSED
    return Meaning(Impact.COMPATIBLE, Phrase("names decide; only listings change"))


def _mixins(old: Usage, new: Usage, difference: Difference) -> Meaning:
    return Meaning(Impact.NONE, Phrase("what a mixin gives is listed by itself"))


_RULES: dict[Part, Callable[[Usage, Usage, Difference], Meaning]] = {
    Part.METADATA: _metadata,
    Part.SHAPE: _shape,
    Part.MEMBER: _member,
    Part.TYPE: _type,
    Part.TARGET: _target,
    Part.TRAIT: trait_meaning,
    Part.ORDER: _order,
    Part.MIXINS: _mixins,
    Part.PROPERTY: property_meaning,
}
