"""Requests that go to an endpoint which the input names.

https://smithy.io/2.0/aws/customizations/machinelearning-customizations.html
"""

from __future__ import annotations

import re

from .http import HttpRequest
from .problems import BuildError, Problem

_ENDPOINT = re.compile(r"[!-~]+")


class DirectedRequest(HttpRequest, frozen=True, kw_only=True):
    """A request that goes to the same host, whatever the endpoint of others."""

    endpoint: str
    """The host, perhaps with a scheme before it."""

    def url(self, endpoint: str) -> str:
        """Returns the address to send the request to.

        Args:
            endpoint: What says the scheme, if the request's own endpoint does not.
        """
        scheme, _, rest = self.endpoint.rpartition("://")
        scheme = scheme or endpoint.partition("://")[0]
        return super().url(f"{scheme}://{rest.partition('/')[0]}")


def directed(request: HttpRequest, endpoint: str | None) -> HttpRequest:
    """Returns a request that goes to `endpoint`, if that is set.

    Raises:
        BuildError: No address holds such characters.
    """
    if not endpoint:
        return request
    if not _ENDPOINT.fullmatch(endpoint):
        problem = Problem("predict_endpoint", "endpoint", "must be an address")
        raise BuildError("The request", [problem])
    return DirectedRequest(
        method=request.method,
        path=request.path,
        query=request.query,
        headers=request.headers,
        body=request.body,
        endpoint=endpoint,
    )
