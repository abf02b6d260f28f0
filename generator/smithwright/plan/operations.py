"""What a package knows of an operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath

from smithwright.plan import traits
from smithwright.plan.context import Context
from smithwright.plan.customs import Customs, Normalization, Redirection
from smithwright.plan.endpoints.bindings import Binding, plan_bindings
from smithwright.plan.fields import Field, Record
from smithwright.plan.members import Members
from smithwright.plan.modules import ModuleOutline
from smithwright.plan.notes import deprecation, documentation
from smithwright.plan.plan_error import Origin, PlanError
from smithwright.plan.protocols.addresses import segments
from smithwright.plan.protocols.messages import REQUEST, RESPONSE, Message, message_of
from smithwright.plan.protocols.protocol import Format, Protocol
from smithwright.plan.protocols.xml_roots import root_of
from smithwright.plan.service import Service, service_of
from smithwright.plan.symbols import Symbol
from smithwright.plan.types import TEXTS
from smithwright.plan.unchecked_patterns import unchecked_patterns
from smithwright.plan.wire import Address, Label, Location
from smithy_parser import OperationShape, Shape

_UNIT = "smithy.api#Unit"


@dataclass(frozen=True, slots=True)
class Finish:
    """What is done to a request that holds the input."""

    is_compressed: bool = False
    has_tree_hash: bool = False
    checksum: Field | None = None
    """What names the algorithm of its checksum."""
    has_content_md5: bool = False
    redirection: Redirection | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation with its input, its output and its messages.

    https://smithy.io/2.0/spec/service-types.html#operation
    """

    id: str
    path: PurePosixPath
    """Its module, relative to the package."""
    name: str
    service: Service
    input: Record
    output: Record
    has_input: bool
    """Whether there is an input: an empty structure is one, Unit is none."""
    errors: tuple[Symbol, ...]
    address: Address
    host_prefix: tuple[str | Label, ...]
    request: Message
    response: Message
    finish: Finish
    schemes: tuple[str, ...] | None
    """The ids of its auth schemes, the best first; None for those of the service."""
    is_payload_unsigned: bool
    """Whether signatures leave out the body."""
    endpoint: tuple[Binding, ...]
    """The parameters of its endpoint that it sets."""
    token: Field | None
    """What is made up where it is not set."""
    non_empty: tuple[str, ...]
    """Names of the members that must not be empty, as they are parts of an address."""
    normalizations: tuple[Normalization, ...]
    may_fail_late: bool
    """Whether a body may hold an error after a status of success."""
    is_unwrapped: bool
    """Whether the root of a response is a member, not the output."""
    documentation: str
    deprecation: str
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True)
class OperationPlanner:
    """Decides what there is to say about the operations of a package."""

    members: Members
    protocol: Protocol

    def plan(self, outline: ModuleOutline[OperationShape]) -> Operation:
        """Returns an operation.

        Raises:
            PlanError: The model asks for what no request can be made of.
        """
        operation = outline.subject
        context, protocol = self._context, self.protocol
        model, symbols = context.closure.model, context.symbols
        own = symbols.operations[operation.id]
        input_shape, output_shape = model[operation.input], model[operation.output]
        input = self.members.record(input_shape, own.input)
        output = self.members.record(output_shape, own.output)
        address = self._address(operation)
        request = self._message(input, input_shape, REQUEST)
        response = self._message(output, output_shape, RESPONSE)
        prefix = segments(traits.host_prefix(operation))
        _expect_labels(operation, input, (*address.path, *prefix))
        self._warn(operation, input, {"input": request, "output": response})
        customs, is_xml = context.customs, protocol.format is Format.XML
        raised = model.errors_of(operation.id, context.closure.service.id)
        return Operation(
            id=operation.id,
            path=outline.path,
            name=operation.id.name,
            service=self._service,
            input=input,
            output=output,
            has_input=operation.input != _UNIT,
            errors=tuple(symbols.errors[error] for error in raised),
            address=address,
            host_prefix=prefix,
            request=self._rooted(request, input_shape) if is_xml else request,
            response=response,
            finish=_finish(operation, input, request, address, customs),
            schemes=traits.operation_auth(model, context.closure.service, operation),
            endpoint=self._endpoint(operation),
            is_payload_unsigned=traits.is_payload_unsigned(operation),
            token=next((f for f in input.fields if f.is_idempotency_token), None),
            non_empty=tuple(_non_empty(request)),
            normalizations=tuple(_normalizations(customs, input, input_shape)),
            may_fail_late=customs.may_fail_late(response.payload),
            is_unwrapped=is_xml and traits.is_unwrapped(operation),
            documentation=documentation(context, operation),
            deprecation=deprecation(context, operation),
            origin=operation,
        )

    @property
    def _context(self) -> Context:
        return self.members.context

    @cached_property
    def _service(self) -> Service:
        return service_of(self._context)

    def _endpoint(self, operation: OperationShape) -> tuple[Binding, ...]:
        if (rules := self.members.endpoint_rules) is None:
            return ()
        return plan_bindings(self._context.closure.model, operation, rules)

    def _address(self, operation: OperationShape) -> Address:
        address = self.protocol.address(self._context.closure.service, operation)
        holds_dots = self._context.customs.holds_dots
        path = (
            replace(p, holds_dots=holds_dots(p.member)) if isinstance(p, Label) else p
            for p in address.path
        )
        return replace(address, path=tuple(path))

    def _message(
        self, record: Record, shape: Shape, locations: frozenset[Location]
    ) -> Message:
        customs = self._context.customs
        return message_of(self.protocol, customs, record, shape, locations)

    def _rooted(self, request: Message, input_shape: Shape) -> Message:
        closure = self._context.closure
        return replace(request, root=root_of(closure, request, input_shape))

    def _warn(
        self, operation: OperationShape, input: Record, messages: dict[str, Message]
    ) -> None:
        """Says what will be missing: of event streams in one line."""
        streams = [name for name, message in messages.items() if message.events]
        if streams:
            is_bound = self.protocol.binds_payloads
            given = "is encoded bytes" if is_bound else "is refused"
            where = " and of its ".join(streams)
            message = (
                f"the event stream of its {where} {given}: events are not supported yet"
            )
            self._context.warn(operation, message)
        self._context.warnings.extend(unchecked_patterns(input))


def _expect_labels(
    operation: OperationShape, input: Record, parts: tuple[str | Label, ...]
) -> None:
    for part in parts:
        if isinstance(part, Label) and input.field(part.member) is None:
            message = f"its uri has a label {part.member!r}, which its input lacks"
            raise PlanError(operation, message)


def _non_empty(request: Message) -> Iterator[str]:
    """Yields what is in a path or host and may be empty: texts; 0 and false are not."""
    for place in request.places:
        is_label = place.location is Location.LABEL or place.field.is_host_label
        if is_label and place.field.type.kind in TEXTS:
            yield place.field.member


def _normalizations(
    customs: Customs, input: Record, shape: Shape
) -> Iterator[Normalization]:
    for each in input.fields:
        normalization = customs.normalization(each, shape.members[each.member])
        if normalization is not None:
            yield normalization


def _finish(
    operation: OperationShape,
    input: Record,
    request: Message,
    address: Address,
    customs: Customs,
) -> Finish:
    if request.events is not None:
        return Finish()
    payload, named = request.payload, traits.checksum_member(operation)
    return Finish(
        is_compressed=traits.may_be_compressed(operation),
        has_tree_hash=payload is not None and customs.has_tree_hash(payload),
        checksum=None if named is None else input.field(named),
        has_content_md5=traits.needs_checksum(operation),
        redirection=customs.redirection(operation.id.name, address, input),
    )
