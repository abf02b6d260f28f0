"""What a trait that came, went or changed means for users of the generated package."""

from __future__ import annotations

from smithwright.changes.constraints import BOUNDS, is_narrower
from smithwright.changes.impact import UNUSED, Impact, Meaning
from smithwright.changes.optionality import optionality_meaning
from smithwright.changes.phrases import Phrase, phrase
from smithwright.changes.trait_roles import ROLES, Role
from smithwright.changes.usage import Usage
from smithy_parser import Member, Shape
from smithy_parser.diff import Change, Difference

_FOLLOWS = Meaning(
    Impact.COMPATIBLE, Phrase("the generated code follows what goes over the wire")
)


def is_documentation(difference: Difference) -> bool:
    """Whether a difference is one of the words only."""
    return ROLES.get(difference.name) is Role.DOCUMENTATION


def trait_meaning(old: Usage, new: Usage, difference: Difference) -> Meaning:
    """Returns what another trait means."""
    shape = new.model[str(difference.shape_id)]
    role = ROLES.get(difference.name)
    if role is None:
        return Meaning(Impact.NONE, Phrase("nothing is generated of this trait"))
    if not (old.is_used(shape.id.root) and new.is_used(shape.id.root)):
        return UNUSED
    if role in (Role.REQUIRED, Role.OPTIONALITY):
        found = optionality_meaning(old, new, shape)
        if role is Role.REQUIRED and found.impact is Impact.NONE:
            return Meaning(Impact.COMPATIBLE, Phrase("only the docstring changes"))
        return found
    return _by_role(new, difference, shape, role)


def _by_role(usage: Usage, difference: Difference, shape: Shape, role: Role) -> Meaning:
    match role:
        case Role.DOCUMENTATION:
            return Meaning(Impact.COMPATIBLE, Phrase("docstrings change"))
        case Role.CONSTRAINT:
            return _constraint(difference, shape.id.root in usage.given)
        case Role.SPARSE:
            return _sparse(usage, difference, shape)
        case Role.CLASS:
            return _class(difference)
        case Role.VALUE:
            return Meaning(Impact.BREAKING, Phrase("the constant has another value"))
        case Role.TOKEN:
            return _token(usage, difference, shape)
        case Role.NOTE:
            return _note(difference)
        case _:
            return _FOLLOWS


def _constraint(difference: Difference, is_given: bool) -> Meaning:
    if not is_given:
        return Meaning(Impact.COMPATIBLE, Phrase("what services send is not checked"))
    if is_narrower(difference.name, difference.old, difference.new):
        if difference.name in BOUNDS:
            return Meaning(Impact.BREAKING, Phrase("refuses values that were accepted"))
        return Meaning(Impact.BREAKING, Phrase("may refuse values that were accepted"))
    return Meaning(Impact.COMPATIBLE, Phrase("refuses nothing that was accepted"))


def _sparse(usage: Usage, difference: Difference, shape: Shape) -> Meaning:
    is_added = difference.change is Change.ADDED
    if is_added and shape.id in usage.received:
        return Meaning(Impact.BREAKING, Phrase("items may be None"))
    if not is_added and shape.id in usage.given:
        return Meaning(Impact.BREAKING, Phrase("items may no longer be None"))
    return Meaning(Impact.COMPATIBLE, Phrase("code that works goes on working"))


def _class(difference: Difference) -> Meaning:
    if difference.change is Change.CHANGED:
        return Meaning(Impact.COMPATIBLE, Phrase("the class stays"))
    trait = difference.name.partition("#")[2]
    return Meaning(
        Impact.BREAKING, phrase("{} decides what kind of value it is", trait)
    )


def _token(new: Usage, difference: Difference, shape: Shape) -> Meaning:
    is_needed = isinstance(shape, Member) and new.is_required(shape)
    if difference.change is Change.REMOVED and is_needed:
        return Meaning(Impact.BREAKING, Phrase("it is no longer filled in by itself"))
    return Meaning(Impact.COMPATIBLE, Phrase("who fills it in changes"))


def _note(difference: Difference) -> Meaning:
    match difference.name.partition("#")[2]:
        case "deprecated":
            return Meaning(Impact.COMPATIBLE, Phrase("the docstring says so"))
        case "sensitive":
            return Meaning(
                Impact.COMPATIBLE, Phrase("decides whether repr and errors show it")
            )
        case _:
            return Meaning(Impact.COMPATIBLE, Phrase("the error says so"))
