"""Functions that write structures as form fields.

Each set member adds a name and a value, where a name says the whole way to the value:

    for tags_number, tags_item in enumerate(tags, 1):
        tag_query(tags_item, f"&Tags.member.{tags_number}.", form)

https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#request-serialization
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol as Interface
from typing import TypeAlias
from urllib.parse import quote

from smithwright.plan.constraints import SPARSE
from smithwright.plan.context import Context
from smithwright.plan.docstrings import own_words
from smithwright.plan.imports import Imports
from smithwright.plan.naming import LocalScope
from smithwright.plan.package import Function
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.concatenation import formatted
from smithwright.plan.protocols.http_text import HttpText
from smithwright.plan.protocols.protocol import Record
from smithwright.plan.text import Code, Identifier, Literal, block, code
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType

_Key: TypeAlias = list[str | Identifier]
"""The name of a field: constant text, and variables."""


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
        fields = self.statements(record.members, Identifier("prefix"))
        return Function(
            name=Identifier(f"{record.stem}_query"),
            parameters=code("value: {}, prefix: str, form: list[str]", record.name),
            result=Code("None"),
            doc=own_words("Adds the fields of `value` to `form`, named with `prefix`."),
            body=tuple(fields),
        )

    def statements(
        self, members: Mapping[Identifier, Member], prefix: str | Identifier = "&"
    ) -> list[Code]:
        """Returns statements that add the set members of `value` to `form`.

        Args:
            members: The members by attribute.
            prefix: What their fields' names start with.
        """
        scope = LocalScope()
        statements: list[Code] = []
        for name, member in members.items():
            local = scope.claim(name.text)
            key: _Key = [prefix, _encoded(self.names.of_member(member))]
            statements.append(
                block(
                    code("if ({} := value.{}) is not None:", local, name),
                    self._fields(member, local, key),
                )
            )
        return statements

    def _fields(self, member: Member, given: Identifier, key: _Key) -> list[Code]:
        target = self.context.target(member)
        if isinstance(target, ListShape):
            return self._list(member, target, given, key)
        if isinstance(target, MapShape):
            return self._map(member, target, given, key)
        if target.type in (ShapeType.STRUCTURE, ShapeType.UNION):
            symbol = self.context.symbols.shapes[target.id]
            function = self.imports.sibling(symbol, Identifier(f"{symbol.stem}_query"))
            return [code("{}({}, {}, form)", function, given, formatted([*key, "."]))]
        return [_append(key, self._text(member, given))]

    def _list(
        self,
        member: Member,
        target: ListShape,
        given: Identifier,
        key: _Key,
    ) -> list[Code]:
        number, item, _ = _loop_names(given)
        infix = _encoded(self.names.of_items(member, target))
        item_key: _Key = [*key, f"{infix}.", number]
        fields = self._fields(target.member, item, item_key)
        loop = block(
            code("for {}, {} in enumerate({}, 1):", number, item, given),
            _unless_unset(target, item, fields),
        )
        if not self.names.writes_empty_lists:
            return [loop]
        empty = _append(key, Literal.of(""))
        return [block(code("if not {}:", given), [empty]), loop]

    def _map(
        self,
        member: Member,
        target: MapShape,
        given: Identifier,
        key: _Key,
    ) -> list[Code]:
        number, item, item_key = _loop_names(given)
        infix = _encoded(self.names.of_entries(member, target))
        entry: _Key = [*key, f"{infix}.", number]
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
        if target.type == ShapeType.BLOB:
            function = self.imports.runtime("xml_text", "base64_blob")
            return code("{}({})", function, given)
        if target.type == ShapeType.DOCUMENT:
            raise PlanError(member, "a document has no form in a query")
        return HttpText(self.context, self.imports, "date-time").of(member, given)


def _loop_names(given: Identifier) -> tuple[Identifier, Identifier, Identifier]:
    """Returns the variables of a loop over a value: number, item and key."""
    names = ("number", "item", "key")
    number, item, key = (Identifier(f"{given}_{name}") for name in names)
    return number, item, key


def _unless_unset(collection: Shape, item: Code, fields: list[Code]) -> list[Code]:
    if SPARSE not in collection.traits:
        return fields
    return [block(code("if {} is not None:", item), fields)]


def _append(key: _Key, value: Code) -> Code:
    return code("form += ({}, {})", formatted([*key, "="]), value)


def _encoded(name: str) -> str:
    return quote(name, safe="-._~")


def form_start(action: str, version: str) -> str:
    """Returns the fields that every form starts with."""
    return f"Action={_encoded(action)}&Version={_encoded(version)}"
