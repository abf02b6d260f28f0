"""JSON values of shapes, where msgspec does not encode them as the protocol asks.

The encoder takes most values as they are. Timestamps have to be converted, and floats
may be NaN; structures that hold one of these, however deep, get a function that builds
their JSON object.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.fields import Field, Record
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.naming import LocalScope
from smithwright.plan.protocols.messages import Place
from smithwright.plan.types import (
    FLOATS,
    Kind,
    ListType,
    MapType,
    Type,
    record_symbol,
)
from smithwright.plan.wire import TimestampFormat
from smithwright.writing.annotations import annotation
from smithwright.writing.code import Code, Literal, block, code
from smithwright.writing.docstrings import own_words
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Function
from smithwright.writing.protocols.interfaces import Document, OperationWriting

_TIMES: dict[TimestampFormat, LiteralString] = {
    TimestampFormat.DATE_TIME: "date_time",
    TimestampFormat.HTTP_DATE: "http_date",
    TimestampFormat.EPOCH_SECONDS: "epoch_seconds",
}


@dataclass(frozen=True, slots=True)
class JsonCodec:
    """Reads and writes JSON objects."""

    runtime: LiteralString = "json_bodies"
    """The runtime module that reads bodies and errors."""
    writes_big_numbers: bool = False
    """Whether big numbers have to be converted: they are strings."""

    def writer(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that builds a structure's JSON object, where needed."""
        if not self._is_built(record):
            return None
        return Function(
            name=_function_of(record.symbol.stem),
            parameters=code("value: {}", record.symbol.name),
            result=Code("dict[str, object]"),
            doc=own_words("Returns the JSON object of `value`."),
            body=(*self._object(imports, record.fields), Code("return wire")),
        )

    def reader(self, imports: Imports, record: Record) -> Function | None:
        """Returns None: the decoder makes structures by itself."""
        return None

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns none: serialiser and parser need no more than the codec."""
        return ()

    def document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Document:
        """Returns a body of some fields of the input."""
        record = writing.operation.input
        has_big_numbers = any(f.type.content.big_numbers for f in record.fields)
        encode = _encoder(writing.imports, has_big_numbers)
        if len(fields) == len(record.fields) and not self._is_built(record):
            return Document((), code("{}(value)", encode))
        statements = self._object(writing.imports, fields)
        return Document(tuple(statements), code("{}(wire)", encode))

    def unset_payload(self, field: Field) -> Code | None:
        """Returns an object without members for a structure."""
        return Code('b"{}"') if field.type.kind is Kind.STRUCTURE else None

    def payload(self, writing: OperationWriting, field: Field, given: SafeText) -> Code:
        """Returns the expression of a body that is the JSON of one set field."""
        encode = _encoder(writing.imports, field.type.content.big_numbers)
        return code("{}({})", encode, self._value(writing.imports, field, given, 0))

    def read_document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Code:
        """Returns the expression of the output with what a response's body holds."""
        operation = writing.operation
        return self._read(writing.imports, operation.name, operation.output.symbol.name)

    def read_payload(self, imports: Imports, name: str, place: Place) -> Code:
        """Returns the expression of a field whose JSON is the body."""
        return code(
            "{}({}, {}, response)",
            imports.runtime("json_bodies", "read_payload"),
            Literal.of(name),
            annotation(imports, place.field),
        )

    def read_error(self, writing: OperationWriting) -> Identifier:
        """Returns the function that finds the error in an operation's response."""
        return writing.imports.runtime(self.runtime, "read_error")

    def read_error_members(self, imports: Imports, name: str, record: Record) -> Code:
        """Returns the expression that decodes an error's members in a body."""
        return self._read(imports, name, record.symbol.name)

    def _read(self, imports: Imports, name: str, shape: SafeText) -> Code:
        function = imports.runtime(self.runtime, "read_body")
        return code("{}({}, {}, response)", function, Literal.of(name), shape)

    def _is_built(self, record: Record) -> bool:
        """Returns whether the encoder would write something else of a structure."""
        return any(
            field.default is not None or self._is_converted(field.type)
            for field in record.fields
        )

    def _is_converted(self, type: Type) -> bool:
        """Returns whether a value differs from what the encoder would make of it."""
        has_big_numbers = self.writes_big_numbers and type.content.big_numbers
        return type.content.converted or has_big_numbers

    def _object(self, imports: Imports, fields: Iterable[Field]) -> list[Code]:
        """Returns statements that put the set `fields` of `value` into `wire`."""
        scope = LocalScope()
        statements = [Code("wire: dict[str, object] = {}")]
        for field in fields:
            local = scope.claim(field.name.text)
            value = self._value(imports, field, local, 0)
            put = code("wire[{}] = {}", Literal.of(field.wire.name), value)
            given = code("if ({} := value.{}) is not None:", local, field.name)
            statements.append(block(given, [put]))
        return statements

    def _value(
        self, imports: Imports, field: Field, variable: SafeText, depth: int
    ) -> SafeText:
        """Returns the expression of a set field's JSON value."""
        type = field.type
        if not self._is_converted(type):
            return variable
        suffix = f"_{depth + 1}" if depth else ""
        key, item = Identifier(f"key{suffix}"), Identifier(f"item{suffix}")
        match type:
            case ListType():
                inner = self._item(imports, type, type.item, item, depth)
                return code("[{} for {} in {}]", inner, item, variable)
            case MapType():
                inner = self._item(imports, type, type.value, item, depth)
                entries = code("for {}, {} in {}.items()", key, item, variable)
                return code("{{{}: {} {}}}", key, inner, entries)
            case _:
                return code("{}({})", self._converter(imports, field), variable)

    def _item(
        self,
        imports: Imports,
        collection: ListType | MapType,
        field: Field,
        item: SafeText,
        depth: int,
    ) -> SafeText:
        value = self._value(imports, field, item, depth + 1)
        if collection.is_sparse:
            return code("None if {} is None else {}", item, value)
        return value

    def _converter(self, imports: Imports, field: Field) -> SafeText:
        """Returns the function that gives the JSON value of a set value."""
        if (symbol := record_symbol(field.type)) is not None:
            return imports.sibling(symbol, _function_of(symbol.stem))
        if field.type.kind is Kind.BIG_INTEGER:
            return Code("str")
        if field.type.kind is Kind.BIG_DECIMAL:
            return imports.runtime("decimals", "decimal_text")
        if field.type.kind in FLOATS:
            return imports.runtime("json_values", "number")
        form = field.wire.timestamp_format or TimestampFormat.EPOCH_SECONDS
        return imports.runtime("timestamps", _TIMES[form])


def _encoder(imports: Imports, has_big_numbers: bool) -> Identifier:
    """Returns the function that encodes JSON."""
    if has_big_numbers:
        # They may be no numbers, which JSON has no form for.
        return imports.runtime("json_bodies", "encode_exact")
    return imports.runtime("json_bodies", "encode")


def _function_of(stem: Identifier) -> Identifier:
    return Identifier(f"{stem}_json")
