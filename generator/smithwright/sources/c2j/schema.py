"""The parts of C2J, the older format of AWS's models, that the conversion reads.

These types describe botocore's files as they are: every key that some service
uses and that means something in Smithy.
"""

from typing import Literal, Required, TypedDict

from smithwright.sources.document import Json

Location = Literal["uri", "querystring", "header", "headers", "statusCode"]


class XmlNamespace(TypedDict, total=False):
    """An XML namespace and, on attributes' types, its prefix."""

    uri: Required[str]
    prefix: str


class Documented(TypedDict, total=False):
    """What services, operations, shapes and members have in common."""

    documentation: str
    deprecated: bool
    deprecatedMessage: str
    deprecatedSince: str


class Ref(Documented, total=False):
    """A use of a shape, by a member, an operation or an operation's errors."""

    shape: Required[str]
    location: Location
    locationName: str
    queryName: str
    flattened: bool
    streaming: bool
    xmlAttribute: bool
    xmlNamespace: XmlNamespace | str
    idempotencyToken: bool
    hostLabel: bool
    jsonvalue: bool
    eventpayload: bool
    eventheader: bool
    contextParam: Json


class Error(TypedDict, total=False):
    """How an error is told on the wire."""

    code: str
    httpStatusCode: int
    senderFault: bool


class Shape(Documented, total=False):
    """A shape of any type."""

    type: Required[str]
    members: dict[str, Ref]
    member: Ref
    key: Ref
    value: Ref
    required: list[str]
    payload: str
    enum: list[str]
    min: float
    max: float
    pattern: str
    sensitive: bool
    streaming: bool
    requiresLength: bool
    sparse: bool
    flattened: bool
    union: bool
    document: bool
    eventstream: bool
    timestampFormat: str
    locationName: str
    xmlNamespace: XmlNamespace | str
    exception: bool
    error: Error
    fault: bool
    retryable: dict[str, bool]
    mediaType: str


class Http(TypedDict, total=False):
    """The HTTP method, URI and status of an operation."""

    method: Required[str]
    requestUri: Required[str]
    responseCode: int


class Operation(Documented, total=False):
    """An operation."""

    name: Required[str]
    http: Required[Http]
    input: Ref
    output: Ref
    errors: list[Ref]
    readonly: bool
    idempotent: bool
    authtype: str
    auth: list[str]
    unsignedPayload: bool
    endpoint: dict[str, str]
    endpointdiscovery: dict[str, bool]
    endpointoperation: bool
    httpChecksum: dict[str, Json]
    httpChecksumRequired: bool
    requestcompression: Json
    staticContextParams: Json
    operationContextParams: Json


class Metadata(TypedDict, total=False):
    """What a service is called and how it is reached."""

    apiVersion: Required[str]
    endpointPrefix: Required[str]
    protocol: Required[str]
    serviceId: Required[str]
    serviceFullName: Required[str]
    protocols: list[str]
    protocolSettings: dict[str, str]
    jsonVersion: str
    targetPrefix: str
    xmlNamespace: str
    signatureVersion: str
    signingName: str
    auth: list[str]
    awsQueryCompatible: Json


class Api(Documented, total=False):
    """The content of a `service-2` file."""

    metadata: Required[Metadata]
    operations: Required[dict[str, Operation]]
    shapes: Required[dict[str, Shape]]
    clientContextParams: Json


class Paginator(TypedDict, total=False):
    """How one operation is paged."""

    input_token: Required[str | list[str]]
    output_token: Required[str | list[str]]
    limit_key: str
    result_key: str | list[str]


class Paginators(TypedDict):
    """The content of a `paginators-1` file."""

    pagination: dict[str, Paginator]


class Acceptor(TypedDict, total=False):
    """One rule of a waiter."""

    state: Required[str]
    matcher: Required[str]
    expected: Required[str | bool | int]
    argument: str


class Waiter(TypedDict, total=False):
    """How to wait for a state, with the delay in seconds."""

    operation: Required[str]
    delay: Required[int]
    maxAttempts: Required[int]
    acceptors: Required[list[Acceptor]]
    description: str


class Waiters(TypedDict):
    """The content of a `waiters-2` file."""

    waiters: dict[str, Waiter]
