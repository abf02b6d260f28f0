"""How operations are put on the wire: one module for each protocol."""

from __future__ import annotations

from smithwright.plan.context import PlanError
from smithwright.plan.protocols.aws_json import AwsJson
from smithwright.plan.protocols.aws_query import AwsQuery
from smithwright.plan.protocols.ec2_query import Ec2Query
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.protocols.rest_json import RestJson
from smithwright.plan.protocols.rest_xml import RestXml
from smithy_parser import ServiceShape

# In the order of preference, where a service offers several.
_PROTOCOLS: tuple[Protocol, ...] = (
    AwsJson("aws.protocols#awsJson1_0", "application/x-amz-json-1.0"),
    AwsJson("aws.protocols#awsJson1_1", "application/x-amz-json-1.1"),
    RestJson(),
    RestXml(),
    AwsQuery(),
    Ec2Query(),
)


def choose_protocol(service: ServiceShape) -> Protocol:
    """Returns the best protocol that a service offers.

    Raises:
        PlanError: It offers none that is supported.
    """
    for protocol in _PROTOCOLS:
        if protocol.trait in service.traits:
            return protocol
    offered = [
        trait
        for trait in service.traits
        if trait.startswith(("aws.protocols#", "smithy.protocols#"))
    ]
    supported = ", ".join(protocol.trait for protocol in _PROTOCOLS)
    found = f"only {', '.join(offered)}" if offered else "no protocol"
    raise PlanError(service, f"has {found}; supported: {supported}")
