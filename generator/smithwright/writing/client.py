"""The module of a service's clients, and its stub."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, LiteralString

from smithwright.plan.clients import ClientMethod, ServiceClient
from smithwright.plan.fields import Field
from smithwright.plan.identifiers import DottedName, Identifier
from smithwright.writing.annotations import annotation
from smithwright.writing.code import Code, Literal, code
from smithwright.writing.docstrings import Docstring, docstring, own_words, summary
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Import

_S3 = "S3"

_EXPORTS: Final[tuple[tuple[LiteralString, LiteralString], ...]] = (
    ("client.auth", "AuthError"),
    ("client.call_values", "Answered"),
    ("client.credentials", "Credentials"),
    ("client.credentials", "CredentialsError"),
    ("client.endpoint", "EndpointError"),
    ("client.failures", "DeadlineError"),
    ("client.failures", "RequestIds"),
    ("client.failures", "TransportError"),
    ("client.failures", "TransportTimeoutError"),
    ("client.fake", "FakeTransport"),
    ("client.fake", "UnexpectedCallError"),
    ("client.identities", "ApiKey"),
    ("client.identities", "Login"),
    ("client.identities", "Token"),
    ("client.interceptors", "Attempt"),
    ("client.interceptors", "CallContext"),
    ("client.interceptors", "Interceptor"),
    ("client.messages", "SignedRequest"),
    ("client.messages", "Timeouts"),
    ("client.messages", "UnsignedRequest"),
    ("client.profiles", "ConfigurationError"),
)
"""What users import from the module of the clients beside these."""


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a client."""

    name: Identifier
    operation: Identifier
    """The module that defines the operation."""
    doc: Docstring
    input: Identifier
    output: Identifier
    members: tuple[Code, ...]
    """The parameters of the overload that takes the input's members."""


@dataclass(frozen=True, slots=True)
class ClientModule:
    """What a module of clients, or its stub, says."""

    path: PurePosixPath
    doc: Docstring
    imports: tuple[Import, ...]
    name: Identifier
    async_name: Identifier
    class_doc: Docstring
    async_class_doc: Docstring
    service: tuple[tuple[Identifier, Literal], ...]
    """What the clients know of their service."""
    has_rules: bool
    addresses_buckets: bool
    """Whether requests are prepared without their bucket, which the endpoint names."""
    methods: tuple[Method, ...]


def write_client(client: ServiceClient) -> ClientModule:
    """Returns the module of the clients."""
    imports = Imports(DottedName("client"))
    imports.runtime("client.clients", "AsyncClient")
    imports.runtime("client.clients", "Client")
    imports.runtime("client.clients", "ClientBase")
    imports.runtime("client.names", "client_names")
    imports.runtime("client.service", "Service")
    if client.has_rules:
        imports.runtime("client.service", "EndpointRules")
    if client.service_id == _S3:
        imports.runtime("buckets", "RoutedConfig")
    # Methods import their operations when they are called: no type is imported here.
    methods = [
        _method(method, Imports(DottedName("client"))) for method in client.methods
    ]
    return _module(client, PurePosixPath("client.py"), imports, methods)


def write_stub(client: ServiceClient) -> ClientModule:
    """Returns the stub of the module, which has the types of all methods."""
    imports = Imports(DottedName("client"))
    imports.runtime("client.clients", "AsyncClient")
    imports.runtime("client.clients", "Client")
    for module, name in _EXPORTS:
        imports.exported(module, name)
    if client.methods:
        imports.standard("typing", "overload")
    methods = [_method(method, imports) for method in client.methods]
    return _module(client, PurePosixPath("client.pyi"), imports, methods)


def _module(
    client: ServiceClient,
    path: PurePosixPath,
    imports: Imports,
    methods: Iterable[Method],
) -> ClientModule:
    facts = {
        "id": client.service_id,
        "signing_name": client.signing_name,
        "schemes": client.schemes,
        "is_aws": client.is_aws,
    }
    return ClientModule(
        path=path,
        doc=docstring(f"The clients of {client.title}."),
        imports=imports.gathered(),
        name=client.name,
        async_name=client.async_name,
        class_doc=docstring(f"Calls {client.title}."),
        async_class_doc=docstring(f"Calls {client.title}, awaited."),
        service=tuple((Identifier(k), Literal.of(v)) for k, v in facts.items()),
        has_rules=client.has_rules,
        addresses_buckets=client.service_id == _S3,
        methods=tuple(methods),
    )


def _method(method: ClientMethod, imports: Imports) -> Method:
    doc = summary(method.documentation) + docstring(method.deprecation)
    return Method(
        name=method.name,
        operation=method.operation,
        doc=doc or own_words(f"Calls the operation of `{method.input.symbol.name}`."),
        input=imports.shape(method.input.symbol),
        output=imports.shape(method.output),
        members=tuple(_parameter(field, imports) for field in method.input.fields),
    )


def _parameter(field: Field, imports: Imports) -> Code:
    value = annotation(imports, field)
    if field.is_required and field.default is None:
        return code("{}: {}", field.name, value)
    return code("{}: {} | None = ...", field.name, value)
