"""Checks of values that hold no others: strings, numbers, blobs, streams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.annotations import annotation
from smithwright.plan.bounds import as_floats, bound_arguments, outside
from smithwright.plan.constants import Constants
from smithwright.plan.constraints import PATTERN, Constraints
from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.pattern_cost import is_exponential
from smithwright.plan.patterns import to_python
from smithwright.plan.place import Place
from smithwright.plan.streaming import is_blob_stream
from smithwright.plan.text import Code, Identifier, Literal, code, joined
from smithy_parser import Member, Shape, ShapeType


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the values of simple shapes are checked."""

    function: LiteralString
    is_number: bool = False
    shows_value: bool = False
    module: LiteralString = "checks"


_INTEGER = _Kind("integer_problems", is_number=True, shows_value=True)
_NUMBER = _Kind("number_problems", is_number=True, shows_value=True)
_STREAM = _Kind("stream_problems", module="streams")
_STRING = _Kind("string_problems", shows_value=True)

_KINDS: Mapping[ShapeType, _Kind] = {
    ShapeType.STRING: _STRING,
    ShapeType.ENUM: _STRING,
    ShapeType.BLOB: _Kind("blob_problems"),
    ShapeType.BOOLEAN: _Kind("boolean_problems"),
    ShapeType.TIMESTAMP: _Kind("timestamp_problems"),
    ShapeType.BYTE: _INTEGER,
    ShapeType.SHORT: _INTEGER,
    ShapeType.INTEGER: _INTEGER,
    ShapeType.LONG: _INTEGER,
    ShapeType.INT_ENUM: _INTEGER,
    ShapeType.BIG_INTEGER: _INTEGER,
    ShapeType.FLOAT: _NUMBER,
    ShapeType.DOUBLE: _NUMBER,
    ShapeType.BIG_DECIMAL: _NUMBER,
}
_PATTERNED = (ShapeType.STRING, ShapeType.ENUM)


@dataclass(frozen=True, slots=True)
class SimpleCheckWriter:
    """Writes the checks of the simple values of one module."""

    context: Context
    imports: Imports
    constants: Constants

    def check(
        self, member: Member, target: Shape, constraints: Constraints, place: Place
    ) -> tuple[Code, list[Code]]:
        """Returns the condition under which a value is wrong, and what reports it."""
        is_stream = is_blob_stream(self.context, member)
        kind = _STREAM if is_stream else _KINDS[target.type]
        value = place.variable
        tests = [
            code(
                "type({}) is not {}",
                value,
                annotation(self.context, self.imports, target),
            )
        ]
        arguments = [place.quoted, value]
        bounds = constraints.range if kind.is_number else constraints.length
        if target.type in (ShapeType.FLOAT, ShapeType.DOUBLE):
            bounds = as_floats(bounds)
        if bounds:
            subject = value if kind.is_number else code("len({})", value)
            tests.append(outside(self.imports, subject, bounds))
            arguments += bound_arguments(self.imports, bounds)
        if target.type == ShapeType.TIMESTAMP:
            tests.append(code("{}.tzinfo is None", value))
        if (pattern := self._pattern(member, target, constraints)) is not None:
            tests.append(code("not {}.search({})", pattern, value))
            arguments.append(code("pattern={}", pattern))
        if kind.shows_value and self.context.is_sensitive(member):
            arguments.append(Code("sensitive=True"))
        function = self.imports.runtime(kind.module, kind.function)
        report = code("problems += {}({})", function, joined(", ", arguments))
        test = joined(" or ", [test for test in tests if test.text])
        return (code("({})", test) if " or " in test.text else test), [report]

    def _pattern(
        self, member: Member, target: Shape, constraints: Constraints
    ) -> Identifier | None:
        if constraints.pattern is None or target.type not in _PATTERNED:
            return None
        holder = member if PATTERN in member.traits else target
        translated = to_python(constraints.pattern)
        if translated is None:
            self.context.warn(holder, "its pattern has no equivalent in Python's re")
            return None
        if is_exponential(translated.ascii_text):
            message = "its pattern may take exponential time, and is not checked"
            self.context.warn(holder, message)
            return None
        if translated.has_categories:
            made = self.imports.runtime("unicode_patterns", "UnicodePattern")
        else:
            made = self.imports.runtime("checks", "Pattern")
        text, shown = Literal.raw(translated.text), Literal.raw(constraints.pattern)
        value = code("{}({}, {})", made, text, shown)
        return self.constants.name(holder.id, "PATTERN", value)
