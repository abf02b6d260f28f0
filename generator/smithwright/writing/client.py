"""The module of a service's clients, and its stub."""

from __future__ import annotations

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
from smithwright.writing.package import Export, Import

_MODULE: Final = DottedName("client")
_S3: Final = "S3"

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
    """A method that calls an operation, as it is run."""

    name: Identifier
    operation: Identifier
    """The module that defines the operation."""
    doc: Docstring


@dataclass(frozen=True, slots=True)
class Signature:
    """The types of a method."""

    name: Identifier
    input: Identifier
    output: Identifier
    members: tuple[Code, ...]
    """The parameters of the overload that takes the input's members."""


@dataclass(frozen=True, slots=True)
class ClientModule:
    """What a module of clients says."""

    path: PurePosixPath
    doc: Docstring
    imports: tuple[Import, ...]
    exports: tuple[Export, ...]
    """What users import from it that is defined elsewhere, and the clients."""
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


@dataclass(frozen=True, slots=True)
class ClientStub:
    """What the stub of a module of clients says."""

    path: PurePosixPath
    doc: Docstring
    imports: tuple[Import, ...]
    name: Identifier
    async_name: Identifier
    class_doc: Docstring
    async_class_doc: Docstring
    signatures: tuple[Signature, ...]


def write_client(client: ServiceClient) -> ClientModule:
    """Returns the module of the clients, whose methods import their operations."""
    imports = Imports(_MODULE)
    imports.runtime("client.clients", "AsyncClient")
    imports.runtime("client.clients", "Client")
    imports.runtime("client.clients", "ClientBase")
    imports.runtime("client.service", "Service")
    imports.runtime("lazy", "lazy_names")
    if client.has_rules:
        imports.runtime("client.service", "EndpointRules")
    if client.service_id == _S3:
        imports.runtime("buckets", "RoutedConfig")
    facts = {
        "id": client.service_id,
        "signing_name": client.signing_name,
        "schemes": client.schemes,
        "is_aws": client.is_aws,
    }
    return ClientModule(
        path=PurePosixPath("client.py"),
        doc=_doc(client),
        imports=imports.gathered(),
        exports=(
            *(Export(name, _MODULE) for name in (client.async_name, client.name)),
            *(
                Export(Identifier(name), DottedName(f"_runtime.{module}"))
                for module, name in _EXPORTS
            ),
        ),
        name=client.name,
        async_name=client.async_name,
        class_doc=_class_doc(client),
        async_class_doc=_async_class_doc(client),
        service=tuple((Identifier(k), Literal.of(v)) for k, v in facts.items()),
        has_rules=client.has_rules,
        addresses_buckets=client.service_id == _S3,
        methods=tuple(map(_method, client.methods)),
    )


def write_stub(client: ServiceClient) -> ClientStub:
    """Returns the stub of the module, which has the types of all methods."""
    imports = Imports(_MODULE)
    imports.runtime("client.clients", "AsyncClient")
    imports.runtime("client.clients", "Client")
    for module, name in _EXPORTS:
        imports.exported(module, name)
    if client.methods:
        imports.standard("typing", "overload")
    signatures = tuple(_signature(method, imports) for method in client.methods)
    return ClientStub(
        path=PurePosixPath("client.pyi"),
        doc=_doc(client),
        imports=imports.gathered(),
        name=client.name,
        async_name=client.async_name,
        class_doc=_class_doc(client),
        async_class_doc=_async_class_doc(client),
        signatures=signatures,
    )


def _doc(client: ServiceClient) -> Docstring:
    return docstring(f"The clients of {client.title}.")


def _class_doc(client: ServiceClient) -> Docstring:
    return docstring(f"Calls {client.title}.")


def _async_class_doc(client: ServiceClient) -> Docstring:
    return docstring(f"Calls {client.title}, awaited.")


def _method(method: ClientMethod) -> Method:
    doc = summary(method.documentation) + docstring(method.deprecation)
    usual = own_words(f"Calls the operation of `{method.input.symbol.name}`.")
    return Method(method.name, method.operation, doc or usual)


def _signature(method: ClientMethod, imports: Imports) -> Signature:
    return Signature(
        name=method.name,
        input=imports.shape(method.input.symbol),
        output=imports.shape(method.output),
        members=tuple(_parameter(field, imports) for field in method.input.fields),
    )


def _parameter(field: Field, imports: Imports) -> Code:
    value = annotation(imports, field)
    if field.is_required and field.default is None:
        return code("{}: {}", field.name, value)
    return code("{}: {} | None = ...", field.name, value)
