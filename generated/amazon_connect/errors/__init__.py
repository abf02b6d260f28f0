"""The errors of the service."""

from __future__ import annotations

from .._runtime.errors import ServiceError


class ConnectError(ServiceError):
    """Base class of the errors of Amazon Connect Service; also raised for an error that
    the model does not define.
    """
