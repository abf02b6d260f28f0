"""What is put together to a protocol: an envelope and a codec."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol as Interface

from smithwright.plan.fields import Field, Record
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.operations import Operation
from smithwright.plan.protocols.messages import Place
from smithwright.writing.code import Code
from smithwright.writing.module.constants import Constants
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Function


@dataclass(frozen=True, slots=True)
class OperationWriting:
    """One operation, while its serialiser and parser are written."""

    operation: Operation
    imports: Imports
    constants: Constants


@dataclass(frozen=True, slots=True)
class Document:
    """A body that is written from fields of `value`."""

    statements: tuple[Code, ...]
    body: SafeText
    """The expression of the bytes, after the statements."""


class Envelope(Interface):
    """How requests and responses hold what they hold."""

    def serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the `HttpRequest` for `value`."""
        ...

    def parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        """Returns statements that return the output that `response` holds."""
        ...


class Codec(Interface):
    """How documents are written and read."""

    def writer(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that gives a structure's payload.

        None where the encoder takes the structure as it is.
        """
        ...

    def reader(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that reads a structure from a payload.

        None where the decoder makes the structure by itself.
        """
        ...

    def functions(self, writing: OperationWriting) -> tuple[Function, ...]:
        """Returns the functions of their own that serialiser and parser call."""
        ...

    def document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Document:
        """Returns a body of some fields of the input."""
        ...

    def unset_payload(self, field: Field) -> Code | None:
        """Returns the body whose only field is not set, if it is one."""
        ...

    def payload(self, writing: OperationWriting, field: Field, given: SafeText) -> Code:
        """Returns the expression of a body that is the document of one set field.

        Args:
            writing: The operation.
            field: The field.
            given: The expression of its value.
        """
        ...

    def read_document(
        self, writing: OperationWriting, fields: Collection[Field]
    ) -> Code:
        """Returns the expression of the output with what a response's body holds."""
        ...

    def read_payload(self, imports: Imports, name: str, place: Place) -> Code:
        """Returns the expression of a field whose document is the body.

        Args:
            imports: The imports of the module.
            name: The operation or error that has the field.
            place: The field, and where it is.
        """
        ...

    def read_error(self, writing: OperationWriting) -> Identifier:
        """Returns the function that finds the error in an operation's response."""
        ...

    def read_error_members(self, imports: Imports, name: str, record: Record) -> Code:
        """Returns the expression that reads an error's members in a body.

        Args:
            imports: The imports of the module.
            name: The code of the error.
            record: The class that holds the members.
        """
        ...
