"""API Gateway: requests say which format they want back."""

from __future__ import annotations

from collections.abc import Mapping

from smithwright.plan.customs import Customs
from smithy_parser import ServiceShape


class ApiGateway(Customs):
    """It answers in another format where requests do not ask for JSON."""

    def headers(self, service: ServiceShape) -> Mapping[str, str]:
        """Returns the headers that every request has."""
        return {"Accept": "application/json"}
