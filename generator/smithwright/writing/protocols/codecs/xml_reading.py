"""Functions that gather the members of structures from XML.

They give the texts in an element by name, for msgspec to make the structure of:

    members: dict[str, object] = {}
    found: dict[str, Element] = {}
    for child in element:
        if (tag := child.tag) == "Owner":
            found[tag] = child
        else:
            members[tag] = child.text or ""
    if "Owner" in found:
        members["Owner"] = owner_from_xml(found["Owner"])
    return members

https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from smithwright.plan.fields import Field, Record
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.plan_error import PlanError
from smithwright.plan.types import (
    AGGREGATES,
    Kind,
    ListType,
    MapType,
    record_symbol,
)
from smithwright.plan.wire import TimestampFormat
from smithwright.writing.code import Code, Literal, block, code, joined
from smithwright.writing.docstrings import own_words
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Function

# Kinds with values that an empty element may hold.
_EMPTY_VALUES = AGGREGATES | {Kind.STRING, Kind.BLOB}


@dataclass(frozen=True, slots=True)
class XmlReader:
    """Reads XML in one module."""

    imports: Imports

    def function(self, record: Record) -> Function:
        """Returns the function that gathers a structure's members in its element."""
        element = self.imports.standard("xml.etree.ElementTree", "Element")
        name = record.symbol.name
        return Function(
            name=reader_name(record.symbol.stem),
            parameters=code("element: {}", element),
            result=Code("dict[str, object]"),
            doc=own_words(f"Returns the members of a `{name}` that `element` holds."),
            body=self._body(record.kind, record.fields),
        )

    def value(self, field: Field, element: SafeText, depth: int = 0) -> SafeText:
        """Returns the expression of a field whose element is there."""
        suffix = f"_{depth + 1}" if depth else ""
        if (symbol := record_symbol(field.type)) is not None:
            function = self.imports.sibling(symbol, reader_name(symbol.stem))
            return code("{}({})", function, element)
        match field.type:
            case ListType():
                item = Identifier(f"item{suffix}")
                value = self._item(field.type, field.type.item, item, depth)
                return code("[{} for {} in {}]", value, item, element)
            case MapType():
                entry = Identifier(f"entry{suffix}")
                loop = code("for {} in {}", entry, element)
                return self._entries(field.type, entry, loop, depth)
            case _:
                return self._scalar(field, code('{}.text or ""', element))

    def _body(self, kind: Kind, fields: Collection[Field]) -> tuple[Code, ...]:
        elements = [field for field in fields if not field.wire.is_attribute]
        # By name: two members may read the same child.
        nested = {
            _tag(each): Literal.of(_tag(each))
            for each in elements
            if not self._is_text(each)
        }
        others = [
            field
            for field in fields
            if field.wire.is_attribute or _tag(field) in nested
        ]
        added = [self._added(field) for field in others]
        texts = Code('{child.tag: child.text or "" for child in element}')
        if not elements:
            start = [Code("members: dict[str, object] = {}")]
        elif not others:
            return (code("return {}", texts),)
        elif not nested:
            start = [code("members: dict[str, object] = {}", texts)]
        # Of a union an element may tell a variant that the model lacks.
        elif len(others) == len(fields) and kind is not Kind.UNION:
            start = [
                Code("found = {child.tag: child for child in element}"),
                Code("members: dict[str, object] = {}"),
            ]
        else:
            start = self._parted(tuple(nested.values()))
        return (*start, *added, Code("return members"))

    def _parted(self, nested: tuple[Literal, ...]) -> list[Code]:
        """Returns statements that find some children, and the texts of all others."""
        element = self.imports.standard("xml.etree.ElementTree", "Element")
        test = code("== {}", nested[0])
        if len(nested) > 1:
            test = code("in {{{}}}", joined(", ", nested))
        is_nested = block(
            code("if (tag := child.tag) {}:", test), [Code("found[tag] = child")]
        )
        is_text = block(Code("else:"), [Code('members[tag] = child.text or ""')])
        return [
            Code("members: dict[str, object] = {}"),
            code("found: dict[str, {}] = {}", element, Code("{}")),
            block(Code("for child in element:"), [is_nested, is_text]),
        ]

    def _is_text(self, field: Field) -> bool:
        """Returns whether a field is the text of the child that is called like it."""
        return (
            field.wire.key == _tag(field)
            and field.type.kind not in AGGREGATES
            and self._conversion(field) is None
        )

    def _added(self, field: Field) -> Code:
        """Returns the statement that adds a field to `members`."""
        name = Literal.of(_tag(field))
        if field.wire.is_attribute:
            function = self.imports.runtime("xml_bodies", "attribute")
            given = code("if (text := {}(element, {})) is not None:", function, name)
            value = self._scalar(field, Code("text"))
        else:
            given = code("if {} in found:", name)
            if field.wire.is_flattened and isinstance(field.type, ListType | MapType):
                value = self._flattened(field.type, name)
            else:
                value = self.value(field, code("found[{}]", name))
        key = Literal.of(field.wire.key)
        return block(given, [code("members[{}] = {}", key, value)])

    def _flattened(self, type: ListType | MapType, name: Literal) -> Code:
        if isinstance(type, ListType):
            value = self._item(type, type.item, Code("item"), 0)
            return code("[{} for item in element if item.tag == {}]", value, name)
        loop = code("for entry in element if entry.tag == {}", name)
        return self._entries(type, Code("entry"), loop, 0)

    def _entries(
        self, type: MapType, entry: SafeText, loop: SafeText, depth: int
    ) -> Code:
        """Returns the expression of a map.

        An entry without a value is left out, or null in a sparse map.
        """
        key, name = Literal.of(_tag(type.key)), Literal.of(_tag(type.value))
        held = Identifier(f"held_{depth + 1}" if depth else "held")
        read_key = code('{}.findtext({}) or ""', entry, key)
        value = self._item(type, type.value, held, depth)
        given = code("({} := {}.find({})) is not None", held, entry, name)
        if type.is_sparse:
            return code("{{{}: {} if {} else None {}}}", read_key, value, given, loop)
        return code("{{{}: {} {} if {}}}", read_key, value, loop, given)

    def _item(
        self, collection: ListType | MapType, field: Field, item: SafeText, depth: int
    ) -> SafeText:
        """Returns the expression of an item; an empty element may stand for null."""
        value = self.value(field, item, depth + 1)
        if not collection.is_sparse:
            return value
        if field.type.kind in _EMPTY_VALUES:
            is_nil = self.imports.runtime("xml_bodies", "is_nil")
            return code("(None if {}({}) else {})", is_nil, item, value)
        return code("({} if {}.text else None)", value, item)

    def _scalar(self, field: Field, text: SafeText) -> SafeText:
        conversion = self._conversion(field)
        return text if conversion is None else code("{}({})", conversion, text)

    def _conversion(self, field: Field) -> Identifier | None:
        """Returns what reads a text that msgspec does not read itself."""
        match field.type.kind:
            case Kind.BLOB:
                return self.imports.runtime("xml_text", "from_base64_blob")
            case Kind.TIMESTAMP:
                if field.wire.timestamp_format is TimestampFormat.HTTP_DATE:
                    return self.imports.runtime("timestamps", "http_date_or_none")
                return None
            case Kind.DOCUMENT:
                raise PlanError(field.origin, "a document has no form in XML")
            case _:
                return None


def reader_name(stem: Identifier) -> Identifier:
    """Returns the name of the function that gathers a structure's members."""
    return Identifier(f"{stem}_from_xml")


def _tag(field: Field) -> str:
    """Returns the name of a field's element or attribute, without its prefix."""
    return field.wire.name.rpartition(":")[2]
