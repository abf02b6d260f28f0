"""The modules of operations: input, output, serialiser and parser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import LiteralString

from smithwright.plan.customs import FilledIn, Normalization
from smithwright.plan.fields import Field, Stream
from smithwright.plan.operations import Operation
from smithwright.plan.protocols.messages import Message
from smithwright.writing import package
from smithwright.writing.code import Code, Literal, block, code
from smithwright.writing.docstrings import docstring, own_words
from smithwright.writing.endpoints.bindings import parameters_given
from smithwright.writing.module.constants import Constants
from smithwright.writing.module.imports import Imports
from smithwright.writing.protocols.interfaces import (
    Codec,
    Envelope,
    OperationWriting,
)
from smithwright.writing.streams import streamed_body
from smithwright.writing.structures import StructureWriter


@dataclass(frozen=True, slots=True)
class OperationWriter:
    """Writes the modules of a package's operations."""

    envelope: Envelope
    codec: Codec
    validation: str
    """Which rules hold where a caller names none."""

    def write(self, operation: Operation) -> package.OperationModule:
        """Returns the module of one operation."""
        module = operation.input.symbol.module
        imports, constants = Imports(module), Constants()
        structures = StructureWriter(imports, constants, self.validation)
        writing = OperationWriting(operation, imports, constants)
        _import_runtime(imports)
        imports.errors(operation.service.base_error)
        error_imports = Imports(module)
        for error in operation.errors:
            error_imports.shape(error)
        return package.OperationModule(
            path=operation.path,
            doc=own_words(f"The operation `{operation.name}`."),
            input=_input(writing, structures),
            output=_output(writing, structures),
            operation=self._operation(writing),
            functions=self.codec.functions(writing),
            imports=imports.gathered(),
            error_imports=error_imports.gathered(),
            constants=constants.gathered(),
        )

    def _operation(self, writing: OperationWriting) -> package.Operation:
        operation, imports = writing.operation, writing.imports
        service = operation.service
        return package.Operation(
            name=Literal.of(operation.name),
            service=Literal.of(service.name),
            signing_name=Literal.of(service.signing_name),
            errors=tuple(error.name for error in operation.errors),
            base_error=service.base_error,
            schemes=_literal(operation.schemes),
            payload=_literal("unsigned" if operation.is_payload_unsigned else None),
            endpoint=_endpoint(writing),
            is_streamed=_is_streamed(operation.response),
            token=None if operation.token is None else operation.token.name,
            body=streamed_body(imports, operation.request),
            serialize=self._serialize(writing),
            parse=self._parse(writing),
            failure=_failure(writing),
            read_error=self.codec.read_error(writing),
        )

    def _serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        sent = writing.operation.request.events
        if sent is None or sent is writing.operation.request.payload:
            return self.envelope.serialize(writing)
        return (_unsupported(writing, sent, "sending an event stream"),)

    def _parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        received = writing.operation.response.events
        if received is None or received is writing.operation.response.payload:
            return self.envelope.parse(writing)
        return (_unsupported(writing, received, "reading an event stream"),)


def _literal(value: object) -> Literal | None:
    return None if value is None else Literal.of(value)


def _endpoint(writing: OperationWriting) -> Code | None:
    if not (bindings := writing.operation.endpoint):
        return None
    writing.imports.standard("collections.abc", "Mapping")
    return parameters_given(bindings)


def _is_streamed(response: Message) -> bool:
    payload = response.payload
    return payload is not None and payload.stream is not Stream.NONE


def _input(writing: OperationWriting, structures: StructureWriter) -> package.Structure:
    operation = writing.operation
    opening = own_words(f"Input of the operation `{operation.name}`.")
    doc = opening + docstring(operation.documentation, operation.deprecation)
    written = structures.checked(operation.input, doc, operation.non_empty)
    if written.deep:
        writing.imports.runtime("problems", "too_deep")
    normalization = tuple(
        _normalization(writing.imports, each) for each in operation.normalizations
    )
    return replace(written, normalization=normalization)


def _output(
    writing: OperationWriting, structures: StructureWriter
) -> package.Structure:
    operation = writing.operation
    opening = own_words(f"Output of the operation `{operation.name}`.")
    doc = opening + docstring(operation.output.documentation)
    return structures.unchecked(operation.output, doc)


def _normalization(imports: Imports, normalization: Normalization) -> Code:
    """Returns the statement that gives a member the form that the service takes."""
    name = normalization.field.name
    if isinstance(normalization, FilledIn):
        test = code("if not self.{}:", name)
        value: Code = Literal.of(normalization.text)
    else:
        test = code("if isinstance(self.{}, str):", name)
        value = code('self.{}.rpartition("/")[2]', name)
    assign = imports.standard("msgspec.structs", "force_setattr")
    return block(test, [code('{}(self, "{}", {})', assign, name, value)])


def _failure(writing: OperationWriting) -> Code:
    """Returns the expression of whether a response holds an error."""
    fails = Code("response.status >= 300")
    if not writing.operation.may_fail_late:
        return fails
    is_error = writing.imports.runtime("xml_errors", "is_error")
    return code("{} or {}(response := response.buffered())", fails, is_error)


def _unsupported(
    writing: OperationWriting, field: Field, missing: LiteralString
) -> Code:
    error = writing.imports.runtime("event_streams", "UnsupportedError")
    return code(
        'raise {}({}, "{}", "{} is not supported yet")',
        error,
        Literal.of(writing.operation.name),
        field.name,
        Code(missing),
    )


def _import_runtime(imports: Imports) -> None:
    imports.standard("functools", "cache")
    imports.runtime("bodies", "AnyStream")
    imports.runtime("config", "Config")
    imports.runtime("errors", "ServiceError")
    imports.runtime("http", "HttpRequest")
    imports.runtime("http", "HttpResponse")
    imports.runtime("operation", "Operation")
    imports.runtime("operation", "OperationDefinition")
    imports.runtime("problems", "BuildError")
