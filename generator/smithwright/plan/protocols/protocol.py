"""What a protocol has to plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol as Interface

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function
from smithwright.plan.symbols import OperationSymbols, Symbol
from smithwright.plan.text import Code, Identifier
from smithy_parser import Member, OperationShape, Shape


@dataclass(frozen=True, slots=True)
class OperationWriting:
    """One operation, while its serialiser and parser are written."""

    context: Context
    imports: Imports
    operation: OperationShape
    symbols: OperationSymbols

    @property
    def input(self) -> Shape:
        """The input structure."""
        return self.context.closure.model[self.operation.input]

    @property
    def output(self) -> Shape:
        """The output structure."""
        return self.context.closure.model[self.operation.output]


class Protocol(Interface):
    """A protocol's share of the plan."""

    @property
    def trait(self) -> str:
        """The id of the trait that a service offers it with."""
        ...

    @property
    def runtime(self) -> tuple[str, ...]:
        """The runtime modules that generated code imports for it."""
        ...

    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member in a payload."""
        ...

    def path_members(
        self, context: Context, operation: OperationShape
    ) -> Collection[str]:
        """Returns the names of the input's members that are part of the path."""
        ...

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        ...

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        ...

    def wire_function(
        self, context: Context, imports: Imports, shape: Shape, symbol: Symbol
    ) -> Function | None:
        """Returns the function that writes a structure's payload.

        None where the protocol's encoder takes the structure as it is.
        """
        ...

    def error_code(self, shape: Shape) -> str:
        """Returns the code that a response names a modeled error with."""
        ...

    def read_error(self, imports: Imports) -> Identifier:
        """Returns the function that finds the error in a response."""
        ...

    def read_error_members(self, imports: Imports) -> Identifier:
        """Returns the function that decodes an error's members in a body."""
        ...

    def error_member(
        self, context: Context, imports: Imports, shape: Shape, member: Member
    ) -> Code | None:
        """Returns the expression of a member outside the body, or None."""
        ...
