"""Members bound to labels, headers, queries and payloads.

Implements https://smithy.io/2.0/spec/http-bindings.html.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import OperationShape, ShapeType, StructureShape
from smithy_parser.validation.findings import danger, error, note, ticked
from smithy_parser.validation.rules.http.bindings import (
    HEADER,
    LABEL,
    PREFIX_HEADERS,
    QUERY,
    QUERY_PARAMS,
    Unbound,
    http_operations,
    members_bound_to,
    request_bindings,
    response_bindings,
)
from smithy_parser.validation.rules.http.uri_patterns import UriPattern
from smithy_parser.validation.traversal import input_of, members_with, output_of, own
from smithy_parser.validation.values import trait_text
from smithy_parser.validation.wording import described

_ERROR: Final = "smithy.api#error"
_STRINGS: Final = (ShapeType.STRING, ShapeType.ENUM)

# A field name of https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2.
_FIELD_NAME: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]*")
_RESERVED_HEADERS: Final = frozenset(
    "authorization connection content-length expect host max-forwards "
    "proxy-authenticate server te trailer transfer-encoding upgrade user-agent "
    "www-authenticate x-forwarded-for".split()
)


def http_label_trait(model: Model) -> Iterator[Event]:
    """HttpLabelTrait: the labels of URIs have members, and the members labels."""
    for operation, uri in http_operations(model):
        yield from _check_labels(model, operation, uri)


def _check_labels(
    model: Model, operation: OperationShape, uri: UriPattern
) -> Iterator[Event]:
    id = "HttpLabelTrait"
    members = input_of(model, operation).members
    bound = {name: m for name, m in members.items() if LABEL in m.traits}
    for name, member in bound.items():
        label = uri.labels.get(name.lower())
        target = model[member.target]
        if label is None:
            message = (
                f"This `{name}` structure member is marked with the `httpLabel` trait, "
                "but no corresponding `http` URI label could be found when used as the "
                f"input of the `{operation.id}` operation."
            )
            yield error(member, id, message, LABEL)
        elif label.is_greedy and target.type not in _STRINGS:
            message = (
                f"The `{name}` structure member corresponds to a greedy label when "
                f"used as the input of the `{operation.id}` operation. This member "
                f"targets {described(target)}, but greedy labels must target string "
                "shapes."
            )
            yield error(member, id, message, LABEL)
    missing = [s.content for s in uri.labels.values() if s.content not in bound]
    if missing:
        message = (
            f"This operation uses `{operation.input}` as input, but the following URI "
            "labels found in the operation's `http` trait do not have a corresponding "
            f"member marked with the `httpLabel` trait: {ticked(missing)}"
        )
        yield error(operation, id, message)


def http_header_trait(model: Model) -> Iterator[Event]:
    """HttpHeaderTrait: the names of headers: allowed, and each bound once."""
    id = "HttpHeaderTrait"
    for structure in own(model, StructureShape):
        members_of: dict[str, list[str]] = {}
        for member, header in members_bound_to(structure, HEADER):
            members_of.setdefault(header.lower(), []).append(member.name)
        for header, names in members_of.items():
            if len(names) > 1:
                message = (
                    f"`httpHeader` field name binding conflicts found for the "
                    f"`{header}` header in the following structure members: "
                    f"{ticked(names)}"
                )
                yield error(structure, id, message)
    for member in members_with(model, HEADER):
        header = trait_text(member, HEADER) or ""
        if header.lower() in _RESERVED_HEADERS:
            message = f"`{header}` is not an allowed HTTP header binding"
            yield danger(member, id, message, HEADER)
        elif _FIELD_NAME.fullmatch(header) is None:
            message = (
                f"`{header}` is not a valid HTTP header field name according to "
                "section 5.6.2 of RFC 9110"
            )
            yield danger(member, id, message, HEADER)


def http_prefix_headers_trait(model: Model) -> Iterator[Event]:
    """HttpPrefixHeadersTrait: headers that begin like those that a map is bound to."""
    id = "HttpPrefixHeadersTrait"
    for structure in own(model, StructureShape):
        for member, value in members_bound_to(structure, PREFIX_HEADERS):
            prefix = value.lower()
            for other, header in members_bound_to(structure, HEADER):
                if not header.lower().startswith(prefix):
                    continue
                clash = (
                    f"`httpHeader` binding of `{header.lower()}` conflicts with the "
                    f"`httpPrefixHeaders` binding of `{member.id}` to `{prefix}`."
                )
                if prefix:
                    message = (
                        f"{clash} `httpHeader` bindings must not case-insensitively "
                        "start with any `httpPrefixHeaders` bindings."
                    )
                    yield error(other, id, message, HEADER)
                else:
                    message = (
                        f"{clash} The service will not be able to disambiguate between "
                        f"header parameters intended for the `{member.id}` member and "
                        "those explicitly bound to the `httpHeader` members."
                    )
                    yield note(other, id, message, HEADER)


def http_query_trait(model: Model) -> Iterator[Event]:
    """HttpQueryTrait: query parameters are bound once."""
    id = "HttpQueryTrait"
    users: dict[str, list[tuple[OperationShape, UriPattern]]] = {}
    for operation, uri in http_operations(model):
        users.setdefault(operation.input, []).append((operation, uri))
    for structure in own(model, StructureShape):
        members_of: dict[str, list[str]] = {}
        for member, parameter in members_bound_to(structure, QUERY):
            members_of.setdefault(parameter, []).append(member.name)
        for parameter, names in members_of.items():
            if len(names) > 1:
                message = (
                    "`httpQuery` parameter name binding conflicts found for the "
                    f"`{parameter}` parameter in the following structure members: "
                    f"{ticked(names)}"
                )
                yield error(structure, id, message)
        for operation, uri in users.get(structure.id, ()) if members_of else ():
            for parameter in uri.query:
                if parameter in members_of:
                    message = (
                        f"`httpQuery` name `{parameter}` conflicts with the `http` "
                        f"trait of the `{operation.id}` operation: `{uri.text}`"
                    )
                    yield error(structure, id, message)


def http_query_params_trait(model: Model) -> Iterator[Event]:
    """HttpQueryParamsTrait: query parameters bound twice over."""
    for member in members_with(model, QUERY_PARAMS):
        structure = model[member.container]
        named = [n for n, other in structure.members.items() if QUERY in other.traits]
        if named:
            message = (
                f"Structure member `{member.name}` is marked with the "
                "`httpQueryParams` trait, and `httpQuery` traits are applied to the "
                f"following members: {ticked(named)}. The service will not be able to "
                "disambiguate between query string parameters intended for the "
                f"`{member.name}` member and those explicitly bound to the `httpQuery` "
                "members."
            )
            yield note(structure, "HttpQueryParamsTrait", message)


def http_payload(model: Model) -> Iterator[Event]:
    """HttpPayload: nothing is left over where one member is the whole body."""
    for operation, _ in http_operations(model):
        structure = input_of(model, operation)
        yield from _check_payload(structure, request_bindings(structure))
        structure = output_of(model, operation)
        yield from _check_payload(structure, response_bindings(structure))
    for shape in own(model, StructureShape):
        if _ERROR in shape.traits:
            yield from _check_payload(shape, response_bindings(shape))


def _check_payload(
    structure: StructureShape, bindings: Mapping[str, str | Unbound]
) -> Iterator[Event]:
    unbound = [name for name, place in bindings.items() if place is Unbound.NOWHERE]
    if unbound:
        message = (
            "A member of this structure is marked with the `httpPayload` trait, but "
            "the following structure members are not explicitly bound to the HTTP "
            f"message: {ticked(unbound)}"
        )
        yield error(structure, "HttpPayload", message)
