"""Functions that write structures as CBOR, member by member.

They add to one buffer. A structure is a map of indefinite length, as how many of its
members are set need not be known before they are written.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html#shape-serialization
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.constraints import SPARSE
from smithwright.plan.context import Context
from smithwright.plan.docstrings import own_words
from smithwright.plan.imports import Imports
from smithwright.plan.naming import LocalScope
from smithwright.plan.package import Function
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.protocol import Record
from smithwright.plan.symbols import Symbol
from smithwright.plan.text import Code, Identifier, Literal, block, code
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType

_FUNCTIONS: dict[ShapeType, LiteralString] = {
    ShapeType.STRING: "cbor_text",
    ShapeType.ENUM: "cbor_text",
    ShapeType.BLOB: "cbor_blob",
    ShapeType.BOOLEAN: "cbor_boolean",
    ShapeType.BYTE: "cbor_integer",
    ShapeType.SHORT: "cbor_integer",
    ShapeType.INTEGER: "cbor_integer",
    ShapeType.LONG: "cbor_integer",
    ShapeType.INT_ENUM: "cbor_integer",
    ShapeType.FLOAT: "cbor_float",
    ShapeType.DOUBLE: "cbor_double",
    ShapeType.BIG_INTEGER: "cbor_big_integer",
    ShapeType.BIG_DECIMAL: "cbor_big_decimal",
    ShapeType.TIMESTAMP: "cbor_timestamp",
}


@dataclass(frozen=True, slots=True)
class CborValues:
    """Writes CBOR values in one module."""

    context: Context
    imports: Imports

    def function(self, record: Record) -> Function:
        """Returns the function that writes a structure or union."""
        scope = LocalScope()
        members = [
            self._member(member, name, scope) for name, member in record.members.items()
        ]
        start, end = Code('wire += b"\\xbf"'), Code('wire += b"\\xff"')
        return Function(
            name=_function_of(record.stem),
            parameters=code("value: {}, wire: bytearray", record.name),
            result=Code("None"),
            doc=own_words("Adds the CBOR map of `value` to `wire`."),
            body=(start, *members, end),
        )

    def call(self, symbol: Symbol, variable: Code) -> Code:
        """Returns the statement that writes a structure or union."""
        function = self.imports.sibling(symbol, _function_of(symbol.stem))
        return code("{}({}, wire)", function, variable)

    def _member(self, member: Member, name: Identifier, scope: LocalScope) -> Code:
        local = scope.claim(name.text)
        key = Literal.of(_text(member.name))
        return block(
            code("if ({} := value.{}) is not None:", local, name),
            self._statements(member, local, scope, key),
        )

    def _statements(
        self, member: Member, variable: Code, scope: LocalScope, key: Code | None = None
    ) -> list[Code]:
        """Returns statements that write a set value, after its key if it has one."""
        prefix = Code("") if key is None else code("{} + ", key)
        target = self.context.target(member)
        if isinstance(target, ListShape):
            return self._list(target, variable, scope, prefix)
        if isinstance(target, MapShape):
            return self._map(target, variable, scope, prefix)
        if (name := _FUNCTIONS.get(target.type)) is not None:
            function = self.imports.runtime("cbor_values", name)
            return [code("wire += {}{}({})", prefix, function, variable)]
        if target.type not in (ShapeType.STRUCTURE, ShapeType.UNION):
            raise PlanError(member, f"a {target.type} has no form in CBOR")
        call = self.call(self.context.symbols.shapes[target.id], variable)
        return [call] if key is None else [code("wire += {}", key), call]

    def _list(
        self, target: ListShape, variable: Code, scope: LocalScope, prefix: Code
    ) -> list[Code]:
        start = self.imports.runtime("cbor_values", "cbor_array")
        item = scope.claim(f"{variable}_item")
        body = self._item(target, target.member, item, scope)
        return [
            code("wire += {}{}({})", prefix, start, variable),
            block(code("for {} in {}:", item, variable), body),
        ]

    def _map(
        self, target: MapShape, variable: Code, scope: LocalScope, prefix: Code
    ) -> list[Code]:
        start = self.imports.runtime("cbor_values", "cbor_map")
        key = scope.claim(f"{variable}_key")
        item = scope.claim(f"{variable}_item")
        body = [
            *self._statements(target.key, key, scope),
            *self._item(target, target.value, item, scope),
        ]
        return [
            code("wire += {}{}({})", prefix, start, variable),
            block(code("for {}, {} in {}.items():", key, item, variable), body),
        ]

    def _item(
        self, collection: Shape, member: Member, item: Code, scope: LocalScope
    ) -> list[Code]:
        statements = self._statements(member, item, scope)
        if SPARSE not in collection.traits:
            return statements
        return [
            block(code("if {} is None:", item), [Code('wire += b"\\xf6"')]),
            block(Code("else:"), statements),
        ]


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
