"""Functions that read structures from XML.

A structure is made at once, of what its element's children hold:

    found = {child.tag: child for child in element}
    return Owner(
        name=(found["Name"].text or "") if "Name" in found else None,
    )

https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smithwright.plan.annotations import annotation
from smithwright.plan.context import Context, PlanError
from smithwright.plan.defaults import default_value
from smithwright.plan.docstrings import docstring
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function
from smithwright.plan.protocols.http_text import TIMESTAMP_FORMAT
from smithwright.plan.protocols.protocol import Record
from smithwright.plan.protocols.xml_names import (
    ATTRIBUTE,
    FLATTENED,
    local_name,
    member_name,
    xml_name,
)
from smithwright.plan.text import Code, Identifier, Literal, code, joined
from smithy_parser import ListShape, MapShape, Member, ShapeType


@dataclass(frozen=True, slots=True)
class XmlReader:
    """Reads XML in one module."""

    context: Context
    imports: Imports

    def function(
        self, record: Record, elsewhere: Iterable[Identifier] = ()
    ) -> Function:
        """Returns the function that reads a structure from its element.

        Args:
            record: The structure with its members in the element.
            elsewhere: Its required attributes that are not in the element.
        """
        element = self.imports.standard("xml.etree.ElementTree", "Element")
        return Function(
            name=reader_name(record.stem),
            parameters=code("element: {}", element),
            result=record.name,
            doc=docstring("Returns the value that `element` holds."),
            body=self._body(record.name, record.members, elsewhere),
        )

    def value(self, member: Member, element: Code, depth: int = 0) -> Code:
        """Returns the expression of a member whose element is there."""
        target = self.context.target(member)
        suffix = f"_{depth + 1}" if depth else ""
        if isinstance(target, ListShape):
            item = Identifier(f"item{suffix}")
            value = self.value(target.member, item, depth + 1)
            return code("tuple([{} for {} in {}])", value, item, element)
        if isinstance(target, MapShape):
            entry = Identifier(f"entry{suffix}")
            loop = code("for {} in {}", entry, element)
            return self._entries(target, entry, loop, depth)
        if target.type in (ShapeType.STRUCTURE, ShapeType.UNION):
            symbol = self.context.symbols.shapes[target.id]
            function = self.imports.sibling(symbol, reader_name(symbol.stem))
            return code("{}({})", function, element)
        return self._scalar(member, code('{}.text or ""', element))

    def _body(
        self,
        name: Identifier,
        members: Mapping[Identifier, Member],
        elsewhere: Iterable[Identifier],
    ) -> tuple[Code, ...]:
        values = [
            code("{}={}", attribute, self._member(member))
            for attribute, member in members.items()
        ]
        values += [code("{}=None", attribute) for attribute in elsewhere]
        made = code("return {}({})", name, joined(", ", values))
        if all(ATTRIBUTE in member.traits for member in members.values()):
            return (made,)
        return (Code("found = {child.tag: child for child in element}"), made)

    def _member(self, member: Member) -> Code:
        target = self.context.target(member)
        name = Literal.of(local_name(member_name(member)))
        unset = default_value(self.context, self.imports, member) or Code("None")
        if ATTRIBUTE in member.traits:
            function = self.imports.runtime("xml_bodies", "attribute")
            return code(
                "{} if (text := {}(element, {})) is not None else {}",
                self._scalar(member, Code("text")),
                function,
                name,
                unset,
            )
        if FLATTENED in member.traits and isinstance(target, ListShape | MapShape):
            value = self._flattened(target, name)
        else:
            value = self.value(member, code("found[{}]", name))
        return code("{} if {} in found else {}", value, name, unset)

    def _flattened(self, target: ListShape | MapShape, name: Literal) -> Code:
        if isinstance(target, ListShape):
            value = self.value(target.member, Code("item"), 1)
            loop = code("for item in element if item.tag == {}", name)
            return code("tuple([{} {}])", value, loop)
        loop = code("for entry in element if entry.tag == {}", name)
        return self._entries(target, Code("entry"), loop, 0)

    def _entries(self, target: MapShape, entry: Code, loop: Code, depth: int) -> Code:
        """Returns the expression of a map; entries without a value are left out."""
        key = Literal.of(local_name(xml_name(target.key, "key")))
        name = Literal.of(local_name(xml_name(target.value, "value")))
        held = Identifier(f"held_{depth + 1}" if depth else "held")
        return code(
            "{{{}: {} {} if ({} := {}.find({})) is not None}}",
            self._scalar(target.key, code('{}.findtext({}) or ""', entry, key)),
            self.value(target.value, held, depth + 1),
            loop,
            held,
            entry,
            name,
        )

    def _scalar(self, member: Member, text: Code) -> Code:
        target = self.context.target(member)
        match target.type:
            case ShapeType.STRING:
                return code("({})", text)
            case ShapeType.INT_ENUM:
                shape = annotation(self.context, self.imports, target)
                return code("{}(int({}))", shape, text)
            case ShapeType.BOOLEAN:
                read = self.imports.runtime("http_text", "from_boolean_text")
            case ShapeType.BLOB:
                read = self.imports.runtime("xml_text", "from_base64_blob")
            case ShapeType.TIMESTAMP:
                read = self._timestamp_reader(member)
            case ShapeType.DOCUMENT:
                raise PlanError(member, "a document has no form in XML")
            case _:
                shape = annotation(self.context, self.imports, target)
                return code("{}({})", shape, text)
        return code("{}({})", read, text)

    def _timestamp_reader(self, member: Member) -> Identifier:
        match self.context.trait(member, TIMESTAMP_FORMAT):
            case None | "date-time":
                return self.imports.runtime("timestamps", "from_date_time")
            case "http-date":
                return self.imports.runtime("timestamps", "from_http_date")
            case "epoch-seconds":
                return self.imports.runtime("timestamps", "from_epoch_seconds")
            case other:
                raise PlanError(member, f"trait {TIMESTAMP_FORMAT} is {other!r}")


def reader_name(stem: Identifier) -> Identifier:
    """Returns the name of the function that reads a structure."""
    return Identifier(f"{stem}_from_xml")
