"""The Python type of a value, as an annotation."""

from __future__ import annotations

from smithwright.plan.fields import Field, Stream
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.types import NAMES, Kind, ListType, MapType, NamedType, Type
from smithwright.writing.code import code
from smithwright.writing.module.imports import Imports


def annotation(imports: Imports, field: Field) -> SafeText:
    """Returns the type of what a field holds in a value that callers make."""
    if field.stream is Stream.BYTES:
        return imports.runtime("bodies", "ByteStream")
    value = annotation_of(imports, field.type)
    if field.stream is Stream.EVENTS:
        stream = imports.runtime("event_streams", "EventStreamBody")
        return code("{}[{}]", stream, value)
    return value


def received_annotation(imports: Imports, field: Field) -> SafeText:
    """Returns the type of what a field holds in an output."""
    if field.stream is Stream.BYTES:
        return imports.runtime("streams", "StreamingBody")
    return annotation(imports, field)


def annotation_of(imports: Imports, type: Type) -> SafeText:
    """Returns the annotation of a type.

    Lists are tuples and maps are read-only mappings, as their holders are immutable.
    """
    match type:
        case NamedType():
            return imports.shape(type.symbol)
        case ListType():
            item = item_annotation(imports, type)
            return code("tuple[{}, ...]", item)
        case MapType():
            key, item = annotation(imports, type.key), item_annotation(imports, type)
            mapping = imports.standard("collections.abc", "Mapping")
            return code("{}[{}, {}]", mapping, key, item)
        case _:
            return _plain(imports, type.kind)


def item_annotation(imports: Imports, type: ListType | MapType) -> SafeText:
    """Returns the type of a list's items or a map's values."""
    held = type.item if isinstance(type, ListType) else type.value
    item = annotation(imports, held)
    return code("{} | None", item) if type.is_sparse else item


def _plain(imports: Imports, kind: Kind) -> SafeText:
    match kind:
        case Kind.TIMESTAMP:
            return imports.runtime("shapes", "AwareDatetime")
        case Kind.BIG_DECIMAL:
            return imports.standard("decimal", "Decimal")
        case Kind.DOCUMENT:
            return imports.runtime("documents", "Document")
        case _:
            return Identifier(NAMES[kind])
