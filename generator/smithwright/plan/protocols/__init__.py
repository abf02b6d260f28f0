"""How operations are put on the wire: one module for each protocol."""

from __future__ import annotations

from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.aws_json import AwsJson
from smithwright.plan.protocols.aws_query import AwsQuery
from smithwright.plan.protocols.ec2_query import Ec2Query
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.protocols.rest_json import RestJson
from smithwright.plan.protocols.rest_xml import RestXml
from smithwright.plan.protocols.rpc_cbor import RpcCbor
from smithwright.plan.protocols.rpc_json import RpcJson
from smithwright.plan.protocols.rpc_protocol import QUERY_COMPATIBLE
from smithy_parser import ServiceShape

# In the order of preference, where a service offers several: docs/protocols.md.
_PROTOCOLS: tuple[Protocol, ...] = (
    RpcCbor(),
    RpcJson(),
    AwsJson("aws.protocols#awsJson1_0", "application/x-amz-json-1.0"),
    AwsJson("aws.protocols#awsJson1_1", "application/x-amz-json-1.1"),
    RestJson(),
    RestXml(),
    AwsQuery(),
    Ec2Query(),
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
        # In the namespace of protocols, but none.
        and trait != QUERY_COMPATIBLE
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
