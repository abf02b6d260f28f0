"""One call of a service, as both sides have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exchange:
    """A typical request and a response, with how fast both should be."""

    service: str
    """botocore's name of it."""
    operation: str
    protocol: str
    """Smithy's name of it."""
    parameters: Mapping[str, object]
    """The input as boto3 takes it."""
    holds: str
    """What the response holds, in words."""
    headers: Mapping[str, str]
    body: bytes
    request_target: float
    """How many times as long botocore should take to serialise the input."""
    response_target: float
    """How many times as long botocore should take to parse the response."""


REQUEST_ID = "b1c9d2f0-9c77-4f0e-8d5a-0d6a3f7f2f11"
