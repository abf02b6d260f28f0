"""Classes for enums and intEnums."""

from __future__ import annotations

from smithwright.plan.context import Context
from smithwright.plan.docstrings import docstring
from smithwright.plan.imports import Imports
from smithwright.plan.naming import enum_names
from smithwright.plan.notes import DOCUMENTATION, deprecation, documentation
from smithwright.plan.package import Enum, EnumMember
from smithwright.plan.plan_error import PlanError
from smithwright.plan.symbols import Symbol
from smithwright.plan.text import Identifier, Literal
from smithy_parser import Member, Shape, ShapeType


def plan_enum(context: Context, imports: Imports, shape: Shape, symbol: Symbol) -> Enum:
    """Returns the class of an enum or intEnum.

    https://smithy.io/2.0/spec/simple-types.html#enum
    """
    names = enum_names(shape.members)
    is_string = shape.type == ShapeType.ENUM
    return Enum(
        name=symbol.name,
        base=imports.runtime("shapes", "OpenEnum" if is_string else "OpenIntEnum"),
        doc=docstring(documentation(context, shape), deprecation(context, shape)),
        members=tuple(
            _enum_member(context, member, names[member.name], is_string)
            for member in shape.members.values()
        ),
    )


def _enum_member(
    context: Context, member: Member, name: Identifier, is_string: bool
) -> EnumMember:
    value = member.traits.get(
        "smithy.api#enumValue", member.name if is_string else None
    )
    # A bool is an int to Python.
    if not isinstance(value, str if is_string else int) or isinstance(value, bool):
        raise PlanError(
            member, "trait smithy.api#enumValue has a value of a wrong type"
        )
    text = member.traits.get(DOCUMENTATION)
    texts = (text if isinstance(text, str) else "", deprecation(context, member))
    return EnumMember(name, Literal.of(value), docstring(*texts))
