"""Bounds of numbers and sizes in generated code."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

from smithwright.plan.constraints import Bounds, Number
from smithwright.plan.identifiers import SafeText
from smithwright.writing.code import Code, Literal, code
from smithwright.writing.module.imports import Imports


def as_floats(bounds: Bounds) -> Bounds:
    """Returns the bounds of a float: there is none between 0.000001 and its nearest."""
    return Bounds(_as_float(bounds.minimum), _as_float(bounds.maximum))


def outside(imports: Imports, subject: SafeText, bounds: Bounds) -> Code:
    """Returns the test for a number out of bounds; no text without bounds."""
    if not bounds:
        return Code("")
    low, high = _bound(imports, bounds.minimum), _bound(imports, bounds.maximum)
    if bounds.maximum is None:
        return code("{} < {}", subject, low)
    if bounds.minimum is None:
        return code("{} > {}", subject, high)
    if bounds.minimum == bounds.maximum:
        return code("{} != {}", subject, low)
    return code("not {} <= {} <= {}", low, subject, high)


def bound_arguments(imports: Imports, bounds: Bounds) -> list[Code]:
    """Returns the arguments that tell a function the bounds."""
    arguments: list[Code] = []
    if bounds.minimum is not None:
        arguments.append(code("minimum={}", _bound(imports, bounds.minimum)))
    if bounds.maximum is not None:
        arguments.append(code("maximum={}", _bound(imports, bounds.maximum)))
    return arguments


def _as_float(bound: Number | None) -> Number | None:
    nearest = float(bound) if isinstance(bound, Decimal) else bound
    return nearest if nearest is None or isfinite(nearest) else bound


def _bound(imports: Imports, bound: Number | None) -> Code:
    if isinstance(bound, Decimal):
        imports.standard("decimal", "Decimal")
    return Literal.of(bound)
