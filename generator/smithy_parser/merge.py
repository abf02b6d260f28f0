"""All sources' declarations, as one set.

Implements https://smithy.io/2.0/spec/model.html#merging-models.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from smithy_parser.declarations import AppliedTrait, Declarations, ShapeDeclaration
from smithy_parser.events import Event, Severity
from smithy_parser.nodes import Node, same
from smithy_parser.places import Place
from smithy_parser.shapes import Member


@dataclass(slots=True)
class Merged:
    """The declarations of a whole model.

    Attributes:
        shapes: Declared shapes by id, in the order of the sources.
        metadata: Metadata of all sources.
        metadata_places: Where the metadata of each key is defined first.
        applied: The traits to apply, by the shape that they concern.
    """

    shapes: dict[str, ShapeDeclaration] = field(default_factory=dict)
    metadata: dict[str, Node] = field(default_factory=dict)
    metadata_places: dict[str, Place] = field(default_factory=dict)
    applied: dict[str, list[AppliedTrait]] = field(default_factory=dict)


def merge(sources: Iterable[Declarations], events: list[Event]) -> Merged:
    """Merges the declarations of `sources`; conflicts go to `events`."""
    merged = Merged()
    for source in sources:
        for key, value, place in source.metadata:
            _merge_metadata(merged, key, value, place, events)
        for shape in source.shapes:
            _merge_shape(merged, shape, events)
        for applied in source.applied:
            merged.applied.setdefault(applied.target.root, []).append(applied)
    return merged


def _merge_metadata(
    merged: Merged,
    key: str,
    value: Node,
    place: Place,
    events: list[Event],
) -> None:
    known = merged.metadata.setdefault(key, value)
    first = merged.metadata_places.setdefault(key, place)
    if isinstance(known, list) and isinstance(value, list):
        if first is not place:
            merged.metadata[key] = [*known, *value]
    elif not same(known, value):
        message = (
            f"Metadata conflict for key `{key}`. "
            f"Defined in both `{first.locate()}` and `{place.locate()}`"
        )
        event = Event(Severity.ERROR, "Model", None, message, place.locate())
        events.append(event)


def _merge_shape(merged: Merged, shape: ShapeDeclaration, events: list[Event]) -> None:
    known = merged.shapes.setdefault(shape.id, shape)
    if known is shape:
        return
    where = f"{known.place.locate()} and {shape.place.locate()}"
    if is_same_but_for_traits(known, shape):
        further = [*_further_traits(known, shape)]
        if further:
            merged.applied.setdefault(shape.id, []).extend(further)
            return
        severity, id = Severity.NOTE, "Model.IgnoredDuplicateDefinition"
        message = (
            f"Ignoring duplicate but equivalent shape definition: {shape.id} "
            f"defined at {where}"
        )
    else:
        severity, id = Severity.ERROR, "Model"
        message = (
            f"Conflicting shape definition for `{shape.id}` found at "
            f"`{known.place.locate()}` and `{shape.place.locate()}`"
        )
    events.append(Event(severity, id, shape.id, message, shape.place.locate()))


def is_same_but_for_traits(left: ShapeDeclaration, right: ShapeDeclaration) -> bool:
    """Returns whether two declarations differ in nothing but traits and places."""
    return (
        left.type == right.type
        and left.mixins == right.mixins
        and left.properties == right.properties
        and list(left.members) == list(right.members)
        and all(
            mine.target == other.target
            for mine, other in zip(
                left.members.values(), right.members.values(), strict=True
            )
        )
    )


def _further_traits(
    known: ShapeDeclaration, shape: ShapeDeclaration
) -> Iterator[AppliedTrait]:
    """Yields the traits of another declaration, which count as if they were applied."""
    pairs: list[tuple[ShapeDeclaration | Member, ShapeDeclaration | Member]]
    pairs = [(known, shape)]
    pairs += zip(known.members.values(), shape.members.values(), strict=True)
    for mine, other in pairs:
        for trait, value in other.traits.items():
            if trait not in mine.traits or not same(mine.traits[trait], value):
                place = other.trait_places.get(trait) or other.place.of_trait(trait)
                yield AppliedTrait(other.id, trait, value, place)
