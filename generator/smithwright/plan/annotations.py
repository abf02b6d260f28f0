"""The Python type of a value of each shape."""

from __future__ import annotations

from smithwright.plan.constraints import SPARSE
from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.streaming import is_blob_stream, is_event_stream
from smithwright.plan.text import Code, code
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType

_BUILT_IN = {
    ShapeType.STRING: Code("str"),
    ShapeType.BLOB: Code("bytes"),
    ShapeType.BOOLEAN: Code("bool"),
    ShapeType.BYTE: Code("int"),
    ShapeType.SHORT: Code("int"),
    ShapeType.INTEGER: Code("int"),
    ShapeType.LONG: Code("int"),
    ShapeType.BIG_INTEGER: Code("int"),
    ShapeType.FLOAT: Code("float"),
    ShapeType.DOUBLE: Code("float"),
}


def annotation(context: Context, imports: Imports, shape: Shape) -> Code:
    """Returns the type of a value of `shape`, or of what a member targets.

    Lists are tuples and maps are read-only mappings, as their holders are immutable.
    """
    if isinstance(shape, Member):
        if is_blob_stream(context, shape):
            return imports.runtime("bodies", "ByteStream")
        target = annotation(context, imports, context.target(shape))
        if is_event_stream(context, shape):
            stream = imports.runtime("event_streams", "EventStreamBody")
            return code("{}[{}]", stream, target)
        return target
    if (symbol := context.symbols.shapes.get(shape.id)) is not None:
        return imports.shape(symbol)
    if isinstance(shape, ListShape):
        item = item_annotation(context, imports, shape, shape.member)
        return code("tuple[{}, ...]", item)
    if isinstance(shape, MapShape):
        key = annotation(context, imports, shape.key)
        item = item_annotation(context, imports, shape, shape.value)
        return code(
            "{}[{}, {}]", imports.standard("collections.abc", "Mapping"), key, item
        )
    match shape.type:
        case ShapeType.TIMESTAMP:
            return imports.runtime("shapes", "AwareDatetime")
        case ShapeType.BIG_DECIMAL:
            return imports.standard("decimal", "Decimal")
        case ShapeType.DOCUMENT:
            return imports.runtime("documents", "Document")
        case _:
            return _BUILT_IN[shape.type]


def received_annotation(context: Context, imports: Imports, member: Member) -> Code:
    """Returns the type of a member's value in an output."""
    if is_blob_stream(context, member):
        return imports.runtime("streams", "StreamingBody")
    return annotation(context, imports, member)


def item_annotation(
    context: Context, imports: Imports, collection: Shape, member: Member
) -> Code:
    """Returns the type of a list's items or a map's values."""
    item = annotation(context, imports, member)
    return code("{} | None", item) if SPARSE in collection.traits else item
