"""The traits that a plan reads: each id once, and what reads its value.

An accessor gives None, or an empty value, where there is no trait.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from smithwright.plan.plan_error import PlanError
from smithwright.plan.wire import Location, TimestampFormat
from smithy_parser import (
    MISSING,
    Member,
    Model,
    Node,
    OperationShape,
    ServiceShape,
    Shape,
)

DEFAULT: Final = "smithy.api#default"
DEPRECATED: Final = "smithy.api#deprecated"
DOCUMENTATION: Final = "smithy.api#documentation"
ENUM_VALUE: Final = "smithy.api#enumValue"
IDEMPOTENCY_TOKEN: Final = "smithy.api#idempotencyToken"
REQUIRED: Final = "smithy.api#required"
REQUIRES_LENGTH: Final = "smithy.api#requiresLength"
SENSITIVE: Final = "smithy.api#sensitive"
STREAMING: Final = "smithy.api#streaming"

_CLIENT_OPTIONAL = "smithy.api#clientOptional"
_INPUT = "smithy.api#input"
_TITLE = "smithy.api#title"
_HTTP = "smithy.api#http"
_ENDPOINT = "smithy.api#endpoint"
_HOST_LABEL = "smithy.api#hostLabel"
_ERROR = "smithy.api#error"
_RETRYABLE = "smithy.api#retryable"
_COMPRESSION = "smithy.api#requestCompression"
_CHECKSUM_REQUIRED = "smithy.api#httpChecksumRequired"
_TIMESTAMP_FORMAT = "smithy.api#timestampFormat"
_MEDIA_TYPE = "smithy.api#mediaType"
_JSON_NAME = "smithy.api#jsonName"
_XML_NAME = "smithy.api#xmlName"
_XML_NAMESPACE = "smithy.api#xmlNamespace"
_XML_ATTRIBUTE = "smithy.api#xmlAttribute"
_XML_FLATTENED = "smithy.api#xmlFlattened"
_SERVICE = "aws.api#service"
_SIGV4 = "aws.auth#sigv4"
_UNSIGNED_PAYLOAD = "aws.auth#unsignedPayload"
_AUTH = "smithy.api#auth"
_AUTH_DEFINITION = "smithy.api#authDefinition"
_OPTIONAL_AUTH = "smithy.api#optionalAuth"

NO_AUTH: Final = "smithy.api#noAuth"
"""The scheme of a request without authentication."""
_CHECKSUM = "aws.protocols#httpChecksum"
_EC2_NAME = "aws.protocols#ec2QueryName"
_QUERY_ERROR = "aws.protocols#awsQueryError"
_UNWRAPPED = "aws.customizations#s3UnwrappedXmlOutput"

RPC_V2_CBOR: Final = "smithy.protocols#rpcv2Cbor"
RPC_V2_JSON: Final = "smithy.protocols#rpcv2Json"
AWS_JSON_1_0: Final = "aws.protocols#awsJson1_0"
AWS_JSON_1_1: Final = "aws.protocols#awsJson1_1"
REST_JSON_1: Final = "aws.protocols#restJson1"
REST_XML: Final = "aws.protocols#restXml"
AWS_QUERY: Final = "aws.protocols#awsQuery"
EC2_QUERY: Final = "aws.protocols#ec2Query"

QUERY_COMPATIBLE: Final = "aws.protocols#awsQueryCompatible"
"""In the namespace of protocols, but none."""

_LOCATIONS: Final[Mapping[str, Location]] = {
    "smithy.api#httpHeader": Location.HEADER,
    "smithy.api#httpPrefixHeaders": Location.HEADERS,
    "smithy.api#httpLabel": Location.LABEL,
    "smithy.api#httpQuery": Location.QUERY,
    "smithy.api#httpQueryParams": Location.QUERY_ENTRIES,
    "smithy.api#httpPayload": Location.PAYLOAD,
    "smithy.api#httpResponseCode": Location.STATUS,
}
_BINDINGS: Final = {location: trait for trait, location in _LOCATIONS.items()}

_TOKEN_OF_HTTP = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_PATH = re.compile(r"/[!-~]*")
_HOST_PREFIX = re.compile(r"(?:[A-Za-z0-9.-]|\{[A-Za-z0-9_]+\})+")
_QUALIFIED = re.compile(r"[^\W\d][\w.-]*(:[^\W\d][\w.-]*)?")
_PREFIX = re.compile(r"[^\W\d][\w.-]*")


def location(member: Member) -> Location:
    """Returns the part of a message that a member is bound to.

    https://smithy.io/2.0/spec/http-bindings.html
    """
    if _LOCATIONS.keys().isdisjoint(member.traits):
        return Location.BODY
    return next(place for trait, place in _LOCATIONS.items() if trait in member.traits)


def is_payload(member: Member) -> bool:
    """Returns whether a member is the whole body of a message."""
    return _BINDINGS[Location.PAYLOAD] in member.traits


def bound_name(member: Member, place: Location) -> str:
    """Returns the header, prefix of headers or parameter that a member is bound to.

    Raises:
        PlanError: It is not a valid name.
    """
    trait = _BINDINGS[place]
    value = member.traits[trait]
    if place is Location.QUERY:
        if isinstance(value, str):
            return value
        raise PlanError(member, f"trait {trait} must be a string")
    is_empty_prefix = place is Location.HEADERS and value == ""
    if isinstance(value, str) and (is_empty_prefix or _TOKEN_OF_HTTP.fullmatch(value)):
        return value
    raise PlanError(member, f"trait {trait} is not a valid header name")


def not_a_map(member: Member) -> PlanError:
    """Returns the error of a member that is all of a query, and no map."""
    return PlanError(member, f"trait {_BINDINGS[Location.QUERY_ENTRIES]} needs a map")


def http(operation: OperationShape) -> tuple[str, str]:
    """Returns the method and the URI of an operation.

    https://smithy.io/2.0/spec/http-bindings.html#http-trait

    Raises:
        PlanError: The operation has no usable trait.
    """
    value = operation.traits.get(_HTTP)
    if not isinstance(value, Mapping):
        raise PlanError(operation, f"has no {_HTTP} trait")
    method, uri = value.get("method"), value.get("uri")
    if not isinstance(method, str) or not _TOKEN_OF_HTTP.fullmatch(method):
        raise PlanError(operation, f"trait {_HTTP} has no valid method")
    if not isinstance(uri, str) or not _PATH.fullmatch(uri):
        raise PlanError(operation, f"trait {_HTTP} has no valid uri")
    return method, uri


def host_prefix(operation: OperationShape) -> str:
    """Returns what an operation puts before the host.

    https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait

    Raises:
        PlanError: It is not a part of a host name.
    """
    value = operation.traits.get(_ENDPOINT)
    if not isinstance(value, Mapping):
        return ""
    prefix = value.get("hostPrefix")
    if isinstance(prefix, str) and _HOST_PREFIX.fullmatch(prefix):
        return prefix
    raise PlanError(operation, f"trait {_ENDPOINT} has no valid hostPrefix")


def is_host_label(member: Member) -> bool:
    """Returns whether a member is a part of the host."""
    return _HOST_LABEL in member.traits


def is_idempotency_token(member: Member) -> bool:
    """Returns whether a member is made up where it is not set.

    https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait
    """
    return IDEMPOTENCY_TOKEN in member.traits


def may_be_compressed(operation: OperationShape) -> bool:
    """Returns whether an operation takes a body that gzip has compressed.

    https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
    """
    encodings = _entry(operation, _COMPRESSION, "encodings")
    return isinstance(encodings, Sequence) and any(
        isinstance(name, str) and name.lower() == "gzip" for name in encodings
    )


def needs_checksum(operation: OperationShape) -> bool:
    """Returns whether requests must have a checksum."""
    if _CHECKSUM_REQUIRED in operation.traits:
        return True
    return _entry(operation, _CHECKSUM, "requestChecksumRequired") is True


def checksum_member(operation: OperationShape) -> str | None:
    """Returns the name of the member that says which checksum a request has.

    https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait
    """
    return _text_entry(operation, _CHECKSUM, "requestAlgorithmMember")


def has_optional_members(shape: Shape) -> bool:
    """Returns whether a structure says that clients may leave out all its members.

    https://smithy.io/2.0/spec/type-refinement-traits.html#input-trait
    """
    return _INPUT in shape.traits


def is_client_optional(member: Member) -> bool:
    """Returns whether clients treat a member as optional, whatever else it has.

    https://smithy.io/2.0/spec/type-refinement-traits.html#clientoptional-trait
    """
    return _CLIENT_OPTIONAL in member.traits


def title(service: ServiceShape) -> str:
    """Returns what a service is called in titles, or else what its model calls it.

    https://smithy.io/2.0/spec/documentation-traits.html#title-trait
    """
    value = service.traits.get(_TITLE)
    return value if isinstance(value, str) and value else service.id.name


def is_error(shape: Shape) -> bool:
    """Returns whether a structure is an error.

    https://smithy.io/2.0/spec/type-refinement-traits.html#error-trait
    """
    return _ERROR in shape.traits


def fault(shape: Shape) -> str:
    """Returns whose fault an error is.

    https://smithy.io/2.0/spec/type-refinement-traits.html#error-trait

    Raises:
        PlanError: It is neither the client's nor the server's.
    """
    value = shape.traits[_ERROR]
    if value in ("client", "server"):
        return str(value)
    raise PlanError(shape, f"trait {_ERROR} must be client or server")


def is_retryable(shape: Shape) -> bool:
    """Returns whether a request that ended in an error may be sent again.

    https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait
    """
    return _RETRYABLE in shape.traits


def is_throttling(shape: Shape) -> bool:
    """Returns whether an error says that there were too many requests."""
    return _entry(shape, _RETRYABLE, "throttling") is True


def timestamp_format(model: Model, member: Member) -> TimestampFormat | None:
    """Returns how a member's time is written, if a trait says.

    Raises:
        PlanError: There is no such format.
    """
    value = model.trait(member, _TIMESTAMP_FORMAT)
    if value is MISSING:
        return None
    if isinstance(value, str) and value in set(TimestampFormat):
        return TimestampFormat(value)
    raise PlanError(member, f"trait {_TIMESTAMP_FORMAT} is {value!r}")


def media_type(model: Model, member: Member) -> str | None:
    """Returns what a member's text or bytes are."""
    value = model.trait(member, _MEDIA_TYPE)
    return value if isinstance(value, str) else None


def json_name(member: Member) -> str:
    """Returns the name of a member in a JSON object.

    https://smithy.io/2.0/spec/protocol-traits.html#jsonname-trait

    Raises:
        PlanError: It is not a string.
    """
    name = member.traits.get(_JSON_NAME, member.name)
    if isinstance(name, str):
        return name
    raise PlanError(member, f"trait {_JSON_NAME} must be a string")


def xml_name(shape: Shape, default: str) -> str:
    """Returns the name of an element or attribute.

    https://smithy.io/2.0/spec/protocol-traits.html#xmlname-trait

    Args:
        shape: The member, or the structure that is a whole document.
        default: What it is called if no trait says.

    Raises:
        PlanError: XML has no such name.
    """
    if _XML_NAME not in shape.traits:
        return default
    name = shape.traits[_XML_NAME]
    if isinstance(name, str) and _QUALIFIED.fullmatch(name):
        return name
    raise PlanError(shape, f"{name!r} is not a name in XML")


def xml_namespace(shape: Shape) -> tuple[str, str] | None:
    """Returns the prefix, which may be empty, and the URI of a shape's own namespace.

    https://smithy.io/2.0/spec/protocol-traits.html#xmlnamespace-trait

    Raises:
        PlanError: The trait does not say a URI, or an invalid prefix.
    """
    if _XML_NAMESPACE not in shape.traits:
        return None
    value = shape.traits[_XML_NAMESPACE]
    uri = value.get("uri") if isinstance(value, Mapping) else None
    prefix = value.get("prefix") if isinstance(value, Mapping) else None
    if not isinstance(uri, str):
        raise PlanError(shape, f"trait {_XML_NAMESPACE} has no uri")
    if prefix is None:
        return "", uri
    if isinstance(prefix, str) and _PREFIX.fullmatch(prefix):
        return prefix, uri
    raise PlanError(shape, f"trait {_XML_NAMESPACE} has no valid prefix")


def is_xml_attribute(member: Member) -> bool:
    """Returns whether a member is an attribute of its structure's element.

    https://smithy.io/2.0/spec/protocol-traits.html#xmlattribute-trait
    """
    return _XML_ATTRIBUTE in member.traits


def is_xml_flattened(member: Member) -> bool:
    """Returns whether a member's items stand where it would.

    https://smithy.io/2.0/spec/protocol-traits.html#xmlflattened-trait
    """
    return _XML_FLATTENED in member.traits


def ec2_query_name(member: Member) -> str | None:
    """Returns the name that a member has in forms of ec2Query alone.

    https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#aws-protocols-ec2queryname-trait

    Raises:
        PlanError: It is not a string.
    """
    name = member.traits.get(_EC2_NAME)
    if name is None or isinstance(name, str):
        return name
    raise PlanError(member, f"trait {_EC2_NAME} must be a string")


def query_error_code(shape: Shape) -> str | None:
    """Returns the code of an error in awsQuery.

    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsqueryerror-trait
    """
    return _text_entry(shape, _QUERY_ERROR, "code")


def is_query_compatible(service: ServiceShape) -> bool:
    """Returns whether a service tells the codes of errors that it had in awsQuery.

    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
    """
    return QUERY_COMPATIBLE in service.traits


def is_unwrapped(operation: OperationShape) -> bool:
    """Returns whether the root of a response is a member, not the output.

    https://smithy.io/2.0/aws/customizations/s3-customizations.html
    """
    return _UNWRAPPED in operation.traits


def signing_name(service: ServiceShape) -> str:
    """Returns the name that a service's requests are signed for; may be empty.

    https://smithy.io/2.0/aws/aws-auth.html#aws-auth-sigv4-trait
    """
    return _text_entry(service, _SIGV4, "name") or ""


def is_aws(service: ServiceShape) -> bool:
    """Returns whether a service is one of AWS's."""
    return _SERVICE in service.traits


def auth_schemes(
    model: Model, service: ServiceShape
) -> Mapping[str, Mapping[str, str]]:
    """Returns the auth schemes of a service in order, each with what its trait says.

    https://smithy.io/2.0/spec/authentication-traits.html#auth-trait
    """
    offered = sorted(
        trait
        for trait in service.traits
        if (definition := model.get(trait)) is not None
        and _AUTH_DEFINITION in definition.traits
    )
    ordered = dict.fromkeys((*(_stated_auth(service) or ()), *offered))
    return {trait: _texts(service.traits.get(trait)) for trait in ordered}


def operation_auth(
    model: Model, service: ServiceShape, operation: OperationShape
) -> tuple[str, ...] | None:
    """Returns the auth schemes of an operation, in order; None for the service's.

    https://smithy.io/2.0/spec/authentication-traits.html#optionalauth-trait
    """
    stated = _stated_auth(operation)
    if stated is None:
        stated = _stated_auth(service)
    if _OPTIONAL_AUTH in operation.traits:
        usual = tuple(auth_schemes(model, service)) if stated is None else stated
        return (*usual, NO_AUTH)
    return stated if stated is None or stated else (NO_AUTH,)


def is_payload_unsigned(operation: OperationShape) -> bool:
    """Returns whether signatures leave out the body.

    https://smithy.io/2.0/aws/aws-auth.html#aws-auth-unsignedpayload-trait
    """
    return _UNSIGNED_PAYLOAD in operation.traits


def _stated_auth(shape: Shape) -> tuple[str, ...] | None:
    value = shape.traits.get(_AUTH)
    if isinstance(value, str) or not isinstance(value, Sequence):
        return None
    return tuple(str(each) for each in value)


def _texts(value: Node) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {key: text for key, text in value.items() if isinstance(text, str)}


def service_id(service: ServiceShape) -> str:
    """Returns what AWS calls a service, or else what its model does.

    https://smithy.io/2.0/aws/aws-core.html#aws-api-service-trait
    """
    return _text_entry(service, _SERVICE, "sdkId") or service.id.name


def _entry(shape: Shape, trait: str, key: str) -> Node:
    value = shape.traits.get(trait)
    return value.get(key) if isinstance(value, Mapping) else None


def _text_entry(shape: Shape, trait: str, key: str) -> str | None:
    value = _entry(shape, trait, key)
    return value if isinstance(value, str) else None
