"""Values as text in the path, the query and the headers of a message.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.annotations import annotation
from smithwright.plan.context import TEXTS, Context
from smithwright.plan.imports import Imports
from smithwright.plan.plan_error import PlanError
from smithwright.plan.text import Code, code
from smithy_parser import ListShape, Member, ShapeType

TIMESTAMP_FORMAT = "smithy.api#timestampFormat"
MEDIA_TYPE = "smithy.api#mediaType"

_FORMATTERS: dict[str, LiteralString] = {
    "date-time": "date_time",
    "http-date": "http_date",
    "epoch-seconds": "epoch_seconds",
}
_INTEGERS = (
    ShapeType.BYTE,
    ShapeType.SHORT,
    ShapeType.INTEGER,
    ShapeType.LONG,
    ShapeType.BIG_INTEGER,
)
_READERS: dict[ShapeType, LiteralString] = {
    **dict.fromkeys(_INTEGERS, "from_integer_text"),
    ShapeType.INT_ENUM: "from_integer_text",
    ShapeType.FLOAT: "from_float_text",
    ShapeType.DOUBLE: "from_float_text",
    ShapeType.BIG_DECIMAL: "from_decimal_text",
    ShapeType.BOOLEAN: "from_boolean_text",
}


@dataclass(frozen=True, slots=True)
class HttpText:
    """Writes and reads text where timestamps have one format unless a trait says."""

    context: Context
    imports: Imports
    timestamp_format: str

    def of(self, member: Member, variable: Code, *, in_header: bool = False) -> Code:
        """Returns the expression of a set member's text."""
        target = self.context.target(member)
        if in_header and self.context.has_trait(member, MEDIA_TYPE):
            return code(
                "{}({})", self.imports.runtime("http_text", "base64_text"), variable
            )
        if target.type in TEXTS:
            return variable
        if target.type in _INTEGERS:
            return code("str({})", variable)
        if target.type == ShapeType.BIG_DECIMAL:
            text = self.imports.runtime("decimals", "decimal_text")
            return code("{}({})", text, variable)
        if target.type == ShapeType.INT_ENUM:
            return code("str(int({}))", variable)
        if target.type == ShapeType.BOOLEAN:
            return code('"true" if {} else "false"', variable)
        if target.type in (ShapeType.FLOAT, ShapeType.DOUBLE):
            return code(
                "{}({})", self.imports.runtime("http_text", "float_text"), variable
            )
        if target.type == ShapeType.TIMESTAMP:
            return self._timestamp(member, variable)
        raise PlanError(
            member, f"a {target.type} cannot stand in path, query or header"
        )

    def header_list(self, target: ListShape, variable: Code) -> Code:
        """Returns the expression of a list in one header field.

        https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait
        """
        item = self.of(target.member, Code("item"), in_header=True)
        is_text = self.context.target(target.member).type in TEXTS
        if is_text and not self.context.has_trait(target.member, MEDIA_TYPE):
            item = code("{}(item)", self.imports.runtime("http_text", "header_item"))
        return code('", ".join([{} for item in {}])', item, variable)

    def reader(self, member: Member) -> Code:
        """Returns the function that reads a set member from a header's text."""
        target = self.context.target(member)
        if isinstance(target, ListShape):
            return self._list_reader(target)
        if target.type == ShapeType.INT_ENUM:
            return code("lambda text: {}", self._read(member, Code("text")))
        return self._reader(member)

    def _list_reader(self, target: ListShape) -> Code:
        is_date = self.context.target(target.member).type == ShapeType.TIMESTAMP
        splits: LiteralString = "split_dates" if is_date else "split_items"
        item = self._read(target.member, Code("item"))
        function = self.imports.runtime("http_text", splits)
        return code("lambda text: tuple({} for item in {}(text))", item, function)

    def _read(self, member: Member, text: Code) -> Code:
        value = code("{}({})", self._reader(member), text)
        target = self.context.target(member)
        if target.type != ShapeType.INT_ENUM:
            return value
        return code("{}({})", annotation(self.context, self.imports, target), value)

    def _reader(self, member: Member) -> Code:
        target = self.context.target(member)
        if target.type == ShapeType.TIMESTAMP:
            return self.imports.runtime("timestamps", "read_timestamp")
        if (reader := _READERS.get(target.type)) is not None:
            return self.imports.runtime("http_text", reader)
        if target.type == ShapeType.STRING and self.context.has_trait(
            member, MEDIA_TYPE
        ):
            return self.imports.runtime("http_text", "from_base64_text")
        return annotation(self.context, self.imports, target)

    def _timestamp(self, member: Member, variable: Code) -> Code:
        name = self._format(member)
        function = self.imports.runtime("timestamps", _FORMATTERS[name])
        text = code("{}({})", function, variable)
        return code("str({})", text) if name == "epoch-seconds" else text

    def _format(self, member: Member) -> str:
        value = self.context.trait(member, TIMESTAMP_FORMAT)
        if value is None:
            return self.timestamp_format
        if isinstance(value, str) and value in _FORMATTERS:
            return value
        raise PlanError(member, f"trait {TIMESTAMP_FORMAT} is {value!r}")
