"""The modules of shapes: structures, unions and enums that members refer to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from smithwright.plan.enumerations import Enumeration, enumeration
from smithwright.plan.fields import Record
from smithwright.plan.members import Members
from smithwright.plan.modules import ModuleOutline
from smithwright.plan.symbols import ENUM_TYPES, Symbol
from smithwright.plan.unchecked_patterns import unchecked_patterns
from smithy_parser import Shape

Class: TypeAlias = Record | Enumeration
"""What a class is made of."""


@dataclass(frozen=True, slots=True)
class ShapeGroup:
    """The shapes of one module, which refer to each other; or a single one."""

    path: PurePosixPath
    classes: tuple[Class, ...]
    """One at least."""
    imported_first: tuple[Symbol, ...]
    """Shapes whose modules are imported before those of others."""


@dataclass(frozen=True, slots=True)
class ShapePlanner:
    """Plans the modules of a package's shapes."""

    members: Members

    def plan(self, outline: ModuleOutline[tuple[Shape, ...]]) -> ShapeGroup:
        """Returns the shapes of a module."""
        context, group = self.members.context, outline.subject
        symbols = context.symbols.shapes
        first = context.imported_first.get(group[0].id, ())
        return ShapeGroup(
            path=outline.path,
            classes=tuple(self._class(shape, symbols[shape.id]) for shape in group),
            imported_first=tuple(symbols[shape] for shape in first),
        )

    def _class(self, shape: Shape, symbol: Symbol) -> Class:
        if shape.type in ENUM_TYPES:
            return enumeration(self.members.context, shape, symbol)
        record = self.members.record(shape, symbol)
        if record.is_sent:
            self.members.context.warnings.extend(unchecked_patterns(record))
        return record
