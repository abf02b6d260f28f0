"""The error `LimitExceededException`."""

from __future__ import annotations

from ..errors import ConnectError


class LimitExceededException(ConnectError):
    """The allowed limit for the resource has been exceeded."""

    CODE = "LimitExceededException"
    FAULT = "client"
