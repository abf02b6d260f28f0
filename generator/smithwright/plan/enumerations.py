"""What a package knows of an enum or intEnum."""

from __future__ import annotations

from dataclasses import dataclass, field

from smithwright.plan.context import Context
from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import enum_names
from smithwright.plan.notes import deprecation, documentation
from smithwright.plan.plan_error import Origin, PlanError
from smithwright.plan.symbols import Symbol
from smithwright.plan.traits import DOCUMENTATION, ENUM_VALUE
from smithwright.plan.types import Kind
from smithy_parser import Member, Shape


@dataclass(frozen=True, slots=True)
class EnumValue:
    """A value that an enum is known to have."""

    name: Identifier
    """Its constant."""
    value: str | int
    documentation: str
    deprecation: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """An enum or intEnum.

    https://smithy.io/2.0/spec/simple-types.html#enum
    """

    id: str
    kind: Kind
    symbol: Symbol
    values: tuple[EnumValue, ...]
    documentation: str
    """The model's, as HTML or CommonMark."""
    deprecation: str
    """A note that it is deprecated, as HTML; empty where it is not."""
    origin: Origin = field(compare=False, repr=False)


def enumeration(context: Context, shape: Shape, symbol: Symbol) -> Enumeration:
    """Returns an enum or intEnum.

    Args:
        context: The closure.
        shape: The shape.
        symbol: What its class is called.

    Raises:
        PlanError: A value is not of the enum's type.
    """
    kind, names = Kind(shape.type.value), enum_names(shape.members)
    return Enumeration(
        id=shape.id,
        kind=kind,
        symbol=symbol,
        values=tuple(
            _value(context, kind, member, names[member.name])
            for member in shape.members.values()
        ),
        documentation=documentation(context, shape),
        deprecation=deprecation(context, shape),
        origin=shape,
    )


def _value(context: Context, kind: Kind, member: Member, name: Identifier) -> EnumValue:
    is_string = kind is Kind.ENUM
    value = member.traits.get(ENUM_VALUE, member.name if is_string else None)
    # A bool is an int to Python.
    if not isinstance(value, str if is_string else int) or isinstance(value, bool):
        raise PlanError(member, f"trait {ENUM_VALUE} has a value of a wrong type")
    text = member.traits.get(DOCUMENTATION)
    own_text = text if isinstance(text, str) else ""
    return EnumValue(name, value, own_text, deprecation(context, member))
