"""What a member that may be left out, or that has another default, means for users."""

from __future__ import annotations

from collections.abc import Iterator

from smithwright.changes.impact import Impact, Meaning
from smithwright.changes.phrases import Phrase
from smithwright.changes.usage import Usage
from smithy_parser import Member, Shape

_SAME = Meaning(Impact.NONE, Phrase("clients see no difference"))


def optionality_meaning(old: Usage, new: Usage, shape: Shape) -> Meaning:
    """Returns what the traits mean that say whether a member may be left out.

    Traits of a shape mean what they do to its members and to those that target it.
    """
    if isinstance(shape, Member):
        return _of_member(old, new, shape)
    meanings = [_of_member(old, new, member) for member in _members(old, new, shape)]
    return max(meanings, key=lambda each: each.impact.rank, default=_SAME)


def _members(old: Usage, new: Usage, shape: Shape) -> Iterator[Member]:
    owners = (new.model[id] for id in new.classes)
    for owner in owners:
        for member in owner.members.values():
            if member.id in old.model and shape.id in (owner.id, member.target):
                yield member


def _of_member(old: Usage, new: Usage, member: Member) -> Meaning:
    before = old.model[member.id]
    if not isinstance(before, Member):
        return _SAME
    was, now = old.is_required(before), new.is_required(member)
    if now and not was:
        if member.container in new.given:
            return Meaning(Impact.BREAKING, Phrase("it has to be given"))
        return Meaning(
            Impact.COMPATIBLE, Phrase("asked for only where you make a value yourself")
        )
    default, new_default = old.default(before), new.default(member)
    if default != new_default:
        if default is None:
            return Meaning(Impact.COMPATIBLE, Phrase("unset, it holds the default"))
        return Meaning(Impact.BREAKING, Phrase("unset, it holds another value"))
    if was and not now:
        return Meaning(Impact.COMPATIBLE, Phrase("it may be left out"))
    return _SAME
