"""How operations are put on the wire: a row for each protocol."""

from __future__ import annotations

from typing import Final

from smithwright.plan import traits
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.addresses import (
    by_form,
    by_header,
    by_http_trait,
    by_path,
)
from smithwright.plan.protocols.names import (
    Ec2Names,
    JsonNames,
    OwnNames,
    QueryNames,
    TimedNames,
    XmlNames,
)
from smithwright.plan.protocols.protocol import Envelope, Format, Protocol
from smithy_parser import ServiceShape, Shape


def _own_code(error: Shape) -> str:
    return error.id.name


def _query_code(error: Shape) -> str:
    own = traits.query_error_code(error)
    return error.id.name if own is None else own


def _aws_json(trait: str, media_type: str) -> Protocol:
    """Returns a version of awsJson.

    https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html and
    https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
    """
    return Protocol(
        trait=trait,
        envelope=Envelope.AWS_RPC,
        format=Format.JSON,
        media_type=media_type,
        names=TimedNames(),
        address=by_header,
        error_code=_own_code,
    )


# https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html
_RPC_V2_CBOR: Final = Protocol(
    trait=traits.RPC_V2_CBOR,
    envelope=Envelope.RPC_V2,
    format=Format.CBOR,
    media_type="application/cbor",
    names=OwnNames(),
    address=by_path,
    error_code=_own_code,
    name="rpc-v2-cbor",
)
# https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html
_RPC_V2_JSON: Final = Protocol(
    trait=traits.RPC_V2_JSON,
    envelope=Envelope.RPC_V2,
    format=Format.RPC_JSON,
    media_type="application/json",
    names=OwnNames(),
    address=by_path,
    error_code=_own_code,
    name="rpc-v2-json",
)
# https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
_REST_JSON: Final = Protocol(
    trait=traits.REST_JSON_1,
    envelope=Envelope.REST,
    format=Format.JSON,
    media_type="application/json",
    names=JsonNames(),
    address=by_http_trait,
    error_code=_own_code,
)
# https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
_REST_XML: Final = Protocol(
    trait=traits.REST_XML,
    envelope=Envelope.REST,
    format=Format.XML,
    media_type="application/xml",
    names=XmlNames(),
    address=by_http_trait,
    error_code=_own_code,
)
# https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
_AWS_QUERY: Final = Protocol(
    trait=traits.AWS_QUERY,
    envelope=Envelope.FORM,
    format=Format.AWS_FORM,
    media_type="application/x-www-form-urlencoded",
    names=QueryNames(),
    address=by_form,
    error_code=_query_code,
)
# https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
_EC2_QUERY: Final = Protocol(
    trait=traits.EC2_QUERY,
    envelope=Envelope.FORM,
    format=Format.EC2_FORM,
    media_type="application/x-www-form-urlencoded",
    names=Ec2Names(),
    address=by_form,
    error_code=_own_code,
)

# In the order of preference, where a service offers several: docs/protocols.md.
_PROTOCOLS: Final = (
    _RPC_V2_CBOR,
    _RPC_V2_JSON,
    _aws_json(traits.AWS_JSON_1_0, "application/x-amz-json-1.0"),
    _aws_json(traits.AWS_JSON_1_1, "application/x-amz-json-1.1"),
    _REST_JSON,
    _REST_XML,
    _AWS_QUERY,
    _EC2_QUERY,
)


def choose_protocol(service: ServiceShape, name: str | None) -> Protocol:
    """Returns a protocol that a service offers.

    Args:
        service: The service.
        name: Its trait's id or name; None for the best one.

    Raises:
        PlanError: It does not offer that one, or none that is supported.
    """
    for protocol in _PROTOCOLS:
        if protocol.trait in service.traits and name in (None, *_names(protocol.trait)):
            return protocol
    raise PlanError(service, _refusal(service, name))


def _names(trait: str) -> tuple[str, str]:
    return trait, trait.partition("#")[2]


def _refusal(service: ServiceShape, name: str | None) -> str:
    offered = [
        trait
        for trait in service.traits
        if trait.startswith(("aws.protocols#", "smithy.protocols#"))
        and trait != traits.QUERY_COMPATIBLE
    ]
    supported = [protocol.trait for protocol in _PROTOCOLS]
    if name is not None and any(name in _names(trait) for trait in supported):
        found = f"does not offer the protocol {name!r}"
        return f"{found}; it offers {', '.join(offered) or 'none'}"
    if name is not None:
        found = f"the protocol {name!r} is not supported"
    else:
        found = f"has only {', '.join(offered)}" if offered else "has no protocol"
    return f"{found}; supported: {', '.join(supported)}"
