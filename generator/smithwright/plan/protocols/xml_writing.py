"""Functions that write structures as XML.

An element is a concatenation of constant tags and of the text of its value:

    if (size := value.size) is not None:
        xml += "<Size>" + str(size) + "</Size>"

https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smithwright.plan.constraints import SPARSE
from smithwright.plan.context import Context
from smithwright.plan.docstrings import own_words
from smithwright.plan.imports import Imports
from smithwright.plan.naming import LocalScope
from smithwright.plan.package import Function
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.concatenation import Part, concatenated
from smithwright.plan.protocols.http_text import HttpText
from smithwright.plan.protocols.protocol import Record
from smithwright.plan.protocols.xml_names import (
    ATTRIBUTE,
    FLATTENED,
    member_name,
    namespace,
    xml_name,
)
from smithwright.plan.text import Code, Identifier, block, code
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType

# https://www.w3.org/TR/xmlschema-1/#xsi_nil
_NIL = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'


@dataclass(frozen=True, slots=True)
class XmlWriter:
    """Writes XML in one module."""

    context: Context
    imports: Imports

    def function(self, record: Record) -> Function:
        """Returns the function that writes a structure, all but its element's name."""
        return Function(
            name=Identifier(f"{record.stem}_xml"),
            parameters=code("value: {}", record.name),
            result=Code("str"),
            doc=own_words(
                "Returns the element of `value` from after its name to its end tag."
            ),
            body=(*self.statements(record.members), Code("return xml")),
        )

    def statements(self, members: Mapping[Identifier, Member]) -> list[Code]:
        """Returns statements that put the set members of `value` into `xml`."""
        scope = LocalScope()
        attributes = {n: m for n, m in members.items() if ATTRIBUTE in m.traits}
        elements = {n: m for n, m in members.items() if ATTRIBUTE not in m.traits}
        if not attributes:
            start = [Code('xml: str = ">"')]
        else:
            added = [self._attribute(n, m, scope) for n, m in attributes.items()]
            start = [Code('xml: str = ""'), *added, Code('xml += ">"')]
        return start + [self._added(n, m, scope) for n, m in elements.items()]

    def document(
        self, tag: str, declared: str, member: Member, given: Code
    ) -> list[Part]:
        """Returns the parts of a set member that is a whole document.

        Args:
            tag: The name of its element.
            declared: The attribute that declares the namespace; may be empty.
            member: The member.
            given: The expression of its value.
        """
        return self._element(tag, declared, member, given, 0)

    def _attribute(self, name: Identifier, member: Member, scope: LocalScope) -> Code:
        local = scope.claim(name.text)
        if self.context.target(member).type in (ShapeType.STRING, ShapeType.ENUM):
            function = self.imports.runtime("xml_text", "attribute_text")
            text = code("{}({})", function, local)
        else:
            text = self._text(member, local)
        value = concatenated([f' {member_name(member)}="', text, '"'])
        return block(
            code("if ({} := value.{}) is not None:", local, name),
            [code("xml += {}", value)],
        )

    def _added(self, name: Identifier, member: Member, scope: LocalScope) -> Code:
        local = scope.claim(name.text)
        target = self.context.target(member)
        tag = member_name(member)
        if FLATTENED in member.traits and isinstance(target, ListShape | MapShape):
            value = concatenated(self._items(target, tag, member, local, 0))
        else:
            value = concatenated(
                self._element(tag, self._namespace(member), member, local, 0)
            )
        return block(
            code("if ({} := value.{}) is not None:", local, name),
            [code("xml += {}", value)],
        )

    def _element(
        self, tag: str, declared: str, member: Member, given: Code, depth: int
    ) -> list[Part]:
        target = self.context.target(member)
        start, end = f"<{tag}{declared}", f"</{tag}>"
        if target.type in (ShapeType.STRUCTURE, ShapeType.UNION):
            symbol = self.context.symbols.shapes[target.id]
            function = self.imports.sibling(symbol, Identifier(f"{symbol.stem}_xml"))
            return [start, code("{}({})", function, given), end]
        if isinstance(target, ListShape):
            tag = xml_name(target.member, "member")
            return [start, ">", *self._items(target, tag, None, given, depth), end]
        if isinstance(target, MapShape):
            return [start, ">", *self._items(target, "entry", None, given, depth), end]
        return [start, ">", self._text(member, given), end]

    def _items(
        self,
        target: ListShape | MapShape,
        tag: str,
        flattened: Member | None,
        given: Code,
        depth: int,
    ) -> list[Part]:
        suffix = f"_{depth + 1}" if depth else ""
        key, item = Identifier(f"key{suffix}"), Identifier(f"item{suffix}")
        declared = "" if flattened is None else self._namespace(flattened)
        if isinstance(target, ListShape):
            declared = declared or self._namespace(target.member)
            value = self._item(target, tag, declared, target.member, item, depth)
            return [
                code('"".join([{} for {} in {}])', concatenated(value), item, given)
            ]
        keys = self._element(
            xml_name(target.key, "key"),
            self._namespace(target.key),
            target.key,
            key,
            depth + 1,
        )
        name = xml_name(target.value, "value")
        own = self._namespace(target.value)
        value = self._item(target, name, own, target.value, item, depth)
        entry = concatenated([f"<{tag}{declared}>", *keys, *value, f"</{tag}>"])
        return [code('"".join([{} for {}, {} in {}.items()])', entry, key, item, given)]

    def _item(
        self,
        collection: Shape,
        tag: str,
        declared: str,
        member: Member,
        item: Code,
        depth: int,
    ) -> list[Part]:
        parts = self._element(tag, declared, member, item, depth + 1)
        if SPARSE not in collection.traits:
            return parts
        value, unset = concatenated(parts), concatenated([f"<{tag}{_NIL}/>"])
        return [code("({} if {} is None else {})", unset, item, value)]

    def _namespace(self, member: Member) -> str:
        return namespace(self.context, member)

    def _text(self, member: Member, variable: Code) -> Code:
        return xml_text(self.context, self.imports, member, variable)


def xml_text(
    context: Context, imports: Imports, member: Member, variable: Code
) -> Code:
    """Returns the expression of a set scalar's text in an element.

    Raises:
        PlanError: The member is a document, which XML has no form for.
    """
    match context.target(member).type:
        case ShapeType.STRING | ShapeType.ENUM:
            return code("{}({})", imports.runtime("xml_text", "element_text"), variable)
        case ShapeType.BLOB:
            return code("{}({})", imports.runtime("xml_text", "base64_blob"), variable)
        case ShapeType.BOOLEAN:
            text = HttpText(context, imports, "date-time").of(member, variable)
            return code("({})", text)
        case ShapeType.DOCUMENT:
            raise PlanError(member, "a document has no form in XML")
        case _:
            return HttpText(context, imports, "date-time").of(member, variable)
