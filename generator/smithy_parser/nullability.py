"""Whether a member may be absent: all of Smithy's rules for it in one place.

Implements https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from smithy_parser.nodes import Node
from smithy_parser.shapes import Member, Shape, ShapeType

_CLIENT_OPTIONAL: Final = "smithy.api#clientOptional"
_ADDED_DEFAULT: Final = "smithy.api#addedDefault"
_DEFAULT: Final = "smithy.api#default"
_INPUT: Final = "smithy.api#input"
_REQUIRED: Final = "smithy.api#required"
_SPARSE: Final = "smithy.api#sparse"

# The values that Smithy 1.0 had in place of null, by the types that it had them for.
_ZEROS: Final[Mapping[ShapeType, Node]] = {
    ShapeType.BOOLEAN: False,
    ShapeType.BYTE: 0,
    ShapeType.SHORT: 0,
    ShapeType.INTEGER: 0,
    ShapeType.INT_ENUM: 0,
    ShapeType.LONG: 0,
    ShapeType.FLOAT: 0,
    ShapeType.DOUBLE: 0,
}


class Nullability(Enum):
    """From whose point of view a member is looked at."""

    CLIENT = "client"
    """A client, for which a service may take ``required`` back where it says so."""

    CLIENT_CAREFUL = "careful client"
    """A client that takes no structure or union for granted."""

    SERVER = "server"
    """The service itself, which knows its own model."""

    CLIENT_1_0 = "client of Smithy 1.0"
    """A client as of 1.0: only a default of zero stands in for null."""

    BOX_1_0 = "box of Smithy 1.0"
    """What the trait ``box`` said in 1.0, of the member or its target."""


def is_nullable(
    shapes: Mapping[str, Shape], member: Member, check: Nullability
) -> bool:
    """Returns whether `member` may be absent or null."""
    container = shapes[member.container]
    match container.type:
        case ShapeType.LIST:
            return _SPARSE in container.traits
        case ShapeType.MAP:
            return member.name == "value" and _SPARSE in container.traits
        case ShapeType.STRUCTURE:
            return _is_absent(member, container, shapes.get(member.target), check)
        case _:
            return False


def _is_absent(
    member: Member, container: Shape, target: Shape | None, check: Nullability
) -> bool:
    match check:
        case Nullability.SERVER:
            return _may_be_left_out(member)
        case Nullability.CLIENT | Nullability.CLIENT_CAREFUL:
            if _INPUT in container.traits or _CLIENT_OPTIONAL in member.traits:
                return True
            is_complex = target is not None and target.type in (
                ShapeType.STRUCTURE,
                ShapeType.UNION,
            )
            if check is Nullability.CLIENT_CAREFUL and is_complex:
                return True
            return _may_be_left_out(member)
        case Nullability.CLIENT_1_0:
            if _CLIENT_OPTIONAL in member.traits or _ADDED_DEFAULT in member.traits:
                return True
            return not _has_zero(member, target)
        case Nullability.BOX_1_0:
            is_boxed = target is None or _DEFAULT not in target.traits
            return is_boxed or not _has_zero(member, target)


def _may_be_left_out(member: Member) -> bool:
    if _DEFAULT in member.traits:
        return member.traits[_DEFAULT] is None
    return _REQUIRED not in member.traits


def _has_zero(member: Member, target: Shape | None) -> bool:
    default = member.traits.get(_DEFAULT)
    return target is not None and is_zero(target.type, default)


def is_zero(type: ShapeType, value: Node) -> bool:
    """Returns whether a value is what Smithy 1.0 had in place of null for a type."""
    zero = _ZEROS.get(type)
    return value is not None and zero is not None and value == zero
