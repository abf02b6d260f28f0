"""The error `ResourceNotFoundException`."""

from __future__ import annotations

from ..errors import ConnectError


class ResourceNotFoundException(ConnectError):
    """The specified resource was not found."""

    CODE = "ResourceNotFoundException"
    FAULT = "client"
