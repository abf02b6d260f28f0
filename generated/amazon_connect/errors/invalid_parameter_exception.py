"""The error `InvalidParameterException`."""

from __future__ import annotations

from ..errors import ConnectError


class InvalidParameterException(ConnectError):
    """One or more of the specified parameters are not valid."""

    CODE = "InvalidParameterException"
    FAULT = "client"
