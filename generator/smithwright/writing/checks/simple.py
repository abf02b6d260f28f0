"""Checks of values that hold no others: strings, numbers, blobs, streams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.fields import Field, Stream
from smithwright.plan.identifiers import Identifier
from smithwright.plan.types import FLOATS, TEXTS, Kind
from smithwright.writing.annotations import annotation_of
from smithwright.writing.checks.bounds import as_floats, bound_arguments, outside
from smithwright.writing.checks.place import Place
from smithwright.writing.code import Code, Literal, code, joined
from smithwright.writing.module.constants import Constants
from smithwright.writing.module.imports import Imports


@dataclass(frozen=True, slots=True)
class _Check:
    """How the values of simple shapes are checked."""

    function: LiteralString
    is_number: bool = False
    shows_value: bool = False
    module: LiteralString = "checks"


_INTEGER = _Check("integer_problems", is_number=True, shows_value=True)
_NUMBER = _Check("number_problems", is_number=True, shows_value=True)
_STREAM = _Check("stream_problems", module="streams")
_STRING = _Check("string_problems", shows_value=True)

_CHECKS: Mapping[Kind, _Check] = {
    Kind.STRING: _STRING,
    Kind.ENUM: _STRING,
    Kind.BLOB: _Check("blob_problems"),
    Kind.BOOLEAN: _Check("boolean_problems"),
    Kind.TIMESTAMP: _Check("timestamp_problems"),
    Kind.BYTE: _INTEGER,
    Kind.SHORT: _INTEGER,
    Kind.INTEGER: _INTEGER,
    Kind.LONG: _INTEGER,
    Kind.INT_ENUM: _INTEGER,
    Kind.BIG_INTEGER: _INTEGER,
    Kind.FLOAT: _NUMBER,
    Kind.DOUBLE: _NUMBER,
    Kind.BIG_DECIMAL: _NUMBER,
}


@dataclass(frozen=True, slots=True)
class SimpleCheckWriter:
    """Writes the checks of the simple values of one module."""

    imports: Imports
    constants: Constants

    def check(self, field: Field, place: Place) -> tuple[Code, list[Code]]:
        """Returns the condition under which a value is wrong, and what reports it."""
        kind, constraints = field.type.kind, field.constraints
        check = _STREAM if field.stream is Stream.BYTES else _CHECKS[kind]
        value = place.variable
        tests = [
            code("type({}) is not {}", value, annotation_of(self.imports, field.type))
        ]
        arguments = [place.quoted, value]
        bounds = constraints.range if check.is_number else constraints.length
        if kind in FLOATS:
            bounds = as_floats(bounds)
        if bounds:
            subject = value if check.is_number else code("len({})", value)
            tests.append(outside(self.imports, subject, bounds))
            arguments += bound_arguments(self.imports, bounds)
        if kind is Kind.TIMESTAMP:
            tests.append(code("{}.tzinfo is None", value))
        if (pattern := self._pattern(field)) is not None:
            tests.append(code("not {}.search({})", pattern, value))
            arguments.append(code("pattern={}", pattern))
        if check.shows_value and field.is_sensitive:
            arguments.append(Code("sensitive=True"))
        function = self.imports.runtime(check.module, check.function)
        report = code("problems += {}({})", function, joined(", ", arguments))
        test = joined(" or ", [test for test in tests if test.text])
        return (code("({})", test) if " or " in test.text else test), [report]

    def _pattern(self, field: Field) -> Identifier | None:
        pattern = field.constraints.pattern
        if pattern is None or field.type.kind not in TEXTS:
            return None
        if (checked := pattern.checked) is None:
            return None
        if checked.has_categories:
            made = self.imports.runtime("unicode_patterns", "UnicodePattern")
        else:
            made = self.imports.runtime("checks", "Pattern")
        text, shown = Literal.raw(checked.text), Literal.raw(pattern.text)
        value = code("{}({}, {})", made, text, shown)
        return self.constants.name(pattern.holder, "PATTERN", value)
