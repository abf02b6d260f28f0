"""The clients of a service: what they are called, and a method for each operation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smithwright.plan import traits
from smithwright.plan.endpoints import has_endpoint_rules
from smithwright.plan.fields import Record
from smithwright.plan.identifiers import Identifier
from smithwright.plan.members import Members
from smithwright.plan.naming import Scope, snake_case
from smithwright.plan.notes import deprecation, documentation
from smithwright.plan.symbols import Symbol
from smithy_parser import OperationShape

_INHERITED = frozenset(
    "call call_with_response close service warm_up with_options".split()
)


@dataclass(frozen=True, slots=True)
class ClientMethod:
    """A method that calls one operation."""

    name: Identifier
    operation: Identifier
    """The module that defines the operation."""
    input: Record
    output: Symbol
    documentation: str
    """The model's, as HTML or CommonMark."""
    deprecation: str


@dataclass(frozen=True, slots=True)
class ServiceClient:
    """The clients of a service, of both colours."""

    name: Identifier
    async_name: Identifier
    title: str
    """What a reader calls the service."""
    service_id: str
    """What AWS calls it; else its name in the model."""
    signing_name: str
    schemes: Mapping[str, Mapping[str, str]]
    """Its auth schemes by the ids of their traits, with what these say."""
    is_aws: bool
    has_rules: bool
    """Whether it has endpoint rules."""
    methods: tuple[ClientMethod, ...]


def plan_client(members: Members) -> ServiceClient:
    """Returns the clients of a service, with a method for each operation."""
    context = members.context
    closure, symbols = context.closure, context.symbols
    service = closure.service
    return ServiceClient(
        name=symbols.client,
        async_name=symbols.async_client,
        title=traits.title(service),
        service_id=traits.service_id(service),
        signing_name=traits.signing_name(service),
        schemes=traits.auth_schemes(closure.model, service),
        is_aws=traits.is_aws(service),
        has_rules=has_endpoint_rules(service),
        methods=tuple(_methods(members)),
    )


def _methods(members: Members) -> Iterator[ClientMethod]:
    context, scope = members.context, Scope(_INHERITED)
    for operation in context.closure.operations:
        yield _method(members, operation, scope)


def _method(members: Members, operation: OperationShape, scope: Scope) -> ClientMethod:
    context = members.context
    model = context.closure.model
    symbols = context.symbols.operations[operation.id]
    return ClientMethod(
        name=scope.claim(snake_case(operation.id.name)),
        operation=symbols.stem,
        input=members.record(model[operation.input], symbols.input),
        output=symbols.output,
        documentation=documentation(context, operation),
        deprecation=deprecation(context, operation),
    )
