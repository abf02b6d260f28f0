"""The names of shape types and of groups of them.

Implements https://smithy.io/2.0/spec/selectors.html#matching-shapes-by-type. An enum
is a string, and an intEnum an integer.
"""

from collections.abc import Mapping
from typing import Final

from smithy_parser.shapes import ShapeType

_NUMBERS: Final = frozenset(
    {
        ShapeType.BYTE,
        ShapeType.SHORT,
        ShapeType.INTEGER,
        ShapeType.INT_ENUM,
        ShapeType.LONG,
        ShapeType.FLOAT,
        ShapeType.DOUBLE,
        ShapeType.BIG_INTEGER,
        ShapeType.BIG_DECIMAL,
    }
)
_AGGREGATES: Final = frozenset(
    {ShapeType.LIST, ShapeType.MAP, ShapeType.STRUCTURE, ShapeType.UNION}
)
_SERVICES: Final = frozenset(
    {ShapeType.SERVICE, ShapeType.RESOURCE, ShapeType.OPERATION}
)
_SIMPLE: Final = frozenset(ShapeType) - _AGGREGATES - _SERVICES - {ShapeType.MEMBER}

TYPES: Final[Mapping[str, frozenset[ShapeType]]] = {
    **{type.value: frozenset({type}) for type in ShapeType},
    "string": frozenset({ShapeType.STRING, ShapeType.ENUM}),
    "integer": frozenset({ShapeType.INTEGER, ShapeType.INT_ENUM}),
    "set": frozenset({ShapeType.LIST}),
    "collection": frozenset({ShapeType.LIST}),
    "number": _NUMBERS,
    "simpleType": _SIMPLE,
    "aggregateType": _AGGREGATES,
    "serviceType": _SERVICES,
    "dataType": _SIMPLE | _AGGREGATES,
}
"""The shape types that each name stands for."""
