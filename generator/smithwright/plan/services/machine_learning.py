"""Machine Learning: a prediction has an endpoint of its own."""

from __future__ import annotations

from smithwright.plan.customs import Customs, Redirection
from smithwright.plan.fields import Record
from smithwright.plan.wire import Address


class MachineLearning(Customs):
    """Requests for a prediction go where the prediction is made.

    https://smithy.io/2.0/aws/customizations/machinelearning-customizations.html
    """

    def redirection(
        self, operation: str, address: Address, input: Record
    ) -> Redirection | None:
        """Returns what sends a request where a member of the input says."""
        endpoint = input.field("PredictEndpoint")
        if endpoint is None:
            return None
        return Redirection(
            "directed_requests", "directed", endpoint, depends_on_config=False
        )
