"""The shape `DisconnectOnCustomerExitParticipantType`."""

from __future__ import annotations

from .._runtime.shapes import OpenEnum


class DisconnectOnCustomerExitParticipantType(OpenEnum):
    """Not documented by the service."""

    AGENT = "AGENT"
