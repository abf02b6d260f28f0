"""JSON values of shapes, where msgspec does not encode them as the protocol asks.

The encoder takes most values as they are. Timestamps have to be converted, and floats
may be NaN; structures that hold one of these, however deep, get a function that builds
their JSON object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from smithwright.plan.constraints import SPARSE
from smithwright.plan.context import Context
from smithwright.plan.docstrings import own_words
from smithwright.plan.imports import Imports
from smithwright.plan.naming import LocalScope
from smithwright.plan.package import Function
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.protocol import Record
from smithwright.plan.text import Code, Identifier, Literal, block, code
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType

TIMESTAMP_FORMAT = "smithy.api#timestampFormat"


@dataclass(frozen=True, slots=True)
class JsonValues:
    """Writes JSON values in one module."""

    context: Context
    imports: Imports
    wire_name: Callable[[Member], str]
    """Gives a member's name in a JSON object."""

    def is_converted(self, shape: Shape) -> bool:
        """Returns whether a value differs from what the encoder would make of it."""
        return shape.id in self.context.reaches_converted

    def members(
        self, members: Iterable[Member], names: Mapping[str, Identifier]
    ) -> list[Code]:
        """Returns statements that put the set `members` of `value` into `wire`."""
        scope = LocalScope()
        statements: list[Code] = []
        for member in members:
            name = names[member.name]
            local = scope.claim(name.text)
            statements.append(
                block(
                    code("if ({} := value.{}) is not None:", local, name),
                    [
                        code(
                            "wire[{}] = {}",
                            Literal.of(self.wire_name(member)),
                            self.value(member, local),
                        )
                    ],
                )
            )
        return statements

    def value(self, member: Member, variable: Code, depth: int = 0) -> Code:
        """Returns the expression of a set member's JSON value."""
        target = self.context.target(member)
        if not self.is_converted(target):
            return variable
        if target.type == ShapeType.TIMESTAMP:
            return self._timestamp(member, variable)
        if target.type in (ShapeType.FLOAT, ShapeType.DOUBLE):
            return code(
                "{}({})", self.imports.runtime("json_values", "number"), variable
            )
        suffix = f"_{depth + 1}" if depth else ""
        key, item = Code(f"key{suffix}"), Code(f"item{suffix}")
        if isinstance(target, ListShape):
            inner = self._item(target, target.member, item, depth)
            return code("[{} for {} in {}]", inner, item, variable)
        if isinstance(target, MapShape):
            inner = self._item(target, target.value, item, depth)
            return code(
                "{{{}: {} for {}, {} in {}.items()}}", key, inner, key, item, variable
            )
        symbol = self.context.symbols.shapes[target.id]
        function = self.imports.sibling(symbol, Identifier(f"{symbol.stem}_json"))
        return code("{}({})", function, variable)

    def _item(self, collection: Shape, member: Member, item: Code, depth: int) -> Code:
        value = self.value(member, item, depth + 1)
        if SPARSE in collection.traits:
            return code("None if {} is None else {}", item, value)
        return value

    def _timestamp(self, member: Member, variable: Code) -> Code:
        match self.context.trait(member, TIMESTAMP_FORMAT):
            case None | "epoch-seconds":
                function = self.imports.runtime("timestamps", "epoch_seconds")
            case "date-time":
                function = self.imports.runtime("timestamps", "date_time")
            case "http-date":
                function = self.imports.runtime("timestamps", "http_date")
            case other:
                raise PlanError(member, f"trait {TIMESTAMP_FORMAT} is {other!r}")
        return code("{}({})", function, variable)


def object_writer(values: JsonValues, record: Record) -> Function:
    """Returns the function that builds a structure's JSON object."""
    names = {member.name: name for name, member in record.members.items()}
    members = values.members(record.members.values(), names)
    return Function(
        name=Identifier(f"{record.stem}_json"),
        parameters=code("value: {}", record.name),
        result=Code("dict[str, object]"),
        doc=own_words("Returns the JSON object of `value`."),
        body=(Code("wire: dict[str, object] = {}"), *members, Code("return wire")),
    )
