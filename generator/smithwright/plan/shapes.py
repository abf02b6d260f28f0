"""The modules of shapes: structures, unions and enums that members refer to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from smithwright.plan.context import Context
from smithwright.plan.docstrings import Docstring, docstring, own_words
from smithwright.plan.enums import plan_enum
from smithwright.plan.imports import Imports
from smithwright.plan.members import Members
from smithwright.plan.modules import ModuleOutline
from smithwright.plan.notes import deprecation, documentation
from smithwright.plan.package import Enum, Function, ShapeModule, Structure
from smithwright.plan.protocols.protocol import Protocol, Record
from smithwright.plan.structures import StructurePlanner
from smithwright.plan.symbols import ENUM_TYPES, Symbol
from smithwright.writing.module.constants import Constants
from smithy_parser import Shape, ShapeType

_EXACTLY_ONE = own_words("Exactly one member is set.")
_ONE_OR_NONE = own_words(
    "Exactly one member is set; in a response none, where it has one that is not known "
    "here."
)
_EVENTS = own_words(
    "It is an event of a stream; events are neither encoded nor decoded yet."
)


@dataclass(frozen=True, slots=True)
class ShapePlanner:
    """Plans the modules of a package's shapes."""

    members: Members
    protocol: Protocol

    @property
    def context(self) -> Context:
        """The closure."""
        return self.members.context

    def plan(self, outline: ModuleOutline[tuple[Shape, ...]]) -> ShapeModule:
        """Returns the module of shapes that refer to each other, or of one shape."""
        group = outline.subject
        symbols = [self.context.symbols.shapes[shape.id] for shape in group]
        imports, constants = Imports(symbols[0].module), Constants()
        for first in self.context.imported_first.get(group[0].id, ()):
            imports.first(self.context.symbols.shapes[first])
        planner = StructurePlanner(self.members, imports, constants, self.protocol)
        structures: list[Structure] = []
        enums: list[Enum] = []
        for shape, symbol in zip(group, symbols, strict=True):
            if shape.type in ENUM_TYPES:
                enums.append(plan_enum(self.context, imports, shape, symbol))
            else:
                structures.append(self._structure(shape, symbol, planner))
        shapes = "shapes" if len(symbols) > 1 else "shape"
        names = ", ".join(f"`{symbol.name}`" for symbol in symbols)
        return ShapeModule(
            path=outline.path,
            doc=own_words(f"The {shapes} {names}."),
            imports=imports.gathered(),
            constants=constants.gathered(),
            structures=tuple(structures),
            enums=tuple(enums),
        )

    def _structure(
        self, shape: Shape, symbol: Symbol, planner: StructurePlanner
    ) -> Structure:
        doc = docstring(documentation(self.context, shape))
        if shape.type == ShapeType.UNION:
            doc += self._rule(shape)
        if shape.id in self.context.streams:
            doc += _EVENTS
        doc += docstring(deprecation(self.context, shape))
        if shape.id in self.context.closure.input_shapes:
            structure = planner.checked(shape, symbol, doc)
        else:
            structure = planner.unchecked(shape, symbol, doc)
        payload = self._functions(shape, symbol, planner)
        return replace(structure, functions=(*structure.functions, *payload))

    def _rule(self, shape: Shape) -> Docstring:
        is_received = shape.id in self.context.output_shapes
        return _ONE_OR_NONE if is_received else _EXACTLY_ONE

    def _functions(
        self, shape: Shape, symbol: Symbol, planner: StructurePlanner
    ) -> tuple[Function, ...]:
        record = Record.of(shape, symbol)
        writer = reader = None
        if shape.id in self.context.closure.input_shapes:
            writer = self.protocol.writer(self.context, planner.imports, record)
        if shape.id in self.context.output_shapes:
            reader = self.protocol.reader(self.context, planner.imports, record)
        return tuple(function for function in (writer, reader) if function is not None)
