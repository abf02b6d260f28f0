"""Where members go in an HTTP message.

Implements https://smithy.io/2.0/spec/http-bindings.html.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

from smithy_parser.model import Model
from smithy_parser.shapes import Member, OperationShape, Shape, StructureShape
from smithy_parser.validation.rules.http.uri_patterns import UriPattern, parse_uri
from smithy_parser.validation.traversal import own
from smithy_parser.validation.values import text, trait_properties

HTTP: Final = "smithy.api#http"
HEADER: Final = "smithy.api#httpHeader"
LABEL: Final = "smithy.api#httpLabel"
PAYLOAD: Final = "smithy.api#httpPayload"
PREFIX_HEADERS: Final = "smithy.api#httpPrefixHeaders"
QUERY: Final = "smithy.api#httpQuery"
QUERY_PARAMS: Final = "smithy.api#httpQueryParams"
RESPONSE_CODE: Final = "smithy.api#httpResponseCode"

_REQUEST: Final = (HEADER, PREFIX_HEADERS, PAYLOAD, QUERY, QUERY_PARAMS, LABEL)
_RESPONSE: Final = (HEADER, PREFIX_HEADERS, PAYLOAD, RESPONSE_CODE)


class Unbound(Enum):
    """Where a member goes that has no binding trait."""

    DOCUMENT = "document"
    """Into the document that is the message's body."""

    NOWHERE = "nowhere"
    """Nowhere: another member is the whole body."""


def http_operations(model: Model) -> Iterator[tuple[OperationShape, UriPattern]]:
    """Yields the sources' operations that have HTTP bindings, with their URIs."""
    for operation in own(model, OperationShape):
        pattern = uri_of(operation)
        if pattern is not None:
            yield operation, pattern


def uri_of(operation: Shape) -> UriPattern | None:
    """The pattern of an operation's URI; None if there is none, or a wrong one."""
    uri = text(trait_properties(operation, HTTP).get("uri"))
    try:
        return None if uri is None else parse_uri(uri)
    except ValueError:
        return None


def request_bindings(structure: StructureShape) -> Mapping[str, str | Unbound]:
    """Returns the binding trait of each input member, or where it goes without one."""
    return _bindings(structure, _REQUEST)


def response_bindings(structure: StructureShape) -> Mapping[str, str | Unbound]:
    """Returns the binding trait of each output member, or where it goes without one."""
    return _bindings(structure, _RESPONSE)


def members_bound_to(
    structure: StructureShape, trait: str
) -> Iterator[tuple[Member, str]]:
    """Yields the members with a binding trait that is a string, and its value."""
    for member in structure.members.values():
        value = text(member.traits.get(trait))
        if value is not None:
            yield member, value


def _bindings(
    structure: StructureShape, traits: tuple[str, ...]
) -> Mapping[str, str | Unbound]:
    found = {
        name: next((trait for trait in traits if trait in member.traits), None)
        for name, member in structure.members.items()
    }
    rest = Unbound.NOWHERE if PAYLOAD in found.values() else Unbound.DOCUMENT
    return {name: trait or rest for name, trait in found.items()}
