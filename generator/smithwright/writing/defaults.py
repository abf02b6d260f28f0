"""What a member holds that nobody has set.

https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from smithwright.plan.fields import Field, Plain
from smithwright.plan.plan_error import PlanError
from smithwright.plan.types import Kind, Type
from smithwright.writing.annotations import annotation_of
from smithwright.writing.code import Code, Literal, code, joined
from smithwright.writing.module.imports import Imports

_FITTING: dict[Kind, tuple[type, ...]] = {
    Kind.STRING: (str,),
    Kind.ENUM: (str,),
    Kind.BLOB: (str,),
    Kind.BOOLEAN: (bool,),
    Kind.BYTE: (int,),
    Kind.SHORT: (int,),
    Kind.INTEGER: (int,),
    Kind.LONG: (int,),
    Kind.INT_ENUM: (int,),
    Kind.BIG_INTEGER: (int,),
    Kind.FLOAT: (int, float),
    Kind.DOUBLE: (int, float),
    Kind.BIG_DECIMAL: (int, float),
    Kind.TIMESTAMP: (int, float, str),
    Kind.DOCUMENT: (bool, int, float, str),
}


def default_value(imports: Imports, field: Field) -> Code | None:
    """Returns the expression of a field's default; None where it has none.

    Raises:
        PlanError: The default is not a value of the field's type.
    """
    value = field.default
    if value is None:
        return None
    try:
        return _value(imports, field.type, value)
    except (ArithmeticError, LookupError, OSError, TypeError, ValueError):
        message = f"trait smithy.api#default is {value!r}, which does not fit its type"
        raise PlanError(field.origin, message) from None


def defaulted(imports: Imports, field: Field, read: Code, held: Code) -> Code:
    """Returns the expression of what a response says, or else the default.

    Args:
        imports: The imports of the module.
        field: The field.
        read: The expression of its value in the response; may be None.
        held: A name for that value.
    """
    default = default_value(imports, field)
    if default is None:
        return read
    return code(
        "{held} if ({held} := {read}) is not None else {default}",
        held=held,
        read=read,
        default=default,
    )


def _value(imports: Imports, type: Type, value: Plain) -> Code:
    if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        return _empty(type.kind, value)
    if value.__class__ not in _FITTING[type.kind]:
        raise TypeError
    match type.kind, value:
        case (Kind.ENUM | Kind.INT_ENUM), _:
            shape = annotation_of(imports, type)
            return code("{}({})", shape, Literal.of(value))
        case Kind.BLOB, str():
            return Literal.of(b64decode(value, validate=True))
        case Kind.TIMESTAMP, int() | float() | str():
            return _timestamp(imports, value)
        case Kind.FLOAT | Kind.DOUBLE, int() | float():
            return Literal.of(float(value))
        case Kind.BIG_DECIMAL, _:
            imports.standard("decimal", "Decimal")
            return Literal.of(Decimal(str(value)))
        case _:
            return Literal.of(value)


def _empty(kind: Kind, value: Sequence[Plain] | Mapping[str, Plain]) -> Code:
    is_map = isinstance(value, Mapping)
    fitting = Kind.MAP if is_map else Kind.LIST
    if value or kind not in (fitting, Kind.DOCUMENT):
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
