"""What a protocol has to plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol as Interface

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.naming import member_names
from smithwright.plan.package import Function
from smithwright.plan.protocols.guide import Guide
from smithwright.plan.streaming import is_event_stream
from smithwright.plan.symbols import OperationSymbols, Symbol
from smithwright.plan.text import Code, Identifier
from smithwright.writing.module.constants import Constants
from smithy_parser import Member, OperationShape, Shape


@dataclass(frozen=True, slots=True)
class OperationWriting:
    """One operation, while its serialiser and parser are written."""

    context: Context
    imports: Imports
    constants: Constants
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

    def documented(self, shape: Shape) -> tuple[Member, ...]:
        """Returns the members that a document can hold: all but an event stream."""
        members = shape.members.values()
        return tuple(m for m in members if not is_event_stream(self.context, m))


@dataclass(frozen=True, slots=True)
class Record:
    """A class that holds members of a shape, as they stand in a payload."""

    shape: Shape
    name: Identifier
    stem: Identifier
    """What its functions are named after."""
    members: Mapping[Identifier, Member]
    """By attribute."""

    @classmethod
    def of(
        cls, shape: Shape, symbol: Symbol, members: Collection[Member] | None = None
    ) -> Record:
        """Returns a structure or union with all its members, or with some."""
        names = member_names(shape.members)
        kept = shape.members.values() if members is None else members
        return cls(
            shape,
            symbol.name,
            symbol.stem,
            {names[member.name]: member for member in kept},
        )


class Protocol(Interface):
    """A protocol's share of the plan."""

    @property
    def trait(self) -> str:
        """The id of the trait that a service offers it with."""
        ...

    @property
    def binds_payloads(self) -> bool:
        """Whether a member can be the whole body of a message."""
        ...

    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member in a payload."""
        ...

    def guide(self, context: Context) -> Guide:
        """Returns what tells a reader where each part of an operation is."""
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

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns the functions that the serialiser and the parser call."""
        ...

    def writer(
        self, context: Context, imports: Imports, record: Record
    ) -> Function | None:
        """Returns the function that gives a structure's payload.

        None where the protocol's encoder takes the structure as it is.
        """
        ...

    def reader(
        self, context: Context, imports: Imports, record: Record
    ) -> Function | None:
        """Returns the function that reads a structure from a payload.

        None where the protocol's decoder makes the structure by itself.
        """
        ...

    def error_code(self, shape: Shape) -> str:
        """Returns the code that a response names a modeled error with."""
        ...

    def read_error(self, imports: Imports, operation: OperationShape) -> Identifier:
        """Returns the function that finds the error in an operation's response."""
        ...

    def read_error_members(self, imports: Imports, record: Record) -> Code:
        """Returns the expression that reads an error's members in a body."""
        ...

    def error_member(
        self, context: Context, imports: Imports, shape: Shape, member: Member
    ) -> Code | None:
        """Returns the expression of a member outside the body, or None."""
        ...
