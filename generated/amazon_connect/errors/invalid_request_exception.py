"""The error `InvalidRequestException`."""

from __future__ import annotations

from typing import Self

from .._runtime.errors import ErrorDetails
from .._runtime.http import HttpResponse
from .._runtime.json_bodies import read_body
from .._runtime.shapes import Structure
from ..errors import ConnectError
from ..shapes.invalid_request_exception_reason import InvalidRequestExceptionReason


class InvalidRequestException(ConnectError):
    """The request is not valid."""

    CODE = "InvalidRequestException"
    FAULT = "client"

    def __init__(
        self,
        message: str | None = None,
        *,
        reason: InvalidRequestExceptionReason | None = None,
        code: str | None = None,
        status: int | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message, code=code, status=status, request_id=request_id)
        self.reason = reason
        """Reason why the request was invalid."""

    @classmethod
    def from_response(cls, response: HttpResponse, details: ErrorDetails) -> Self:
        """Reads the error that `response` holds.

        Raises:
            ResponseError: A member of the error cannot be read.
        """
        members = read_body("InvalidRequestException", _Members, response)
        return cls(
            details.message,
            reason=members.reason,
            code=details.code,
            status=response.status,
            request_id=details.request_id,
        )


class _Members(
    Structure,
    kw_only=True,
    rename={
        "reason": "Reason",
    },
):
    reason: InvalidRequestExceptionReason | None = None
