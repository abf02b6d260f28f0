"""The error `InternalServiceException`."""

from __future__ import annotations

from ..errors import ConnectError


class InternalServiceException(ConnectError):
    """Request processing failed because of an error or failure with the service."""

    CODE = "InternalServiceException"
    FAULT = "server"
