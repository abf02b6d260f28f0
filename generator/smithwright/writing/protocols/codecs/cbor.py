"""Functions that write structures as CBOR, member by member.

They add to one buffer. A structure is a map of indefinite length, as how many of its
members are set need not be known before they are written.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html#shape-serialization
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import LiteralString

from smithwright.plan.fields import Field, Record
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.naming import LocalScope
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.messages import Place
from smithwright.plan.types import Kind, ListType, MapType, record_symbol
from smithwright.writing.code import Code, Literal, block, code
from smithwright.writing.docstrings import own_words
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Function
from smithwright.writing.protocols.interfaces import Document, OperationWriting

_FUNCTIONS: dict[Kind, LiteralString] = {
    Kind.STRING: "cbor_text",
    Kind.ENUM: "cbor_text",
    Kind.BLOB: "cbor_blob",
    Kind.BOOLEAN: "cbor_boolean",
    Kind.BYTE: "cbor_integer",
    Kind.SHORT: "cbor_integer",
    Kind.INTEGER: "cbor_integer",
    Kind.LONG: "cbor_integer",
    Kind.INT_ENUM: "cbor_integer",
    Kind.FLOAT: "cbor_float",
    Kind.DOUBLE: "cbor_double",
    Kind.BIG_INTEGER: "cbor_big_integer",
    Kind.BIG_DECIMAL: "cbor_big_decimal",
    Kind.TIMESTAMP: "cbor_timestamp",
}


@dataclass(frozen=True, slots=True)
class CborCodec:
    """Reads and writes CBOR maps."""

    def writer(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that writes a structure."""
        return _Values(imports).function(record)

    def reader(self, imports: Imports, record: Record) -> Function | None:
        """Returns None: the decoder makes structures by itself."""
        return None

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns the function that writes the input, if there is one."""
        operation = writing.operation
        if not operation.has_input:
            return ()
        record = replace(operation.input, fields=operation.request.document)
        return (_Values(writing.imports).function(record),)

    def document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Document:
        """Returns the map of the input, which a function writes."""
        function = _function_of(writing.operation.input.symbol.stem)
        write = code("{}(value, wire)", function)
        return Document((Code("wire = bytearray()"), write), Code("bytes(wire)"))

    def unset_payload(self, field: Field) -> Code | None:
        """Returns None."""
        return None

    def payload(self, writing: OperationWriting, field: Field, given: SafeText) -> Code:
        """Refuses a field that is the whole body, which no protocol has in CBOR."""
        raise PlanError(field.origin, "a payload has no form in CBOR")

    def read_document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Code:
        """Returns the expression of the output with what a response's body holds."""
        operation = writing.operation
        return _read(writing.imports, operation.name, operation.output.symbol.name)

    def read_payload(self, imports: Imports, name: str, place: Place) -> Code:
        """Refuses a field that is the whole body, which no protocol has in CBOR."""
        raise PlanError(place.field.origin, "a payload has no form in CBOR")

    def read_error(self, writing: OperationWriting) -> Identifier:
        """Returns the function that finds the error in an operation's response."""
        return writing.imports.runtime("cbor_bodies", "read_error")

    def read_error_members(self, imports: Imports, name: str, record: Record) -> Code:
        """Returns the expression that decodes an error's members in a body."""
        return _read(imports, name, record.symbol.name)


@dataclass(frozen=True, slots=True)
class _Values:
    """Writes CBOR values in one module."""

    imports: Imports

    def function(self, record: Record) -> Function:
        """Returns the function that writes a structure or union."""
        scope = LocalScope()
        members = [self._member(field, scope) for field in record.fields]
        start, end = Code('wire += b"\\xbf"'), Code('wire += b"\\xff"')
        return Function(
            name=_function_of(record.symbol.stem),
            parameters=code("value: {}, wire: bytearray", record.symbol.name),
            result=Code("None"),
            doc=own_words("Adds the CBOR map of `value` to `wire`."),
            body=(start, *members, end),
        )

    def _member(self, field: Field, scope: LocalScope) -> Code:
        local = scope.claim(field.name.text)
        key = Literal.of(_text(field.wire.name))
        return block(
            code("if ({} := value.{}) is not None:", local, field.name),
            self._statements(field, local, scope, key),
        )

    def _statements(
        self,
        field: Field,
        variable: SafeText,
        scope: LocalScope,
        key: SafeText | None = None,
    ) -> list[Code]:
        """Returns statements that write a set value, after its key if it has one."""
        prefix = Code("") if key is None else code("{} + ", key)
        if isinstance(field.type, ListType):
            return self._list(field.type, variable, scope, prefix)
        if isinstance(field.type, MapType):
            return self._map(field.type, variable, scope, prefix)
        if (symbol := record_symbol(field.type)) is not None:
            function = self.imports.sibling(symbol, _function_of(symbol.stem))
            call = code("{}({}, wire)", function, variable)
            return [call] if key is None else [code("wire += {}", key), call]
        name = _FUNCTIONS.get(field.type.kind)
        if name is None:
            raise PlanError(field.origin, f"a {field.type.kind} has no form in CBOR")
        function = self.imports.runtime("cbor_values", name)
        return [code("wire += {}{}({})", prefix, function, variable)]

    def _list(
        self, type: ListType, variable: SafeText, scope: LocalScope, prefix: SafeText
    ) -> list[Code]:
        start = self.imports.runtime("cbor_values", "cbor_array")
        item = scope.claim(f"{variable}_item")
        body = self._item(type, type.item, item, scope)
        return [
            code("wire += {}{}({})", prefix, start, variable),
            block(code("for {} in {}:", item, variable), body),
        ]

    def _map(
        self, type: MapType, variable: SafeText, scope: LocalScope, prefix: SafeText
    ) -> list[Code]:
        start = self.imports.runtime("cbor_values", "cbor_map")
        key = scope.claim(f"{variable}_key")
        item = scope.claim(f"{variable}_item")
        body = [
            *self._statements(type.key, key, scope),
            *self._item(type, type.value, item, scope),
        ]
        return [
            code("wire += {}{}({})", prefix, start, variable),
            block(code("for {}, {} in {}.items():", key, item, variable), body),
        ]

    def _item(
        self,
        collection: ListType | MapType,
        field: Field,
        item: SafeText,
        scope: LocalScope,
    ) -> list[Code]:
        statements = self._statements(field, item, scope)
        if not collection.is_sparse:
            return statements
        return [
            block(code("if {} is None:", item), [Code('wire += b"\\xf6"')]),
            block(Code("else:"), statements),
        ]


def _read(imports: Imports, name: str, shape: SafeText) -> Code:
    function = imports.runtime("cbor_bodies", "read_body")
    return code("{}({}, {}, response)", function, Literal.of(name), shape)


def _function_of(stem: Identifier) -> Identifier:
    return Identifier(f"{stem}_cbor")


def _text(name: str) -> bytes:
    data = name.encode()
    size = len(data)
    if size < 24:
        return bytes([0x60 + size]) + data
    if size < 1 << 8:
        return bytes([0x78, size]) + data
    return b"\x7a" + size.to_bytes(4) + data
