"""Methods and status codes that mean what the operation does.

Implements https://smithy.io/2.0/spec/http-bindings.html#http-trait.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from smithy_parser.events import Event, Severity
from smithy_parser.model import Model
from smithy_parser.shapes import OperationShape, ServiceShape, Shape, StructureShape
from smithy_parser.validation.findings import danger, error, finding, ticked, warning
from smithy_parser.validation.rules.http.bindings import (
    HTTP,
    PAYLOAD,
    Unbound,
    request_bindings,
    response_bindings,
)
from smithy_parser.validation.traversal import (
    input_of,
    output_of,
    own,
    traits_defined_by,
)
from smithy_parser.validation.values import number, text, texts, trait_properties

_METHOD_ID: Final = "HttpMethodSemantics"
_CODE_ID: Final = "HttpResponseCodeSemantics"
_CORS: Final = "smithy.api#cors"
_ERROR: Final = "smithy.api#error"
_HTTP_ERROR: Final = "smithy.api#httpError"
_IDEMPOTENT: Final = "smithy.api#idempotent"
_PROTOCOL: Final = "smithy.api#protocolDefinition"
_READONLY: Final = "smithy.api#readonly"


@dataclass(frozen=True, slots=True)
class _Semantics:
    """What a method promises; None where it leaves it open."""

    readonly: bool
    idempotent: bool | None
    has_body: bool


# https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# https://www.rfc-editor.org/rfc/rfc9110#section-9.2
_METHODS: Final = {
    "GET": _Semantics(readonly=True, idempotent=False, has_body=False),
    "HEAD": _Semantics(readonly=True, idempotent=False, has_body=False),
    "OPTIONS": _Semantics(readonly=True, idempotent=False, has_body=True),
    "TRACE": _Semantics(readonly=True, idempotent=False, has_body=False),
    "POST": _Semantics(readonly=False, idempotent=None, has_body=True),
    "DELETE": _Semantics(readonly=False, idempotent=True, has_body=False),
    "PUT": _Semantics(readonly=False, idempotent=True, has_body=True),
    "PATCH": _Semantics(readonly=False, idempotent=None, has_body=True),
}
_OPTIONS: Final = (
    "OPTIONS requests are typically used as part of CORS and should not be modeled "
    "explicitly. They are an implementation detail that should not appear in generated "
    "client or server code. Instead, tooling should use the `cors` trait on a service "
    "to automatically configure CORS on clients and servers. It is the responsibility "
    "of service frameworks and API gateways to automatically manage OPTIONS requests. "
    "For example, OPTIONS requests are automatically created when using Smithy models "
    "with Amazon API Gateway."
)


def http_method(model: Model) -> Iterator[Event]:
    """HttpMethodSemantics: methods that a request can have."""
    for operation in own(model, OperationShape):
        method = text(trait_properties(operation, HTTP).get("method"))
        if method is not None and not _TOKEN.fullmatch(method):
            message = f"`{method}` cannot be the method of an HTTP request"
            yield error(operation, _METHOD_ID, message, HTTP)


def http_method_semantics(model: Model) -> Iterator[Event]:
    """HttpMethodSemantics: operations are as harmless as their methods say."""
    for operation in own(model, OperationShape):
        written = text(trait_properties(operation, HTTP).get("method"))
        method = written.upper() if written else ""
        if method not in _METHODS:
            continue
        use = f"This operation uses the `{method}` method in the `http` trait, but"
        if written != method:
            message = (
                f"This operation uses the `{written}` method in the `http` trait, but "
                f"expected `{method}`."
            )
            yield warning(operation, _METHOD_ID, message, HTTP)
        if method == "OPTIONS":
            yield warning(operation, f"{_METHOD_ID}.OPTIONS", _OPTIONS, HTTP)
        semantics = _METHODS[method]
        yield from _check_trait(operation, _READONLY, semantics.readonly, use)
        yield from _check_trait(operation, _IDEMPOTENT, semantics.idempotent, use)
        if not semantics.has_body:
            yield from _check_body(model, operation, method, use)


def _check_trait(
    operation: OperationShape, trait: str, expected: bool | None, use: str
) -> Iterator[Event]:
    is_there = trait in operation.traits
    if expected is None or is_there == expected:
        return
    name = trait.partition("#")[2]
    problem = "Unnecessary" if is_there else "Missing"
    message = f"{use} {'is' if is_there else 'is not'} marked with the {name} trait"
    id = f"{_METHOD_ID}.{problem}{name.capitalize()}Trait"
    yield warning(operation, id, message, HTTP)


def _check_body(
    model: Model, operation: OperationShape, method: str, use: str
) -> Iterator[Event]:
    bindings = request_bindings(input_of(model, operation))
    payload = [name for name, place in bindings.items() if place == PAYLOAD]
    document = [name for name, place in bindings.items() if place is Unbound.DOCUMENT]
    id = f"{_METHOD_ID}.UnexpectedPayload"
    clients = f"Many HTTP clients do not support payloads with {method} requests."
    if payload:
        message = (
            f"{use} the `{payload[0]}` member is sent as the payload of the request "
            f"because it is marked with the `httpPayload` trait. {clients} Consider "
            "binding this member to other parts of the HTTP request such as a query "
            "string parameter using the `httpQuery` trait, a header using the "
            "`httpHeader` trait, or a path segment using the `httpLabel` trait."
        )
        yield danger(operation, id, message, HTTP)
    elif document:
        message = (
            f"{use} the following members are sent as part of the payload of the "
            f"request: {ticked(document)}. These members are sent as part of the "
            "payload because they are not explicitly configured to be sent in headers, "
            f"in the query string, or in a URI segment. {clients} Consider binding "
            "these members to other parts of the HTTP request such as query string "
            "parameters using the `httpQuery` trait, headers using the `httpHeader` "
            "trait, or URI segments using the `httpLabel` trait."
        )
        yield danger(operation, id, message, HTTP)


def http_response_code_semantics(model: Model) -> Iterator[Event]:
    """HttpResponseCodeSemantics: status codes fit results and errors."""
    for operation in own(model, OperationShape):
        trait = trait_properties(operation, HTTP)
        code = number(trait.get("code", 200)) if trait else None
        if code is None:
            continue
        if not 200 <= code < 300:
            message = f"Expected an `http` code in the 2xx range, but found {code}"
            yield danger(operation, _CODE_ID, message, HTTP)
        elif code in (204, 205) and _has_response_body(model, operation):
            message = (
                f"The HTTP {code} status code does not allow a response body. To use "
                "this status code, all output members need to be bound to "
                "@httpHeader, @httpPrefixHeaders, @httpResponseCode, etc."
            )
            yield warning(operation, _CODE_ID, message)
    for structure in own(model, StructureShape):
        yield from _check_error_code(structure)


def _has_response_body(model: Model, operation: OperationShape) -> bool:
    places = response_bindings(output_of(model, operation)).values()
    return PAYLOAD in places or Unbound.DOCUMENT in places


def _check_error_code(structure: Shape) -> Iterator[Event]:
    kind = text(structure.traits.get(_ERROR))
    code = number(structure.traits.get(_HTTP_ERROR))
    first = {"client": 400, "server": 500}.get(kind or "")
    if first is not None and code is not None and not first <= code < first + 100:
        message = (
            f"Expected an `httpError` code in the {first // 100}xx range for a "
            f"`{kind}` error, but found {code}"
        )
        yield danger(structure, _CODE_ID, message, _HTTP_ERROR)


def http_bindings_missing(model: Model) -> Iterator[Event]:
    """HttpBindingsMissing: operations alone without HTTP bindings."""
    for service in own(model, ServiceShape):
        operations = model.operations_of(service.id)
        protocol = _http_protocol(model, service)
        if protocol:
            severity = Severity.ERROR
            who = f"The `{protocol.id}` protocol requires all"
        else:
            severity = Severity.WARNING
            who = "One or more"
        if not protocol and not any(HTTP in o.traits for o in operations):
            continue
        for operation in operations:
            if HTTP not in operation.traits:
                message = (
                    f"{who} operations in the `{service.id}` service define the `http` "
                    "trait, but this operation is missing the `http` trait."
                )
                yield finding(severity, operation, "HttpBindingsMissing", message)


def _http_protocol(model: Model, service: ServiceShape) -> Shape | None:
    for protocol in traits_defined_by(model, service, _PROTOCOL):
        if HTTP in texts(trait_properties(protocol, _PROTOCOL).get("traits")):
            return protocol
    return None


def cors_trait(model: Model) -> Iterator[Event]:
    """CorsTrait: allowed origins are given in one way.

    Implements https://smithy.io/2.0/spec/http-bindings.html#cors-trait.
    """
    for service in own(model, ServiceShape):
        trait = trait_properties(service, _CORS)
        if "origin" in trait and "origins" in trait:
            message = (
                "The `origin` and `origins` members of the `cors` trait are mutually "
                "exclusive."
            )
            yield error(service, "CorsTrait", message, _CORS)
