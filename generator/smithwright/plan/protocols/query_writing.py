"""Functions that write structures as form fields.

Each set member adds `name=value`, where a name says the whole way to the value:

    for tags_number, tags_item in enumerate(tags, 1):
        tag_query(tags_item, "Tags.member." + str(tags_number) + ".", form)

https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#request-serialization
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol as Interface
from urllib.parse import quote

from smithwright.plan.constraints import SPARSE
from smithwright.plan.context import Context, PlanError
from smithwright.plan.docstrings import docstring
from smithwright.plan.imports import Imports
from smithwright.plan.naming import LocalScope
from smithwright.plan.package import Function
from smithwright.plan.protocols.concatenation import Part, concatenated
from smithwright.plan.protocols.http_text import HttpText
from smithwright.plan.protocols.protocol import Record
from smithwright.plan.text import Code, Identifier, Literal, block, code
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType

_PLAIN = (
    ShapeType.BYTE,
    ShapeType.SHORT,
    ShapeType.INTEGER,
    ShapeType.LONG,
    ShapeType.INT_ENUM,
    ShapeType.BIG_INTEGER,
)


class QueryNames(Interface):
    """How a protocol names the fields of a form."""

    def of_member(self, member: Member) -> str:
        """Returns the name of a structure's member."""
        ...

    def of_items(self, member: Member, target: ListShape) -> str:
        """Returns what stands between a list's name and an item's number."""
        ...

    def of_entries(self, member: Member, target: MapShape) -> str:
        """Returns what stands between a map's name and an entry's number."""
        ...

    def of_entry(self, part: Member, default: str) -> str:
        """Returns the name of an entry's key or value."""
        ...

    @property
    def writes_empty_lists(self) -> bool:
        """Whether an empty list is a field without a value."""
        ...


def form_field(context: Context, names: QueryNames, member: Member) -> str:
    """Returns the name of a member's field, with N for the number of an item."""
    target = context.target(member)
    if isinstance(target, ListShape):
        return f"{names.of_member(member)}{names.of_items(member, target)}.N"
    if isinstance(target, MapShape):
        return f"{names.of_member(member)}{names.of_entries(member, target)}.N"
    return names.of_member(member)


@dataclass(frozen=True, slots=True)
class QueryWriter:
    """Writes form fields in one module."""

    context: Context
    imports: Imports
    names: QueryNames

    def function(self, record: Record) -> Function:
        """Returns the function that adds the fields of a structure to a form."""
        fields = self.statements(record.members, [Code("prefix")])
        return Function(
            name=Identifier(f"{record.stem}_query"),
            parameters=code("value: {}, prefix: str, form: list[str]", record.name),
            result=Code("None"),
            doc=docstring("Adds the fields of `value` to `form`, named with `prefix`."),
            body=tuple(fields),
        )

    def statements(
        self, members: Mapping[Identifier, Member], prefix: Iterable[Part] = ()
    ) -> list[Code]:
        """Returns statements that add the set members of `value` to `form`."""
        scope = LocalScope()
        statements: list[Code] = []
        for name, member in members.items():
            local = scope.claim(name.text)
            key = [*prefix, _encoded(self.names.of_member(member))]
            statements.append(
                block(
                    code("if ({} := value.{}) is not None:", local, name),
                    self._fields(member, local, key),
                )
            )
        return statements

    def _fields(self, member: Member, given: Code, key: list[Part]) -> list[Code]:
        target = self.context.target(member)
        if isinstance(target, ListShape):
            return self._list(member, target, given, key)
        if isinstance(target, MapShape):
            return self._map(member, target, given, key)
        if target.type in (ShapeType.STRUCTURE, ShapeType.UNION):
            symbol = self.context.symbols.shapes[target.id]
            function = self.imports.sibling(symbol, Identifier(f"{symbol.stem}_query"))
            return [
                code("{}({}, {}, form)", function, given, concatenated([*key, "."]))
            ]
        return [_append([*key, "=", self._text(member, given)])]

    def _list(
        self,
        member: Member,
        target: ListShape,
        given: Code,
        key: list[Part],
    ) -> list[Code]:
        number, item, _ = _loop_names(given)
        infix = _encoded(self.names.of_items(member, target))
        item_key: list[Part] = [*key, f"{infix}.", code("str({})", number)]
        fields = self._fields(target.member, item, item_key)
        loop = block(
            code("for {}, {} in enumerate({}, 1):", number, item, given),
            _unless_unset(target, item, fields),
        )
        if not self.names.writes_empty_lists:
            return [loop]
        return [block(code("if not {}:", given), [_append([*key, "="])]), loop]

    def _map(
        self,
        member: Member,
        target: MapShape,
        given: Code,
        key: list[Part],
    ) -> list[Code]:
        number, item, item_key = _loop_names(given)
        infix = _encoded(self.names.of_entries(member, target))
        entry: list[Part] = [*key, f"{infix}.", code("str({})", number)]
        name = _encoded(self.names.of_entry(target.key, "key"))
        value = _encoded(self.names.of_entry(target.value, "value"))
        fields = [
            *self._fields(target.key, item_key, [*entry, f".{name}"]),
            *self._fields(target.value, item, [*entry, f".{value}"]),
        ]
        pairs = code("enumerate({}.items(), 1)", given)
        return [
            block(
                code("for {}, ({}, {}) in {}:", number, item_key, item, pairs),
                _unless_unset(target, item, fields),
            )
        ]

    def _text(self, member: Member, given: Code) -> Code:
        target = self.context.target(member)
        text = HttpText(self.context, self.imports, "date-time")
        if target.type in _PLAIN:
            return text.of(member, given)
        if target.type == ShapeType.BOOLEAN:
            return code("({})", text.of(member, given))
        quoted = self.imports.runtime("query_text", "quoted")
        if target.type == ShapeType.BLOB:
            function = self.imports.runtime("xml_text", "base64_blob")
            return code("{}({}({}))", quoted, function, given)
        if target.type == ShapeType.DOCUMENT:
            raise PlanError(member, "a document has no form in a query")
        return code("{}({})", quoted, text.of(member, given))


def _loop_names(given: Code) -> tuple[Code, Code, Code]:
    """Returns the variables of a loop over a value: number, item and key."""
    names = ("{}_number", "{}_item", "{}_key")
    number, item, key = (code(name, given) for name in names)
    return number, item, key


def _unless_unset(collection: Shape, item: Code, fields: list[Code]) -> list[Code]:
    if SPARSE not in collection.traits:
        return fields
    return [block(code("if {} is not None:", item), fields)]


def _append(parts: list[Part]) -> Code:
    return code("form.append({})", concatenated(parts))


def _encoded(name: str) -> str:
    return quote(name, safe="-._~")


def form_start(action: str, version: str) -> Literal:
    """Returns the fields that every form starts with."""
    return Literal.of(f"Action={_encoded(action)}&Version={_encoded(version)}")
