"""Enumerations of Smithy 1.0: strings with an ``enum`` trait.

Implements https://smithy.io/2.0/guides/migrating-idl-1-to-2.html for that trait.
"""

from collections.abc import Mapping
from typing import Final

from smithy_parser.declarations import ShapeDeclaration
from smithy_parser.nodes import Node, is_list
from smithy_parser.shape_id import IDENTIFIER, UNIT
from smithy_parser.shapes import Member, ShapeType

_ENUM: Final = "smithy.api#enum"
_VALUE: Final = "smithy.api#enumValue"


def upgrade_enum(shape: ShapeDeclaration) -> None:
    """Makes `shape` an enum if it is a string with named values."""
    definitions = shape.traits.get(_ENUM)
    if shape.type is not ShapeType.STRING or not is_list(definitions):
        return
    members: dict[str, Member] = {}
    place = shape.trait_places.get(_ENUM) or shape.place.of_trait(_ENUM)
    for definition in definitions:
        name = definition.get("name") if isinstance(definition, Mapping) else None
        if (
            not isinstance(definition, Mapping)
            or not isinstance(name, str)
            or IDENTIFIER.fullmatch(name) is None
            or name in members
        ):
            return
        id = shape.id.with_member(name)
        members[name] = Member.make(id, UNIT, _traits(definition), place, {})
    if members:
        shape.type = ShapeType.ENUM
        shape.members = members
        shape.traits = {t: value for t, value in shape.traits.items() if t != _ENUM}


def _traits(definition: Mapping[str, Node]) -> Mapping[str, Node]:
    traits: dict[str, Node] = {_VALUE: definition.get("value")}
    if documentation := definition.get("documentation"):
        traits["smithy.api#documentation"] = documentation
    if tags := definition.get("tags"):
        traits["smithy.api#tags"] = tags
    if definition.get("deprecated") is True:
        traits["smithy.api#deprecated"] = {}
    return traits
