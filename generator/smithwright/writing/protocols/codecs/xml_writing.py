"""Functions that write structures as XML.

An element is a concatenation of constant tags and of the text of its value:

    if (size := value.size) is not None:
        xml += "<Size>" + str(size) + "</Size>"

https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smithwright.plan.fields import Field, Record
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.naming import LocalScope
from smithwright.plan.plan_error import PlanError
from smithwright.plan.types import TEXTS, Kind, ListType, MapType, record_symbol
from smithwright.plan.wire import Element, TimestampFormat
from smithwright.writing.code import Code, block, code
from smithwright.writing.docstrings import own_words
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Function
from smithwright.writing.protocols.concatenation import Part, concatenated
from smithwright.writing.protocols.http_text import HttpText

# https://www.w3.org/TR/xmlschema-1/#xsi_nil
_NIL = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'


@dataclass(frozen=True, slots=True)
class XmlWriter:
    """Writes XML in one module."""

    imports: Imports

    def function(self, record: Record) -> Function:
        """Returns the function that writes a structure, all but its element's name."""
        return Function(
            name=_function_of(record.symbol.stem),
            parameters=code("value: {}", record.symbol.name),
            result=Code("str"),
            doc=own_words(
                "Returns the element of `value` from after its name to its end tag."
            ),
            body=(*self.statements(record.fields), Code("return xml")),
        )

    def statements(self, fields: Iterable[Field]) -> list[Code]:
        """Returns statements that put the set fields of `value` into `xml`."""
        scope = LocalScope()
        attributes: list[Field] = []
        elements: list[Field] = []
        for field in fields:
            (attributes if field.wire.is_attribute else elements).append(field)
        if not attributes:
            start = [Code('xml: str = ">"')]
        else:
            added = [self._attribute(field, scope) for field in attributes]
            start = [Code('xml: str = ""'), *added, Code('xml += ">"')]
        return start + [self._added(field, scope) for field in elements]

    def document(self, root: Element, field: Field, given: SafeText) -> list[Part]:
        """Returns the parts of a set field that is a whole document.

        Args:
            root: Its element.
            field: The field.
            given: The expression of its value.
        """
        return self._element(root, field, given, 0)

    def _attribute(self, field: Field, scope: LocalScope) -> Code:
        local = scope.claim(field.name.text)
        if field.type.kind in TEXTS:
            function = self.imports.runtime("xml_text", "attribute_text")
            text: SafeText = code("{}({})", function, local)
        else:
            text = xml_text(self.imports, field, local)
        value = concatenated([f' {field.wire.name}="', text, '"'])
        return _if_set(field, local, value)

    def _added(self, field: Field, scope: LocalScope) -> Code:
        local = scope.claim(field.name.text)
        element = _element_of(field)
        if field.wire.is_flattened and isinstance(field.type, ListType | MapType):
            value = concatenated(self._items(field.type, element, local, 0))
        else:
            value = concatenated(self._element(element, field, local, 0))
        return _if_set(field, local, value)

    def _element(
        self, element: Element, field: Field, given: SafeText, depth: int
    ) -> list[Part]:
        start, end = f"<{element.name}{element.namespace}", f"</{element.name}>"
        if (symbol := record_symbol(field.type)) is not None:
            function = self.imports.sibling(symbol, _function_of(symbol.stem))
            return [start, code("{}({})", function, given), end]
        match field.type:
            case ListType(item=item):
                inner = self._items(field.type, _element_of(item), given, depth)
                return [start, ">", *inner, end]
            case MapType():
                inner = self._items(field.type, Element("entry", ""), given, depth)
                return [start, ">", *inner, end]
            case _:
                return [start, ">", xml_text(self.imports, field, given), end]

    def _items(
        self, type: ListType | MapType, element: Element, given: SafeText, depth: int
    ) -> list[Part]:
        """Returns the elements of all items or entries.

        Args:
            type: The list or map.
            element: What each item or entry is called.
            given: The expression of the value.
            depth: How many loops are around it.
        """
        suffix = f"_{depth + 1}" if depth else ""
        key, item = Identifier(f"key{suffix}"), Identifier(f"item{suffix}")
        if isinstance(type, ListType):
            namespace = element.namespace or type.item.wire.namespace
            element = Element(element.name, namespace)
            value = self._item(type, element, type.item, item, depth)
            return [
                code('"".join([{} for {} in {}])', concatenated(value), item, given)
            ]
        keys = self._element(_element_of(type.key), type.key, key, depth + 1)
        value = self._item(type, _element_of(type.value), type.value, item, depth)
        start, end = f"<{element.name}{element.namespace}>", f"</{element.name}>"
        entry = concatenated([start, *keys, *value, end])
        return [code('"".join([{} for {}, {} in {}.items()])', entry, key, item, given)]

    def _item(
        self,
        collection: ListType | MapType,
        element: Element,
        field: Field,
        item: SafeText,
        depth: int,
    ) -> list[Part]:
        parts = self._element(element, field, item, depth + 1)
        if not collection.is_sparse:
            return parts
        value, unset = concatenated(parts), concatenated([f"<{element.name}{_NIL}/>"])
        return [code("({} if {} is None else {})", unset, item, value)]


def xml_text(imports: Imports, field: Field, variable: SafeText) -> SafeText:
    """Returns the expression of a set scalar's text in an element.

    Raises:
        PlanError: The field is a document, which XML has no form for.
    """
    usual = HttpText(imports, TimestampFormat.DATE_TIME)
    match field.type.kind:
        case Kind.STRING | Kind.ENUM:
            return code("{}({})", imports.runtime("xml_text", "element_text"), variable)
        case Kind.BLOB:
            return code("{}({})", imports.runtime("xml_text", "base64_blob"), variable)
        case Kind.BOOLEAN:
            return code("({})", usual.of(field, variable))
        case Kind.DOCUMENT:
            raise PlanError(field.origin, "a document has no form in XML")
        case _:
            return usual.of(field, variable)


def _if_set(field: Field, local: Identifier, value: SafeText) -> Code:
    given = code("if ({} := value.{}) is not None:", local, field.name)
    return block(given, [code("xml += {}", value)])


def _element_of(field: Field) -> Element:
    return Element(field.wire.name, field.wire.namespace)


def _function_of(stem: Identifier) -> Identifier:
    return Identifier(f"{stem}_xml")
