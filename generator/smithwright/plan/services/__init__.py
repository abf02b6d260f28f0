"""What some of AWS's services need beyond what their models say: a module each.

AWS's own clients do all of it, and Smithy's protocol tests of these services ask for
most of it:
https://github.com/smithy-lang/smithy/tree/main/smithy-aws-protocol-tests/model
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smithwright.plan.customs import Customs
from smithwright.plan.services.api_gateway import ApiGateway
from smithwright.plan.services.glacier import Glacier
from smithwright.plan.services.machine_learning import MachineLearning
from smithwright.plan.services.route_53 import Route53
from smithwright.plan.services.s3 import S3
from smithwright.plan.traits import service_id
from smithy_parser import ServiceShape

_CUSTOMS: Final[Mapping[str, Customs]] = {
    "API Gateway": ApiGateway(),
    "Glacier": Glacier(),
    "Machine Learning": MachineLearning(),
    "Route 53": Route53(),
    "S3": S3(),
}
_NONE: Final = Customs()


def customs_of(service: ServiceShape) -> Customs:
    """Returns what a service needs beyond its model."""
    return _CUSTOMS.get(service_id(service), _NONE)
