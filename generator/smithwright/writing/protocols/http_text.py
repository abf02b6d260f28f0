"""Values as text in the path, the query and the headers of a message.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.fields import Field
from smithwright.plan.identifiers import SafeText
from smithwright.plan.plan_error import PlanError
from smithwright.plan.types import FLOATS, TEXTS, Kind, ListType
from smithwright.plan.wire import TimestampFormat
from smithwright.writing.annotations import annotation_of
from smithwright.writing.code import Code, code
from smithwright.writing.module.imports import Imports

_FORMATTERS: dict[TimestampFormat, LiteralString] = {
    TimestampFormat.DATE_TIME: "date_time",
    TimestampFormat.HTTP_DATE: "http_date",
    TimestampFormat.EPOCH_SECONDS: "epoch_seconds",
}
_INTEGERS = (Kind.BYTE, Kind.SHORT, Kind.INTEGER, Kind.LONG, Kind.BIG_INTEGER)
_READERS: dict[Kind, LiteralString] = {
    **dict.fromkeys(_INTEGERS, "from_integer_text"),
    Kind.INT_ENUM: "from_integer_text",
    Kind.FLOAT: "from_float_text",
    Kind.DOUBLE: "from_float_text",
    Kind.BIG_DECIMAL: "from_decimal_text",
    Kind.BOOLEAN: "from_boolean_text",
}


@dataclass(frozen=True, slots=True)
class HttpText:
    """Writes and reads text where times have one format unless a field says."""

    imports: Imports
    usual_format: TimestampFormat

    def of(
        self, field: Field, variable: SafeText, *, in_header: bool = False
    ) -> SafeText:
        """Returns the expression of a set field's text."""
        if in_header and field.wire.media_type is not None:
            encode = self.imports.runtime("http_text", "base64_text")
            return code("{}({})", encode, variable)
        kind = field.type.kind
        if kind in TEXTS:
            return variable
        if kind in _INTEGERS:
            return code("str({})", variable)
        if kind in FLOATS:
            text = self.imports.runtime("http_text", "float_text")
            return code("{}({})", text, variable)
        match kind:
            case Kind.BIG_DECIMAL:
                text = self.imports.runtime("decimals", "decimal_text")
                return code("{}({})", text, variable)
            case Kind.INT_ENUM:
                return code("str(int({}))", variable)
            case Kind.BOOLEAN:
                return code('"true" if {} else "false"', variable)
            case Kind.TIMESTAMP:
                return self._timestamp(field, variable)
            case _:
                message = f"a {kind} cannot stand in path, query or header"
                raise PlanError(field.origin, message)

    def header_list(self, type: ListType, variable: SafeText) -> Code:
        """Returns the expression of a list in one header field.

        https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait
        """
        item = self.of(type.item, Code("item"), in_header=True)
        if type.item.type.kind in TEXTS and type.item.wire.media_type is None:
            item = code("{}(item)", self.imports.runtime("http_text", "header_item"))
        return code('", ".join([{} for item in {}])', item, variable)

    def reader(self, field: Field) -> SafeText:
        """Returns the function that reads a set field from a header's text."""
        if isinstance(field.type, ListType):
            return self._list_reader(field.type)
        if field.type.kind is Kind.INT_ENUM:
            return code("lambda text: {}", self._read(field, Code("text")))
        return self._reader(field)

    def _list_reader(self, type: ListType) -> SafeText:
        is_date = type.item.type.kind is Kind.TIMESTAMP
        splits: LiteralString = "split_dates" if is_date else "split_items"
        item = self._read(type.item, Code("item"))
        function = self.imports.runtime("http_text", splits)
        return code("lambda text: tuple({} for item in {}(text))", item, function)

    def _read(self, field: Field, text: SafeText) -> SafeText:
        value = code("{}({})", self._reader(field), text)
        if field.type.kind is not Kind.INT_ENUM:
            return value
        return code("{}({})", annotation_of(self.imports, field.type), value)

    def _reader(self, field: Field) -> SafeText:
        kind = field.type.kind
        if (reader := _READERS.get(kind)) is not None:
            return self.imports.runtime("http_text", reader)
        match kind:
            case Kind.TIMESTAMP:
                return self.imports.runtime("timestamps", "read_timestamp")
            case Kind.STRING if field.wire.media_type is not None:
                return self.imports.runtime("http_text", "from_base64_text")
            case _:
                return annotation_of(self.imports, field.type)

    def _timestamp(self, field: Field, variable: SafeText) -> Code:
        form = field.wire.timestamp_format or self.usual_format
        function = self.imports.runtime("timestamps", _FORMATTERS[form])
        text = code("{}({})", function, variable)
        is_number = form is TimestampFormat.EPOCH_SECONDS
        return code("str({})", text) if is_number else text
