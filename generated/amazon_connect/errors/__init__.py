"""The errors of the service."""

from __future__ import annotations

from .._runtime.errors import ServiceError


class ConnectError(ServiceError):
    """An error of Amazon Connect Service; raised itself for errors that its model lacks."""
