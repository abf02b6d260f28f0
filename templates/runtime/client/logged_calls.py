"""One line in the log for each attempt: an interceptor for `logging`."""

from __future__ import annotations

import logging

from .interceptors import Attempt, CallContext, Interceptor


class LoggedCalls(Interceptor):
    """Logs attempts at the level of debugging.

    A line has operation, attempt, status, milliseconds, ids and the kind of an error:
    no members, no headers, no message of a service.
    """

    def __init__(self, logger: logging.Logger | None = None) -> None:
        """Logs to `logger`, to the package's own without."""
        self._logger = logger or logging.getLogger(__name__.partition("._runtime")[0])

    def after_attempt(self, call: CallContext, attempt: Attempt, /) -> None:
        """Logs how an attempt went."""
        if not self._logger.isEnabledFor(logging.DEBUG):
            return
        error = attempt.error
        self._logger.debug(
            "%s attempt %d: %s in %.1f ms%s%s",
            call.operation,
            attempt.number,
            "no answer" if attempt.status is None else attempt.status,
            attempt.seconds * 1000,
            "" if error is None else f", {error_kind(error)}",
            f" [{attempt.request_ids}]" if any(attempt.request_ids) else "",
        )


def error_kind(error: BaseException) -> str:
    """Returns what kind of error it is: its code, or else the name of its class."""
    code: object = getattr(error, "code", None)
    return code if isinstance(code, str) and code else type(error).__name__
