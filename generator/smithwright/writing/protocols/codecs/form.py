"""Functions that write structures as form fields.

Each set member adds a name and a value, where a name says the whole way to the value:

    for tags_number, tags_item in enumerate(tags, 1):
        tag_query(tags_item, f"&Tags.member.{tags_number}.", form)

https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#request-serialization
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

from smithwright.plan.fields import Field, Record
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.naming import LocalScope
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.messages import Place
from smithwright.plan.types import Kind, ListType, MapType, record_symbol
from smithwright.plan.wire import TimestampFormat
from smithwright.writing.code import Code, Literal, block, code
from smithwright.writing.docstrings import own_words
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Function
from smithwright.writing.protocols.codecs.xml import XmlCodec
from smithwright.writing.protocols.concatenation import formatted
from smithwright.writing.protocols.http_text import HttpText
from smithwright.writing.protocols.interfaces import Document, OperationWriting

_Key: TypeAlias = list[str | Identifier]
"""The name of a field: constant text, and variables."""


@dataclass(frozen=True, slots=True)
class FormCodec:
    """Writes forms, and reads XML."""

    xml: XmlCodec
    writes_empty_lists: bool = True
    """Whether an empty list is a field without a value."""

    def writer(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that adds the fields of a structure to a form."""
        return _Fields(imports, self).function(record)

    def reader(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that reads a structure from its element."""
        return self.xml.reader(imports, record)

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns the function that reads the output, if it has members."""
        return self.xml.functions(writing)

    def document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Document:
        """Returns a form of the operation's name and some fields of the input."""
        operation = writing.operation
        version = _encoded(operation.service.version)
        start = f"Action={_encoded(operation.name)}&Version={version}"
        if not fields:
            return Document((), Literal.of(start.encode()))
        statements = _Fields(writing.imports, self).statements(fields)
        function = writing.imports.runtime("query_text", "form_body")
        body = code("{}({}, form)", function, Literal.of(start))
        return Document((Code("form: list[str] = []"), *statements), body)

    def unset_payload(self, field: Field) -> Code | None:
        """Returns None."""
        return None

    def payload(self, writing: OperationWriting, field: Field, given: SafeText) -> Code:
        """Refuses a field that is the whole body, which no form is."""
        raise PlanError(field.origin, "a payload has no form in a query")

    def read_document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Code:
        """Returns the expression of the output with what a response's body holds."""
        return self.xml.read_document(writing, fields)

    def read_payload(self, imports: Imports, name: str, place: Place) -> Code:
        """Returns the expression of a field whose element is the body's root."""
        return self.xml.read_payload(imports, name, place)

    def read_error(self, writing: OperationWriting) -> Identifier:
        """Returns the function that finds the error in an operation's response."""
        return self.xml.read_error(writing)

    def read_error_members(self, imports: Imports, name: str, record: Record) -> Code:
        """Returns the expression that reads an error's members in a body."""
        return self.xml.read_error_members(imports, name, record)


@dataclass(frozen=True, slots=True)
class _Fields:
    """Writes form fields in one module."""

    imports: Imports
    codec: FormCodec

    def function(self, record: Record) -> Function:
        """Returns the function that adds the fields of a structure to a form."""
        name = record.symbol.name
        return Function(
            name=_function_of(record.symbol.stem),
            parameters=code("value: {}, prefix: str, form: list[str]", name),
            result=Code("None"),
            doc=own_words("Adds the fields of `value` to `form`, named with `prefix`."),
            body=tuple(self.statements(record.fields, Identifier("prefix"))),
        )

    def statements(
        self, fields: Iterable[Field], prefix: str | Identifier = "&"
    ) -> list[Code]:
        """Returns statements that add the set fields of `value` to `form`.

        Args:
            fields: The fields.
            prefix: What their names start with.
        """
        scope = LocalScope()
        statements: list[Code] = []
        for field in fields:
            local = scope.claim(field.name.text)
            key: _Key = [prefix, _encoded(field.wire.form_name)]
            statements.append(
                block(
                    code("if ({} := value.{}) is not None:", local, field.name),
                    self._fields(field, local, key),
                )
            )
        return statements

    def _fields(self, field: Field, given: Identifier, key: _Key) -> list[Code]:
        if isinstance(field.type, ListType):
            return self._list(field, field.type, given, key)
        if isinstance(field.type, MapType):
            return self._map(field, field.type, given, key)
        if (symbol := record_symbol(field.type)) is not None:
            function = self.imports.sibling(symbol, _function_of(symbol.stem))
            return [code("{}({}, {}, form)", function, given, formatted([*key, "."]))]
        return [_append(key, self._text(field, given))]

    def _list(
        self, field: Field, type: ListType, given: Identifier, key: _Key
    ) -> list[Code]:
        number, item, _ = _loop_names(given)
        item_key: _Key = [*key, f"{_encoded(field.wire.form_infix)}.", number]
        loop = block(
            code("for {}, {} in enumerate({}, 1):", number, item, given),
            _unless_unset(type, item, self._fields(type.item, item, item_key)),
        )
        if not self.codec.writes_empty_lists:
            return [loop]
        empty = _append(key, Literal.of(""))
        return [block(code("if not {}:", given), [empty]), loop]

    def _map(
        self, field: Field, type: MapType, given: Identifier, key: _Key
    ) -> list[Code]:
        number, item, item_key = _loop_names(given)
        entry: _Key = [*key, f"{_encoded(field.wire.form_infix)}.", number]
        name, value = (_encoded(part.wire.form_name) for part in (type.key, type.value))
        fields = [
            *self._fields(type.key, item_key, [*entry, f".{name}"]),
            *self._fields(type.value, item, [*entry, f".{value}"]),
        ]
        pairs = code("enumerate({}.items(), 1)", given)
        return [
            block(
                code("for {}, ({}, {}) in {}:", number, item_key, item, pairs),
                _unless_unset(type, item, fields),
            )
        ]

    def _text(self, field: Field, given: SafeText) -> SafeText:
        match field.type.kind:
            case Kind.BLOB:
                function = self.imports.runtime("xml_text", "base64_blob")
                return code("{}({})", function, given)
            case Kind.DOCUMENT:
                raise PlanError(field.origin, "a document has no form in a query")
            case _:
                text = HttpText(self.imports, TimestampFormat.DATE_TIME)
                return text.of(field, given)


def _function_of(stem: Identifier) -> Identifier:
    return Identifier(f"{stem}_query")


def _loop_names(given: Identifier) -> tuple[Identifier, Identifier, Identifier]:
    """Returns the variables of a loop over a value: number, item and key."""
    names = ("number", "item", "key")
    number, item, key = (Identifier(f"{given}_{name}") for name in names)
    return number, item, key


def _unless_unset(
    collection: ListType | MapType, item: SafeText, fields: list[Code]
) -> list[Code]:
    if not collection.is_sparse:
        return fields
    return [block(code("if {} is not None:", item), fields)]


def _append(key: _Key, value: SafeText) -> Code:
    return code("form += ({}, {})", formatted([*key, "="]), value)


def _encoded(name: str) -> str:
    return quote(name, safe="-._~")
