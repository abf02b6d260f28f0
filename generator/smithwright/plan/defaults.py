"""What a member holds that nobody has set.

https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from smithwright.plan.annotations import annotation
from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.plan_error import PlanError
from smithwright.plan.text import Code, Literal, code, joined
from smithy_parser import Member, Node, Shape, ShapeType

_FITTING: dict[ShapeType, tuple[type, ...]] = {
    ShapeType.STRING: (str,),
    ShapeType.ENUM: (str,),
    ShapeType.BLOB: (str,),
    ShapeType.BOOLEAN: (bool,),
    ShapeType.BYTE: (int,),
    ShapeType.SHORT: (int,),
    ShapeType.INTEGER: (int,),
    ShapeType.LONG: (int,),
    ShapeType.INT_ENUM: (int,),
    ShapeType.BIG_INTEGER: (int,),
    ShapeType.FLOAT: (int, float),
    ShapeType.DOUBLE: (int, float),
    ShapeType.BIG_DECIMAL: (int, float),
    ShapeType.TIMESTAMP: (int, float, str),
    ShapeType.DOCUMENT: (bool, int, float, str),
}


def default_value(context: Context, imports: Imports, member: Member) -> Code | None:
    """Returns the expression of a member's default; None where it has none.

    Raises:
        PlanError: The default is not a value of the member's type.
    """
    value = context.default(member)
    if value is None:
        return None
    try:
        return _value(context, imports, member, value)
    except (ArithmeticError, LookupError, OSError, TypeError, ValueError):
        message = f"trait smithy.api#default is {value!r}, which does not fit its type"
        raise PlanError(member, message) from None


def defaulted(
    context: Context, imports: Imports, member: Member, read: Code, held: Code
) -> Code:
    """Returns the expression of what a response says, or else the default.

    Args:
        context: The closure.
        imports: The imports of the module.
        member: The member.
        read: The expression of its value in the response; may be None.
        held: A name for that value.
    """
    default = default_value(context, imports, member)
    if default is None:
        return read
    return code("{} if ({} := {}) is not None else {}", held, held, read, default)


def _value(context: Context, imports: Imports, member: Member, value: Node) -> Code:
    target = context.target(member)
    if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        return _empty(target, value)
    if type(value) not in _FITTING[target.type]:
        raise TypeError
    match target.type, value:
        case (ShapeType.ENUM | ShapeType.INT_ENUM), _:
            shape = annotation(context, imports, target)
            return code("{}({})", shape, Literal.of(value))
        case ShapeType.BLOB, str():
            return Literal.of(b64decode(value, validate=True))
        case ShapeType.TIMESTAMP, int() | float() | str():
            return _timestamp(imports, value)
        case ShapeType.FLOAT | ShapeType.DOUBLE, int() | float():
            return Literal.of(float(value))
        case ShapeType.BIG_DECIMAL, _:
            imports.standard("decimal", "Decimal")
            return Literal.of(Decimal(str(value)))
        case _:
            return Literal.of(value)


def _empty(target: Shape, value: Sequence[Node] | Mapping[str, Node]) -> Code:
    is_map = isinstance(value, Mapping)
    fitting = ShapeType.MAP if is_map else ShapeType.LIST
    if value or target.type not in (fitting, ShapeType.DOCUMENT):
        raise TypeError
    return Code("{}") if is_map else Code("()")


def _timestamp(imports: Imports, value: float | str) -> Code:
    if isinstance(value, str):
        moment = datetime.fromisoformat(value).astimezone(UTC)
    else:
        moment = datetime.fromtimestamp(value, UTC)
    utc = imports.standard("datetime", "UTC")
    made = imports.standard("datetime", "datetime")
    parts = (*moment.timetuple()[:6], moment.microsecond)
    return code("{}({}, {})", made, joined(", ", map(Literal.of, parts)), utc)
