"""Traits of members that do nothing where their structure is used.

Implements https://smithy.io/2.0/spec/http-bindings.html and
https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.relationships import Relationship
from smithy_parser.shape_id import relative
from smithy_parser.shapes import Member, StructureShape
from smithy_parser.validation.findings import warning
from smithy_parser.validation.rules.http.bindings import (
    HEADER,
    LABEL,
    PAYLOAD,
    PREFIX_HEADERS,
    QUERY,
    QUERY_PARAMS,
    RESPONSE_CODE,
)
from smithy_parser.validation.rules.targets import relationship_name
from smithy_parser.validation.traversal import incoming, own
from smithy_parser.validation.wording import listed

_MIXIN: Final = "smithy.api#mixin"
_TOKEN: Final = "smithy.api#idempotencyToken"

# For each trait: what event ids call the place where it counts, and the relationships
# that lead there. A member has one of these traits at most.
_PLACES: Final = {
    LABEL: ("Input", ("input",)),
    QUERY: ("Input", ("input",)),
    QUERY_PARAMS: ("Input", ("input",)),
    RESPONSE_CODE: ("Output", ("output",)),
    HEADER: ("TopLevel", ("input", "output", "error")),
    PAYLOAD: ("TopLevel", ("input", "output", "error")),
    PREFIX_HEADERS: ("TopLevel", ("input", "output", "error")),
}

# How a structure can be used, in the order of messages.
_KINDS: Final = ("input", "output", "error", "target", "mixin")


def ignored_traits(model: Model) -> Iterator[Event]:
    """HttpBindingTraitIgnored and IdempotencyTokenIgnored: traits without effect."""
    users = incoming(model)
    for structure in own(model, StructureShape):
        if _MIXIN in structure.traits:
            continue
        uses = users.get(structure.id, [])
        for member in structure.members.values():
            if _TOKEN in member.traits:
                yield from _check_token(member, uses)
            binding = next((t for t in _PLACES if t in member.traits), None)
            if binding is not None:
                yield from _check_binding(member, binding, uses)


def _check_token(member: Member, uses: Sequence[Relationship]) -> Iterator[Event]:
    ignored = [use for use in uses if use.name != "input"]
    if ignored:
        message = (
            "The `idempotencyToken` trait only has an effect when applied to a "
            "top-level operation input member, but it was applied and ignored in the "
            f"following contexts: {_shown(ignored)}"
        )
        yield warning(member, "IdempotencyTokenIgnored", message, _TOKEN)


def _check_binding(
    member: Member, binding: str, uses: Sequence[Relationship]
) -> Iterator[Event]:
    place, effective = _PLACES[binding]
    ignored = [use for use in uses if use.name not in effective]
    if not ignored:
        return
    inherited = " mixed in" if member.mixins else ""
    # Smithy counts kinds of uses on one side and uses on the other.
    contexts = (
        "all contexts."
        if len({use.name for use in ignored}) == len(uses)
        else f"some contexts: {_shown(ignored)}"
    )
    message = (
        f"The `{relative(binding)}` trait applied to this{inherited} member is ignored "
        f"in {contexts}"
    )
    yield warning(member, f"HttpBindingTraitIgnored.{place}", message, binding)


def _shown(uses: Sequence[Relationship]) -> str:
    shown: list[str] = []
    for name in _KINDS:
        users = sorted({use.source.id for use in uses if use.name == name})
        if users:
            kind = relationship_name(name).replace("_", " ")
            shown.append(f"{kind}: [{listed(users)}]")
    return "{" + ", ".join(shown) + "}"
