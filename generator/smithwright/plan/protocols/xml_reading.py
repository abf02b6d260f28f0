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

from dataclasses import dataclass

from smithwright.plan.constraints import SPARSE
from smithwright.plan.context import Context
from smithwright.plan.docstrings import own_words
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.http_text import TIMESTAMP_FORMAT
from smithwright.plan.protocols.protocol import Record
from smithwright.plan.protocols.xml_names import (
    AGGREGATES,
    ATTRIBUTE,
    FLATTENED,
    local_name,
    member_name,
    payload_name,
    xml_name,
)
from smithwright.plan.text import Code, Identifier, Literal, block, code, joined
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType

_TIMESTAMP_FORMATS = (None, "date-time", "epoch-seconds", "http-date")
# Types with values that an empty element may hold.
_EMPTY_VALUES = (*AGGREGATES, ShapeType.STRING, ShapeType.BLOB)


@dataclass(frozen=True, slots=True)
class XmlReader:
    """Reads XML in one module."""

    context: Context
    imports: Imports

    def function(self, record: Record) -> Function:
        """Returns the function that gathers a structure's members in its element."""
        element = self.imports.standard("xml.etree.ElementTree", "Element")
        return Function(
            name=reader_name(record.stem),
            parameters=code("element: {}", element),
            result=Code("dict[str, object]"),
            doc=own_words(
                f"Returns the members of a `{record.name}` that `element` holds."
            ),
            body=self._body(record.shape, tuple(record.members.values())),
        )

    def value(self, member: Member, element: Code, depth: int = 0) -> Code:
        """Returns the expression of a member whose element is there."""
        target = self.context.target(member)
        suffix = f"_{depth + 1}" if depth else ""
        if isinstance(target, ListShape):
            item = Identifier(f"item{suffix}")
            value = self._item(target, target.member, item, depth)
            return code("[{} for {} in {}]", value, item, element)
        if isinstance(target, MapShape):
            entry = Identifier(f"entry{suffix}")
            loop = code("for {} in {}", entry, element)
            return self._entries(target, entry, loop, depth)
        if target.type in (ShapeType.STRUCTURE, ShapeType.UNION):
            symbol = self.context.symbols.shapes[target.id]
            function = self.imports.sibling(symbol, reader_name(symbol.stem))
            return code("{}({})", function, element)
        return self._scalar(member, code('{}.text or ""', element))

    def _body(self, shape: Shape, members: tuple[Member, ...]) -> tuple[Code, ...]:
        elements = [member for member in members if ATTRIBUTE not in member.traits]
        # By name: two members may read the same child.
        nested = {
            _tag(m): Literal.of(_tag(m)) for m in elements if not self._is_text(m)
        }
        others = [
            member
            for member in members
            if ATTRIBUTE in member.traits or _tag(member) in nested
        ]
        added = [self._added(member) for member in others]
        texts = Code('{child.tag: child.text or "" for child in element}')
        if not elements:
            start = [Code("members: dict[str, object] = {}")]
        elif not others:
            return (code("return {}", texts),)
        elif not nested:
            start = [code("members: dict[str, object] = {}", texts)]
        # Of a union an element may tell a variant that the model lacks.
        elif len(others) == len(members) and shape.type != ShapeType.UNION:
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

    def _is_text(self, member: Member) -> bool:
        """Returns whether a member is the text of the child that is called like it."""
        return (
            payload_name(self.context, member) == _tag(member)
            and self.context.target(member).type not in AGGREGATES
            and self._conversion(member) is None
        )

    def _added(self, member: Member) -> Code:
        """Returns the statement that adds a member to `members`."""
        target = self.context.target(member)
        key = Literal.of(payload_name(self.context, member))
        name = Literal.of(_tag(member))
        if ATTRIBUTE in member.traits:
            function = self.imports.runtime("xml_bodies", "attribute")
            given = code("if (text := {}(element, {})) is not None:", function, name)
            value = self._scalar(member, Code("text"))
        else:
            given = code("if {} in found:", name)
            if FLATTENED in member.traits and isinstance(target, ListShape | MapShape):
                value = self._flattened(target, name)
            else:
                value = self.value(member, code("found[{}]", name))
        return block(given, [code("members[{}] = {}", key, value)])

    def _flattened(self, target: ListShape | MapShape, name: Literal) -> Code:
        if isinstance(target, ListShape):
            value = self._item(target, target.member, Code("item"), 0)
            return code("[{} for item in element if item.tag == {}]", value, name)
        loop = code("for entry in element if entry.tag == {}", name)
        return self._entries(target, Code("entry"), loop, 0)

    def _entries(self, target: MapShape, entry: Code, loop: Code, depth: int) -> Code:
        """Returns the expression of a map.

        An entry without a value is left out, or null in a sparse map.
        """
        key = Literal.of(local_name(xml_name(target.key, "key")))
        name = Literal.of(local_name(xml_name(target.value, "value")))
        held = Identifier(f"held_{depth + 1}" if depth else "held")
        read_key = code('{}.findtext({}) or ""', entry, key)
        value = self._item(target, target.value, held, depth)
        given = code("({} := {}.find({})) is not None", held, entry, name)
        if SPARSE in target.traits:
            return code("{{{}: {} if {} else None {}}}", read_key, value, given, loop)
        return code("{{{}: {} {} if {}}}", read_key, value, loop, given)

    def _item(self, collection: Shape, member: Member, item: Code, depth: int) -> Code:
        """Returns the expression of an item; an empty element may stand for null."""
        value = self.value(member, item, depth + 1)
        if SPARSE not in collection.traits:
            return value
        if self.context.target(member).type in _EMPTY_VALUES:
            is_nil = self.imports.runtime("xml_bodies", "is_nil")
            return code("(None if {}({}) else {})", is_nil, item, value)
        return code("({} if {}.text else None)", value, item)

    def _scalar(self, member: Member, text: Code) -> Code:
        conversion = self._conversion(member)
        return text if conversion is None else code("{}({})", conversion, text)

    def _conversion(self, member: Member) -> Identifier | None:
        """Returns what reads a text that msgspec does not read itself."""
        match self.context.target(member).type:
            case ShapeType.BLOB:
                return self.imports.runtime("xml_text", "from_base64_blob")
            case ShapeType.TIMESTAMP:
                form = self.context.trait(member, TIMESTAMP_FORMAT)
                if form not in _TIMESTAMP_FORMATS:
                    raise PlanError(member, f"trait {TIMESTAMP_FORMAT} is {form!r}")
                if form == "http-date":
                    return self.imports.runtime("timestamps", "http_date_or_none")
                return None
            case ShapeType.DOCUMENT:
                raise PlanError(member, "a document has no form in XML")
            case _:
                return None


def reader_name(stem: Identifier) -> Identifier:
    """Returns the name of the function that gathers a structure's members."""
    return Identifier(f"{stem}_from_xml")


def _tag(member: Member) -> str:
    """Returns the name of a member's element or attribute."""
    return local_name(member_name(member))
