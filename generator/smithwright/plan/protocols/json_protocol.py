"""What protocols with JSON bodies have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from smithwright.plan.context import Context
from smithwright.plan.docstrings import docstring
from smithwright.plan.imports import Imports
from smithwright.plan.naming import member_names
from smithwright.plan.package import Function
from smithwright.plan.protocols.json_values import JsonValues, structure_body
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.symbols import Symbol
from smithwright.plan.text import Code, Identifier, Literal, code
from smithy_parser import Member, Shape

JSON_RUNTIME = (
    "error_bodies",
    "json_bodies",
    "json_values",
    "request_features",
    "timestamps",
    "tolerance",
)
"""The runtime modules of all of them."""


@dataclass(frozen=True, slots=True)
class JsonProtocol(ABC):
    """Reads and writes JSON objects."""

    @abstractmethod
    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member in a JSON object."""

    def wire_function(
        self, context: Context, imports: Imports, shape: Shape, symbol: Symbol
    ) -> Function | None:
        """Returns the function that builds a structure's JSON object, if one must."""
        values = self.values(context, imports)
        if not values.is_converted(shape):
            return None
        return Function(
            name=Identifier(f"{symbol.stem}_json"),
            parameters=code("value: {}", symbol.name),
            result=Code("dict[str, object]"),
            doc=docstring("Returns the JSON object of `value`."),
            body=structure_body(values, shape),
        )

    def error_code(self, shape: Shape) -> str:
        """Returns the code that a response names a modeled error with."""
        return shape.id.name

    def read_error(self, imports: Imports) -> Identifier:
        """Returns the function that finds the error in a response."""
        return imports.runtime("json_bodies", "read_error")

    def read_error_members(self, imports: Imports) -> Identifier:
        """Returns the function that decodes an error's members in a body."""
        return imports.runtime("json_bodies", "read_body")

    def values(self, context: Context, imports: Imports) -> JsonValues:
        """Returns the writer of JSON values in one module."""
        return JsonValues(context, imports, partial(self.wire_name, context))

    def document(
        self, writing: OperationWriting, members: Collection[Member]
    ) -> tuple[tuple[Code, ...], Code]:
        """Returns statements and the expression of a body of some input members."""
        encode = writing.imports.runtime("json_bodies", "encode")
        values = self.values(writing.context, writing.imports)
        is_whole = len(members) == len(writing.input.members)
        if is_whole and not values.is_converted(writing.input):
            return (), code("{}(value)", encode)
        start = Code("wire: dict[str, object] = {}")
        names = member_names(writing.input.members)
        return (start, *values.members(members, names)), code("{}(wire)", encode)

    def read(self, writing: OperationWriting, shape: Code) -> Code:
        """Returns the expression of a response's body, decoded as `shape`."""
        function = self.read_error_members(writing.imports)
        name = Literal.of(writing.operation.id.name)
        return code("{}({}, {}, response)", function, name, shape)
