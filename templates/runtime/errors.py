"""What a service, or its answer, can raise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple, Self

from .bodies import AnyStream
from .http import HttpResponse
from .problems import REDACTED

Fault = Literal["client", "server"]
"""Who is at fault, as the model or else the HTTP status says."""


class ErrorDetails(NamedTuple):
    """What every error response says, wherever its protocol puts it."""

    code: str
    message: str | None
    request_id: str | None


class ServiceError(Exception):
    """The service answered with an error.

    Each package has a subclass of its own, which an error that the model does not
    define is raised as; the modeled ones are subclasses of that.
    """

    CODE: ClassVar[str] = ""
    """The code of a modeled error; empty for the others."""

    FAULT: ClassVar[Fault | None] = None
    """The fault of a modeled error."""

    RETRYABLE: ClassVar[bool] = False
    """Whether the model says that a retry may succeed."""

    THROTTLING: ClassVar[bool] = False
    """Whether the model says that the error is a throttling one."""

    HIDES_MESSAGE: ClassVar[bool] = False
    """Whether the message is sensitive, and never shown."""

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        status: int | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(REDACTED if self.HIDES_MESSAGE else message)
        self.message = message
        """What the service says about it."""
        self.code = code or self.CODE
        """The error code, without namespace."""
        self.status = status
        """The HTTP status code of the response."""
        self.request_id = request_id
        """The service's id of the request, to quote to its support."""
        self.response: HttpResponse | None = None
        """What the service answered."""

    @classmethod
    def from_response(cls, response: HttpResponse, details: ErrorDetails) -> Self:
        """Reads the error that `response` holds.

        Raises:
            ResponseError: A member of the error cannot be read.
        """
        return cls.from_details(response, details)

    @classmethod
    def from_details(cls, response: HttpResponse, details: ErrorDetails) -> Self:
        """Returns the error with what every error says, and no other member."""
        return cls(
            details.message,
            code=details.code,
            status=response.status,
            request_id=details.request_id,
        )

    def found_in(self, response: HttpResponse) -> Self:
        """Returns this error, which from now on keeps the response that holds it."""
        self.response = response
        return self

    @property
    def fault(self) -> Fault | None:
        """Whether client or server is at fault."""
        if self.FAULT is not None or self.status is None:
            return self.FAULT
        return "client" if 300 <= self.status < 500 else "server"

    @property
    def retryable(self) -> bool:
        """Whether the model says that a retry may succeed."""
        return self.RETRYABLE

    def __str__(self) -> str:
        message = REDACTED if self.HIDES_MESSAGE else self.message or "no message"
        text = f"{self.code or type(self).__name__}: {message}"
        return text if self.request_id is None else f"{text} [{self.request_id}]"


class ResponseError(Exception):
    """A response that is not what the model says it is.

    Its text names the operation, the status and what is wrong, and none of the
    response's content.
    """

    def __init__(
        self, operation: str, reason: str, response: HttpResponse[AnyStream]
    ) -> None:
        super().__init__(operation, reason, response)
        self.operation = operation
        """Name of the operation whose response it is."""
        self.reason = reason
        """What is wrong."""
        self.status: int = response.status
        """The HTTP status code."""
        self.headers: Mapping[str, str] = response.headers
        """The header fields."""
        body = response.body
        self.body_start = body[:512] if isinstance(body, bytes) else b""
        """The first bytes of the body; none of a stream."""

    def __str__(self) -> str:
        return f"{self.operation}: response with status {self.status}: {self.reason}"


def read_modeled(
    error: type[ServiceError], response: HttpResponse, details: ErrorDetails
) -> ServiceError:
    """Reads an error whose code is known, with its members if they can be read."""
    try:
        return error.from_response(response, details)
    except ResponseError:
        return error.from_details(response, details)
