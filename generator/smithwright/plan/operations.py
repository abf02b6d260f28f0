"""The modules of operations: input, output, serialiser and parser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import LiteralString

from smithwright.plan.context import TEXTS, Context
from smithwright.plan.customizations import failure, normalization
from smithwright.plan.docstrings import docstring, own_words
from smithwright.plan.imports import Imports
from smithwright.plan.members import Members
from smithwright.plan.modules import ModuleOutline
from smithwright.plan.naming import member_names
from smithwright.plan.notes import deprecation, documentation
from smithwright.plan.package import Operation, OperationModule, Structure
from smithwright.plan.protocols.protocol import OperationWriting, Protocol
from smithwright.plan.streaming import event_stream, streamed_body
from smithwright.plan.text import Code, Identifier, Literal, code
from smithwright.plan.unchecked_patterns import unchecked_patterns
from smithwright.writing.module.constants import Constants
from smithwright.writing.structures import StructureWriter
from smithy_parser import Member, OperationShape, ServiceShape, Shape

_TOKEN = "smithy.api#idempotencyToken"


@dataclass(frozen=True, slots=True)
class OperationPlanner:
    """Plans the modules of a package's operations."""

    members: Members
    protocol: Protocol

    @property
    def context(self) -> Context:
        """The closure."""
        return self.members.context

    def plan(self, outline: ModuleOutline[OperationShape]) -> OperationModule:
        """Returns the module of one operation.

        https://smithy.io/2.0/spec/service-types.html#operation
        """
        operation = outline.subject
        symbols = self.context.symbols.operations[operation.id]
        imports, constants = Imports(symbols.input.module), Constants()
        structures = StructureWriter(imports, constants, self.context.validation)
        writing = OperationWriting(self.context, imports, constants, operation, symbols)
        self._warn(writing)
        _import_runtime(imports)
        imports.errors(self.context.symbols.base_error)
        model, service = self.context.closure.model, self.context.closure.service
        error_imports = Imports(symbols.input.module)
        raised = [
            error_imports.shape(self.context.symbols.errors[error])
            for error in model.errors_of(operation.id, service.id)
        ]
        return OperationModule(
            path=outline.path,
            doc=own_words(f"The operation `{operation.id.name}`."),
            input=self._input(writing, structures),
            output=self._output(writing, structures),
            operation=self._operation(writing, tuple(raised)),
            functions=self.protocol.functions(writing),
            imports=imports.gathered(),
            error_imports=error_imports.gathered(),
            constants=constants.gathered(),
        )

    def _input(
        self, writing: OperationWriting, structures: StructureWriter
    ) -> Structure:
        operation, shape = writing.operation, writing.input
        opening = own_words(f"Input of the operation `{operation.id.name}`.")
        text = documentation(self.context, operation)
        doc = opening + docstring(text, deprecation(self.context, operation))
        # Of what is in a path only text can be empty; 0 and false are values.
        non_empty = [
            name
            for name in self.protocol.path_members(self.context, operation)
            if self.context.target(shape.members[name]).type in TEXTS
        ]
        record = self.members.record(shape, writing.symbols.input)
        self.context.warnings.extend(unchecked_patterns(record))
        planned = structures.checked(record, doc, non_empty)
        if planned.deep:
            writing.imports.runtime("problems", "too_deep")
        return replace(
            planned,
            normalization=normalization(
                writing.imports,
                self.context.closure.service,
                member_names(shape.members),
                shape,
            ),
        )

    def _output(
        self, writing: OperationWriting, structures: StructureWriter
    ) -> Structure:
        opening = own_words(f"Output of the operation `{writing.operation.id.name}`.")
        doc = opening + docstring(documentation(self.context, writing.output))
        record = self.members.record(writing.output, writing.symbols.output)
        return structures.unchecked(record, doc)

    def _operation(
        self, writing: OperationWriting, errors: tuple[Identifier, ...]
    ) -> Operation:
        imports, service = writing.imports, self.context.closure.service
        return Operation(
            name=Literal.of(writing.operation.id.name),
            service=Literal.of(service.id.name),
            signing_name=Literal.of(_signing_name(service)),
            errors=errors,
            base_error=self.context.symbols.base_error,
            token=_token(writing.input),
            body=streamed_body(self.context, imports, writing.input),
            serialize=self._serialize(writing),
            parse=self._parse(writing),
            failure=failure(imports, self.context.closure, writing.output),
            read_error=self.protocol.read_error(imports, writing.operation),
        )

    def _serialize(self, writing: OperationWriting) -> tuple[Code, ...]:
        sent = event_stream(self.context, writing.input)
        if sent is None or self.protocol.binds_payloads:
            return self.protocol.serialize(writing)
        return (_unsupported(writing, sent, "sending an event stream"),)

    def _parse(self, writing: OperationWriting) -> tuple[Code, ...]:
        received = event_stream(self.context, writing.output)
        if received is None or self.protocol.binds_payloads:
            return self.protocol.parse(writing)
        return (_unsupported(writing, received, "reading an event stream"),)

    def _warn(self, writing: OperationWriting) -> None:
        """Says what will be missing, in one line."""
        shapes = {"input": writing.input, "output": writing.output}
        streams = [
            name for name, shape in shapes.items() if event_stream(self.context, shape)
        ]
        if streams:
            given = "is encoded bytes" if self.protocol.binds_payloads else "is refused"
            where = " and of its ".join(streams)
            message = (
                f"the event stream of its {where} {given}: events are not supported yet"
            )
            self.context.warn(writing.operation, message)


def _unsupported(
    writing: OperationWriting, member: Member, missing: LiteralString
) -> Code:
    error = writing.imports.runtime("event_streams", "UnsupportedError")
    name = member_names(writing.context.closure.model[member.container].members)
    return code(
        'raise {}({}, "{}", "{} is not supported yet")',
        error,
        Literal.of(writing.operation.id.name),
        name[member.name],
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


def _signing_name(service: ServiceShape) -> str:
    # https://smithy.io/2.0/aws/aws-auth.html#aws-auth-sigv4-trait
    value = service.traits.get("aws.auth#sigv4")
    name = value.get("name") if isinstance(value, Mapping) else None
    return name if isinstance(name, str) else ""


def _token(shape: Shape) -> Identifier | None:
    # https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait
    names = member_names(shape.members)
    return next(
        (names[m.name] for m in shape.members.values() if _TOKEN in m.traits), None
    )
