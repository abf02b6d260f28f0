"""Calls that end without an answer of the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Self

from ..errors import ResponseError, ServiceError


class RequestIds(NamedTuple):
    """What a service calls one request, to quote to its support."""

    request_id: str | None = None
    """The id of the request."""

    extended: str | None = None
    """The second id that Amazon S3 gives."""

    def __str__(self) -> str:
        return ", ".join(filter(None, self))


def request_ids(headers: Mapping[str, str]) -> RequestIds:
    """Returns the ids that an answer has.

    Args:
        headers: The header fields, by names in lower case.
    """
    for name in ("x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id"):
        if (value := headers.get(name)) is not None:
            return RequestIds(value, headers.get("x-amz-id-2"))
    return RequestIds()


class History(NamedTuple):
    """How a call went until it failed."""

    operation: str
    """The operation's name in the model."""

    attempts: int
    """How often the request was sent; 0 if there was no time to."""

    request_ids: tuple[RequestIds, ...] = ()
    """The ids of all answers, if there were any."""


class TransportError(OSError):
    """There is no answer, or not all of it.

    Its text has neither the path of the request nor any of its content.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """What went wrong."""
        self.history = History("", 0)
        """How the call went until then."""

    @property
    def attempts(self) -> int:
        """How often the request was sent; 0 if there was no time to."""
        return self.history.attempts

    @property
    def request_ids(self) -> tuple[RequestIds, ...]:
        """The ids of the answers before, if there were any."""
        return self.history.request_ids

    def of_call(self, history: History) -> Self:
        """Returns this error, which from now on says how its call went."""
        self.history = history
        return self

    def __str__(self) -> str:
        operation, attempts, request_ids = self.history
        if not operation:
            return self.reason
        text = f"{operation}: {self.reason}, {_counted(attempts)}"
        shown = "; ".join(filter(None, map(str, request_ids)))
        return f"{text} [{shown}]" if shown else text


class TransportTimeoutError(TransportError, TimeoutError):
    """A connection or an answer did not come in time."""


class DeadlineError(TransportTimeoutError):
    """The time that was given to the whole call is over."""


class BodyError(TransportError):
    """The body of an answer is not what its head says."""


def with_history(
    error: ServiceError | ResponseError | OSError, history: History
) -> Exception:
    """Returns the error of a call, which says how many attempts there were.

    Args:
        error: The error of the last attempt.
        history: How the call went.
    """
    if isinstance(error, ServiceError | ResponseError):
        error.attempts = history.attempts
        error.request_ids = history.request_ids
        return error
    if not isinstance(error, TransportError):
        error = _wrapped(error)
    return error.of_call(history)


def _wrapped(error: OSError) -> TransportError:
    """Returns what a transport of somebody else raised as one of these."""
    wrapped: TransportError
    if isinstance(error, TimeoutError):
        wrapped = TransportTimeoutError("there was no answer in time")
    else:
        wrapped = TransportError(error.strerror or type(error).__name__)
    wrapped.__cause__ = error
    return wrapped


def _counted(attempts: int) -> str:
    return "1 attempt" if attempts == 1 else f"{attempts} attempts"
