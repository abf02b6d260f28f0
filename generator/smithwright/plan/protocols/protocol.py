"""What is decided of a protocol, and what decides the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from smithwright.plan.protocols.names import Names
from smithwright.plan.wire import Address
from smithy_parser import OperationShape, ServiceShape, Shape


class Envelope(StrEnum):
    """How a request tells its operation, and where members are in it."""

    REST = "REST"
    """Members in path, query, headers and body."""
    AWS_RPC = "RPC of AWS"
    """A document, with the operation's name in a header."""
    RPC_V2 = "RPC v2"
    """A document, with the operation's name in the path."""
    FORM = "form"
    """Fields of a form, of which one is the operation's name."""


class Format(StrEnum):
    """What documents are."""

    JSON = "JSON"
    RPC_JSON = "JSON of RPC v2"
    """JSON with big numbers as strings."""
    CBOR = "CBOR"
    XML = "XML"
    AWS_FORM = "form of awsQuery"
    """Forms, and XML with a result in an envelope."""
    EC2_FORM = "form of ec2Query"
    """Forms, and XML that is the result."""


@dataclass(frozen=True, slots=True)
class Protocol:
    """A row of the table of protocols."""

    trait: str
    """The id of the trait that a service offers it with."""
    envelope: Envelope
    format: Format
    media_type: str
    """The type of a request's document."""
    names: Names
    address: Callable[[ServiceShape, OperationShape], Address]
    """Gives what tells a service which operation a request is for."""
    error_code: Callable[[Shape], str]
    """Gives the code that a response names a modeled error with."""
    name: str = ""
    """What requests and responses call it in a header."""

    @property
    def binds_payloads(self) -> bool:
        """Whether a member can be the whole body of a message."""
        return self.envelope is Envelope.REST
