"""The modules of shapes: structures, unions and enums that members refer to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from smithwright.plan.enumerations import Enumeration
from smithwright.plan.fields import Record
from smithwright.plan.shapes import ShapeGroup
from smithwright.plan.types import Kind
from smithwright.writing.docstrings import Docstring, docstring, own_words
from smithwright.writing.enums import enum_class
from smithwright.writing.module.constants import Constants
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Enum, Function, ShapeModule, Structure
from smithwright.writing.protocols.interfaces import Codec
from smithwright.writing.structures import StructureWriter

_EXACTLY_ONE = own_words("Exactly one member is set.")
_ONE_OR_NONE = own_words(
    "Exactly one member is set; in a response none, where it has one that is not known "
    "here."
)
_EVENTS = own_words(
    "It is an event of a stream; events are neither encoded nor decoded yet."
)


@dataclass(frozen=True, slots=True)
class ShapeWriter:
    """Writes the modules of a package's shapes."""

    codec: Codec
    validation: str
    """Which rules hold where a caller names none."""

    def write(self, group: ShapeGroup) -> ShapeModule:
        """Returns the module of shapes that refer to each other, or of one shape."""
        symbols = [each.symbol for each in group.classes]
        imports, constants = Imports(symbols[0].module), Constants()
        for symbol in group.imported_first:
            imports.first(symbol)
        writer = StructureWriter(imports, constants, self.validation)
        structures: list[Structure] = []
        enums: list[Enum] = []
        for each in group.classes:
            if isinstance(each, Enumeration):
                enums.append(enum_class(imports, each))
            else:
                structures.append(self._structure(each, writer))
        shapes = "shapes" if len(symbols) > 1 else "shape"
        names = ", ".join(f"`{symbol.name}`" for symbol in symbols)
        return ShapeModule(
            path=group.path,
            doc=own_words(f"The {shapes} {names}."),
            imports=imports.gathered(),
            constants=constants.gathered(),
            structures=tuple(structures),
            enums=tuple(enums),
        )

    def _structure(self, record: Record, writer: StructureWriter) -> Structure:
        doc = _doc(record)
        if record.is_sent:
            structure = writer.checked(record, doc)
        else:
            structure = writer.unchecked(record, doc)
        payload = self._functions(record, writer.imports)
        return replace(structure, functions=(*structure.functions, *payload))

    def _functions(self, record: Record, imports: Imports) -> tuple[Function, ...]:
        writer = self.codec.writer(imports, record) if record.is_sent else None
        reader = self.codec.reader(imports, record) if record.is_received else None
        return tuple(function for function in (writer, reader) if function is not None)


def _doc(record: Record) -> Docstring:
    doc = docstring(record.documentation)
    if record.kind is Kind.UNION:
        doc += _ONE_OR_NONE if record.is_received else _EXACTLY_ONE
    if record.is_event:
        doc += _EVENTS
    return doc + docstring(record.deprecation)
