"""Which kind of node the values of each type of shape are.

Implements https://smithy.io/2.0/spec/model.html#trait-node-values.
"""

from collections.abc import Mapping
from typing import Final

from smithy_parser.nodes import Node, kind
from smithy_parser.shapes import Shape, ShapeType

NON_NUMERIC: Final = ("NaN", "Infinity", "-Infinity")
"""The floats that are strings."""

_KINDS: Final[Mapping[ShapeType, str]] = {
    ShapeType.BLOB: "string",
    ShapeType.BOOLEAN: "boolean",
    ShapeType.STRING: "string",
    ShapeType.ENUM: "string",
    ShapeType.BYTE: "number",
    ShapeType.SHORT: "number",
    ShapeType.INTEGER: "number",
    ShapeType.INT_ENUM: "number",
    ShapeType.LONG: "number",
    ShapeType.FLOAT: "number",
    ShapeType.DOUBLE: "number",
    ShapeType.BIG_INTEGER: "number",
    ShapeType.BIG_DECIMAL: "number",
    ShapeType.LIST: "array",
    ShapeType.MAP: "object",
    ShapeType.STRUCTURE: "object",
    ShapeType.UNION: "object",
}
"""The kind of node that the values of each type are; the others take several."""

_BITS: Final[Mapping[ShapeType, int | None]] = {
    ShapeType.BYTE: 8,
    ShapeType.SHORT: 16,
    ShapeType.INTEGER: 32,
    ShapeType.INT_ENUM: 32,
    ShapeType.LONG: 64,
    ShapeType.BIG_INTEGER: None,
}
_FLOATS: Final = (ShapeType.FLOAT, ShapeType.DOUBLE)


def kind_problem(shape: Shape, value: Node) -> str | None:
    """What is wrong with the kind of a value, or its size; None if nothing is."""
    expected, found = _KINDS.get(shape.type), kind(value)
    if shape.type in _FLOATS and isinstance(value, str):
        return _not_float(shape, value)
    if expected is None or expected == found:
        if shape.type in _BITS and isinstance(value, int | float):
            return _not_integer(shape, value)
        return None
    message = (
        f"Expected {expected} value for {shape.type} shape, `{shape.id}`; "
        f"found {found} value"
    )
    if isinstance(value, bool):
        return f"{message}, `{str(value).lower()}`"
    is_scalar = isinstance(value, str | int | float)
    return f"{message}, `{value}`" if is_scalar else message


def _not_float(shape: Shape, value: str) -> str | None:
    if value in NON_NUMERIC:
        return None
    allowed = '", "'.join(NON_NUMERIC)
    return (
        f"Value for `{shape.id}` must either be numeric or one of the following "
        f'strings: ["{allowed}"], but was "{value}"'
    )


def _not_integer(shape: Shape, value: int | float) -> str | None:
    if isinstance(value, float):
        return (
            f"{shape.type} shapes must not have floating point values, but found "
            f"`{value}` provided for `{shape.id}`"
        )
    bits = _BITS[shape.type]
    if bits is None:
        return None
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    if value < low:
        return f"{shape.type} value must be > {low}, but found {value}"
    if value > high:
        return f"{shape.type} value must be < {high}, but found {value}"
    return None
