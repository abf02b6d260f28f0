"""What a trait that came, went or changed means for users of the generated package."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from smithwright.changes.meaning.constraints import BOUNDS, is_narrower
from smithwright.changes.meaning.impact import UNUSED, Impact, Meaning
from smithwright.changes.usage import Usage
from smithwright.changes.words import Phrase, phrase
from smithy_parser import Member, Shape
from smithy_parser.diff import Change, Difference


class Role(Enum):
    """What a trait decides in a generated package."""

    DOCUMENTATION = "documentation"
    WIRE = "wire"
    """How requests and responses look; the generated code follows."""
    CONSTRAINT = "constraint"
    OPTIONALITY = "optionality"
    REQUIRED = "required"
    SPARSE = "sparse"
    CLASS = "class"
    """What kind of class or value there is."""
    VALUE = "value"
    """The value of an enum's constant."""
    TOKEN = "token"
    NOTE = "note"
    """What a class or a docstring says by the way."""


def _table(names: dict[Role, str]) -> dict[str, Role]:
    return {name: role for role, listed in names.items() for name in listed.split()}


ROLES = _table(
    {
        Role.DOCUMENTATION: """
            smithy.api#documentation smithy.api#examples
            smithy.api#externalDocumentation smithy.api#title
        """,
        Role.WIRE: """
            aws.api#service aws.auth#sigv4 aws.auth#unsignedPayload
            aws.customizations#s3UnwrappedXmlOutput
            aws.protocols#awsJson1_0 aws.protocols#awsJson1_1 aws.protocols#awsQuery
            aws.protocols#awsQueryCompatible aws.protocols#awsQueryError
            aws.protocols#ec2Query aws.protocols#ec2QueryName
            aws.protocols#httpChecksum aws.protocols#restJson1 aws.protocols#restXml
            smithy.api#auth smithy.api#endpoint smithy.api#hostLabel smithy.api#http
            smithy.api#httpChecksumRequired smithy.api#httpHeader
            smithy.api#httpLabel smithy.api#httpPayload smithy.api#httpPrefixHeaders
            smithy.api#httpQuery smithy.api#httpQueryParams
            smithy.api#httpResponseCode smithy.api#jsonName smithy.api#mediaType
            smithy.api#optionalAuth
            smithy.api#requestCompression smithy.api#requiresLength
            smithy.api#timestampFormat
            smithy.api#xmlAttribute smithy.api#xmlFlattened smithy.api#xmlName
            smithy.api#xmlNamespace smithy.protocols#rpcv2Cbor
            smithy.protocols#rpcv2Json smithy.rules#clientContextParams
            smithy.rules#contextParam smithy.rules#endpointBdd
            smithy.rules#endpointRuleSet smithy.rules#operationContextParams
            smithy.rules#staticContextParams
        """,
        Role.CONSTRAINT: """
            smithwright.constraints#exclusiveMembers
            smithwright.constraints#requiredElements
            smithwright.constraints#totalSize smithy.api#length smithy.api#pattern
            smithy.api#range smithy.api#uniqueItems
        """,
        Role.OPTIONALITY: """
            smithy.api#clientOptional smithy.api#default smithy.api#input
        """,
        Role.REQUIRED: "smithy.api#required",
        Role.SPARSE: "smithy.api#sparse",
        Role.CLASS: "smithy.api#error smithy.api#streaming",
        Role.VALUE: "smithy.api#enumValue",
        Role.TOKEN: "smithy.api#idempotencyToken",
        Role.NOTE: "smithy.api#deprecated smithy.api#retryable smithy.api#sensitive",
    }
)
"""The traits that the generator looks at; it makes nothing of any other."""

_FOLLOWS = Meaning(
    Impact.COMPATIBLE, Phrase("the generated code follows what goes over the wire")
)

_SAME = Meaning(Impact.NONE, Phrase("clients see no difference"))


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
