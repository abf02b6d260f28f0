"""Smithy 1.0, upgraded: what follows knows 2.0 only.

Implements https://smithy.io/2.0/guides/migrating-idl-1-to-2.html.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from smithy_parser.declarations import Declarations, ShapeDeclaration
from smithy_parser.enums import upgrade_enum
from smithy_parser.events import Event, Severity
from smithy_parser.nodes import Node
from smithy_parser.places import Place
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import Member, Shape, ShapeType

_BOX: Final = "smithy.api#box"
_DEFAULT: Final = "smithy.api#default"
_STREAMING: Final = "smithy.api#streaming"
_REQUIRED: Final = "smithy.api#required"
_MIXIN: Final = "smithy.api#mixin"
_UNIQUE: Final = "smithy.api#uniqueItems"

# The types whose values were never null in 1.0, unless boxed.
_ZEROS: Final[Mapping[ShapeType, Node]] = {
    ShapeType.BOOLEAN: False,
    ShapeType.BYTE: 0,
    ShapeType.SHORT: 0,
    ShapeType.INTEGER: 0,
    ShapeType.LONG: 0,
    ShapeType.FLOAT: 0,
    ShapeType.DOUBLE: 0,
}
_SET: Final = (
    "Set shapes are deprecated and have been removed in Smithy IDL v2. "
    "Use a list shape with the @uniqueItems trait instead."
)


def refuse_later_features(source: Declarations, events: list[Event]) -> None:
    """Reports what a source of version 1.0 has from 2.0."""
    if source.version != "1.0":
        return
    applied = ((a.target, a.trait, a.place) for a in source.applied)
    written = (
        (shape.id, trait, shape.trait_places.get(trait) or shape.place.of_trait(trait))
        for shape in _with_members(source.shapes)
        for trait in shape.traits
    )
    for id, trait, place in chain(written, applied):
        if trait == _DEFAULT:
            message = "The @default trait can only be used in Smithy 2.0 or later"
            events.append(_error(id, message, place))
        elif trait == _MIXIN:
            message = (
                "Mixins can only be used in Smithy 2.0 or later. Attempted to apply a "
                f"@mixin trait to `{id}` in a model file using version `1.0`."
            )
            events.append(_error(id, message, place))
    for shape in source.shapes:
        if shape.mixins:
            message = (
                "Mixins can only be used with Smithy version 2 or later. Attempted to "
                "use mixins with version `1.0`."
            )
            events.append(_error(shape.id, message, shape.place))
        if "properties" in shape.properties:
            message = (
                "Resource properties can only be used with Smithy version 2 or later. "
                "Attempted to use resource properties with version `1.0`."
            )
            events.append(_error(shape.id, message, shape.place))


def upgrade(
    shapes: Mapping[str, ShapeDeclaration],
    builtin: Mapping[str, Shape],
    events: list[Event],
) -> None:
    """Upgrade the declarations of version 1.0 in place."""
    old = [shape for shape in shapes.values() if shape.version == "1.0"]
    for shape in old:
        if shape.type is ShapeType.STRUCTURE:
            for name, member in shape.members.items():
                shape.members[name] = _upgrade_member(member, shapes, builtin)
    for shape in old:
        upgrade_enum(shape)
        if shape.is_set:
            shape.traits = {**shape.traits, _UNIQUE: {}}
            where = shape.place.locate()
            event = Event(Severity.WARNING, "ModelDeprecation", shape.id, _SET, where)
            events.append(event)
        if shape.type in _ZEROS and _BOX not in shape.traits:
            shape.traits = {**shape.traits, _DEFAULT: _ZEROS[shape.type]}
    for shape in old:
        shape.traits = _unboxed(shape.traits)
        events += _idle_boxes(shape)
        for name, member in shape.members.items():
            if _BOX in member.traits:
                traits = _unboxed(member.traits)
                shape.members[name] = replace(member, traits=traits)


def _idle_boxes(shape: ShapeDeclaration) -> Iterator[Event]:
    """Yields warnings: what a union holds is never null, boxed or not."""
    if shape.type is ShapeType.UNION:
        for member in shape.members.values():
            if _BOX in member.traits:
                message = "The `box` trait has no meaning on the member of a union."
                where = member.trait_source(_BOX)
                yield Event(Severity.WARNING, "Union", member.id, message, where)


def _unboxed(traits: Mapping[str, Node]) -> Mapping[str, Node]:
    return {trait: value for trait, value in traits.items() if trait != _BOX}


def _with_members(
    shapes: Iterable[ShapeDeclaration],
) -> Iterator[ShapeDeclaration | Member]:
    for shape in shapes:
        yield shape
        yield from shape.members.values()


def _upgrade_member(
    member: Member,
    shapes: Mapping[str, ShapeDeclaration],
    builtin: Mapping[str, Shape],
) -> Member:
    """Says with a default what a 1.0 member says by its target and ``box``."""
    target = shapes.get(member.target) or builtin.get(member.target)
    if target is None or _DEFAULT in member.traits:
        return member
    default: Node
    if target.type in _ZEROS and not _is_boxed(target):
        default = None if _BOX in member.traits else _ZEROS[target.type]
    elif _STREAMING in target.traits and target.type is ShapeType.BLOB:
        if _REQUIRED in member.traits:
            return member
        default = ""
    else:
        return member
    return replace(member, traits={**member.traits, _DEFAULT: default})


def _is_boxed(target: ShapeDeclaration | Shape) -> bool:
    if isinstance(target, Shape) or target.version != "1.0":
        return _DEFAULT not in target.traits
    return _BOX in target.traits


def _error(id: ShapeId, message: str, place: Place) -> Event:
    return Event(Severity.ERROR, "Model", id, message, place.locate())
