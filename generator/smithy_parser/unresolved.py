"""Traits that sources use and nobody defines.

Implements https://smithy.io/2.0/spec/model.html#trait-definitions.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from smithy_parser.declarations import ShapeDeclaration
from smithy_parser.events import Event, Severity
from smithy_parser.merge import Merged
from smithy_parser.places import Place
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import Shape
from smithy_parser.suggestions import Effort, suggest

_TRAIT: Final = "smithy.api#trait"

_Known: TypeAlias = Mapping[str, Shape | ShapeDeclaration]
_Use: TypeAlias = tuple[ShapeId, str, Place]
"""What has a trait, the trait, and where it has it."""


def report_unresolved(
    merged: Merged, builtin: Mapping[str, Shape], events: list[Event]
) -> None:
    """Report the traits that no source defines, before mixins spread them.

    That is an error in a namespace that something is defined in. Of any other nothing
    is known here: published models leave out the definitions of traits that are for
    other tools.
    """
    shapes = merged.shapes.values()
    traits = [shape.traits for shape in shapes]
    traits += [member.traits for shape in shapes for member in shape.members.values()]
    applied = (each.trait for rest in merged.applied.values() for each in rest)
    unresolved = set(applied).union(*traits).difference(merged.shapes, builtin)
    if unresolved:
        known: _Known = {**builtin, **merged.shapes}
        defined = [id for id, shape in known.items() if _TRAIT in shape.traits]
        homes, effort = {*map(_namespace, known)}, Effort()
        judged = {
            trait: _judge(trait, homes, _hint(trait, defined, effort))
            for trait in sorted(unresolved)
        }
        for id, trait, place in _uses(merged):
            if trait in judged:
                severity, message = judged[trait]
                where = place.locate()
                event = Event(severity, "Model.UnresolvedTrait", id, message, where)
                events.append(event)


def _judge(trait: str, homes: Container[str], hint: str) -> tuple[Severity, str]:
    """How bad it is that a trait is not known, and what to say."""
    is_at_home = _namespace(trait) in homes
    message = (
        f"Unable to resolve trait `{trait}`. If this is a custom trait, then it must "
        f"be defined before it can be used in a model.{hint}"
    )
    return Severity.ERROR if is_at_home else Severity.WARNING, message


def _hint(trait: str, traits: Sequence[str], effort: Effort) -> str:
    """The traits of nearly this name, whatever their namespaces."""
    near = suggest(_name(trait), map(_name, traits), effort) if effort.left > 0 else ()
    close = [f"`{id}`" for id in traits if _name(id) in near] if near else []
    return f" Did you mean {', '.join(close)}?" if close else ""


def _uses(merged: Merged) -> Iterator[_Use]:
    for shape in merged.shapes.values():
        for trait in shape.traits:
            place = shape.trait_places.get(trait) or shape.place.of_trait(trait)
            yield shape.id, trait, place
        for member in shape.members.values():
            for trait in member.traits:
                place = member.trait_places.get(trait) or member.place.of_trait(trait)
                yield member.id, trait, place
    for rest in merged.applied.values():
        for applied in rest:
            yield applied.target, applied.trait, applied.place


def _namespace(id: str) -> str:
    return id.partition("#")[0]


def _name(id: str) -> str:
    return id.partition("#")[2]
