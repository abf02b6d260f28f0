"""One call, from its operation to the answer, as a generator of steps.

`call_steps` is what a client runs, with `Caller` (calling.py) or with `AsyncCaller`
(awaiting.py):

    resolve endpoint, choose scheme → sign → send → classify → retry or parse
"""

from __future__ import annotations

from typing import Generic, TypeVar, cast

from msgspec.structs import replace

from ..bodies import AnyStream
from ..errors import ResponseError, ServiceError
from ..http import HttpResponse
from .body_checks import BodyCheck, LengthCheck, content_length, end_all
from .call_values import Answered, Call, Route
from .failures import (
    DeadlineError,
    History,
    RequestIds,
    request_ids,
    with_history,
)
from .header_values import by_name, clock_error
from .interceptors import Attempt, CallContext, sending_view, signing_view
from .messages import SignedRequest, UnsignedRequest, as_signed
from .requests import addressed
from .retries import UNTRIED, Obstacle, cost, obstacle, wait
from .steps import (
    AwaitTurn,
    Clock,
    Close,
    CorrectClock,
    GiveTokens,
    HandOver,
    HashUpload,
    Head,
    Identify,
    Instant,
    NewId,
    OpenUpload,
    Output,
    Random,
    Read,
    Report,
    Rewind,
    Send,
    Sleep,
    Steps,
    TakeTokens,
    Upload,
)

OutputT = TypeVar("OutputT")

_MOST_OF_AN_ERROR = 1 << 20
_BLOCK = 1 << 20
# A timer may ring a little before its time.
_CLOCK_TOLERANCE = 0.001


def call_steps(call: Call[OutputT]) -> Steps[Answered[OutputT]]:
    """Returns the steps of a call, and in the end its answer.

    Raises:
        ServiceError: The service answered with an error.
        ResponseError: The answer is not what the model says.
        TransportError: There was no answer, or not all of it.
        DeadlineError: The time for the whole call is over.
    """
    operation, interceptors = call.operation, call.options.interceptors
    context = CallContext(operation.name, operation.service, operation.region)
    try:
        for each in interceptors:
            each.before_call(context)
        answer = yield from _Run(call, context).steps()
    except BaseException as error:
        for each in reversed(interceptors):
            each.after_call(context, error)
        raise
    for each in reversed(interceptors):
        each.after_call(context, None)
    return answer


class _Run(Generic[OutputT]):
    """One call on its way."""

    __slots__ = (
        "attempt_end",
        "attempts",
        "call",
        "context",
        "corrected",
        "end",
        "headers",
        "id",
        "length",
        "operation",
        "options",
        "request_ids",
        "started",
        "status",
        "taken",
        "upload",
    )

    def __init__(self, call: Call[OutputT], context: CallContext) -> None:
        self.call = call
        self.operation = call.operation
        self.options = call.options
        self.context = context
        self.attempts = 0
        self.started = Instant(0, 0)
        self.attempt_end: float | None = None
        self.end: float | None = None
        self.upload: Upload | None = None
        self.id = ""
        self.length: int | None = None
        self.taken = 0
        self.corrected = False
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.request_ids: tuple[RequestIds, ...] = ()

    def steps(self) -> Steps[Answered[OutputT]]:
        yield from self._start()
        route = yield from self.call.route()
        request = yield from self._unsigned(route)
        while True:
            signed = yield from self._signed(route, request)
            try:
                output = yield from self._exchange(signed)
            except (ServiceError, ResponseError, OSError) as error:
                failure = error
            else:
                yield from self._succeed()
                return self._answered(output)
            try:
                yield from self._recover(failure)
            finally:
                # Its traceback holds this frame.
                del failure

    def _start(self) -> Steps[None]:
        if self.options.deadline is not None:
            now: Instant = yield Clock()
            self.end = now.monotonic + self.options.deadline
        if self.options.attempt_headers is not None:
            self.id = yield NewId()

    # Before an attempt.

    def _unsigned(self, route: Route) -> Steps[UnsignedRequest]:
        """Returns the request with its address, which all attempts have in common."""
        body: AnyStream = self.operation.request.body
        headers = self.options.headers
        if isinstance(body, bytes):
            return addressed(self.operation.request, route.endpoint, headers, body)
        upload: Upload = yield OpenUpload(body)
        self.upload = upload
        if upload.length is not None:
            headers = (*headers, ("Content-Length", str(upload.length)))
        request = addressed(self.operation.request, route.endpoint, headers, b"")
        if not route.hashes_streams:
            return request
        payload_hash: str | None = yield HashUpload(upload)
        return replace(request, payload_hash=payload_hash)

    def _signed(self, route: Route, request: UnsignedRequest) -> Steps[SignedRequest]:
        """Starts an attempt: returns its request, ready to be sent."""
        if self.upload is not None and self.attempts:
            yield Rewind(self.upload)
        if self.options.retries.mode == "adaptive":
            yield from self._await_turn()
        identity = None
        if route.source is not None:
            identity = yield Identify(route.source)
        now: Instant = yield Clock()
        self._hold_deadline(now)
        self._begin_attempt(now)
        request = self._of_attempt(request)
        interceptors = self.options.interceptors
        if interceptors:
            request = signing_view(interceptors, self.context, request)
        if route.sign is None:
            signed = as_signed(request)
        else:
            signed = route.sign(request, identity, now.time)
        if interceptors:
            signed = sending_view(interceptors, self.context, signed)
        return signed

    def _begin_attempt(self, now: Instant) -> None:
        self.attempts += 1
        self.started = now
        self.status = None
        self.headers = {}
        seconds = self.options.attempt_timeout
        self.attempt_end = self.end
        if seconds is not None:
            ends = now.monotonic + seconds
            self.attempt_end = ends if self.end is None else min(ends, self.end)

    def _of_attempt(self, request: UnsignedRequest) -> UnsignedRequest:
        if self.options.attempt_headers is not None:
            most = self.options.retries.attempts
            added = self.options.attempt_headers(self.id, self.attempts, most)
            request = replace(request, headers=(*request.headers, *added))
        if self.upload is not None:
            request = replace(request, body=self.upload.pieces)
        return request

    def _await_turn(self) -> Steps[None]:
        seconds: float = yield AwaitTurn()
        while seconds > 0:
            if self.end is not None:
                now: Instant = yield Clock()
                self._hold_deadline(now, seconds)
            yield Sleep(seconds)
            seconds = yield AwaitTurn()

    def _hold_deadline(self, now: Instant, seconds: float = 0.0) -> None:
        if self.end is not None and now.monotonic + seconds >= self.end:
            raise self._late()

    # An attempt.

    def _exchange(self, request: SignedRequest) -> Steps[OutputT]:
        """Sends a request, and returns the output that the answer holds."""
        limit = yield from self._limit()
        timeouts = self.options.timeouts.within(limit)
        answer: Head | Output = yield Send(self.operation, request, timeouts, limit)
        if isinstance(answer, Output):
            # A test has said what the operation returns.
            return cast("OutputT", answer.value)
        self._take_head(answer)
        checks = self._checks(request.method, answer.status)
        if not self.call.streams or answer.status >= 300:
            body = yield from self._whole(answer, checks)
            return self._parsed(answer.status, body)
        stream: AnyStream = yield HandOver(answer, checks, self._history())
        try:
            return self._parsed(answer.status, stream)
        except (ServiceError, ResponseError):
            yield Close(answer)
            raise

    def _parsed(self, status: int, body: AnyStream) -> OutputT:
        response = HttpResponse(status=status, headers=self.headers, body=body)
        return self.operation.parse(response)

    def _take_head(self, head: Head) -> None:
        self.status = head.status
        self.headers = by_name(head.headers)
        self.request_ids = (*self.request_ids, request_ids(self.headers))

    def _checks(self, method: str, status: int) -> tuple[BodyCheck, ...]:
        checks = self.call.checks(self.headers)
        self.length = content_length(method, status, self.headers)
        return checks if self.length is None else (LengthCheck(self.length), *checks)

    def _whole(self, head: Head, checks: tuple[BodyCheck, ...]) -> Steps[bytes]:
        """Returns the body of an answer, of an error no more than it may have."""
        parts: list[bytes] = []
        got = 0
        most = _MOST_OF_AN_ERROR if head.status >= 300 else None
        try:
            while got != self.length:
                limit = yield from self._limit()
                piece: bytes = yield Read(head, _BLOCK, limit)
                if not piece:
                    break
                for check in checks:
                    check.update(piece)
                parts.append(piece)
                got += len(piece)
                if most is not None and got >= most:
                    checks = ()
                    break
            end_all(checks)
        except OSError:
            yield Close(head)
            raise
        yield Close(head)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _limit(self) -> Steps[float | None]:
        """Returns how many seconds the next step may take.

        Raises:
            DeadlineError: There are none left for the call.
            TimeoutError: There are none left for the attempt.
        """
        if self.attempt_end is None:
            return None
        now: Instant = yield Clock()
        self._hold_deadline(now)
        if now.monotonic >= self.attempt_end:
            raise TimeoutError
        return self.attempt_end - now.monotonic

    # After an attempt.

    def _succeed(self) -> Steps[None]:
        yield from self._observe(None)
        if self.options.retries.mode == "adaptive":
            yield Report(throttled=False)
        yield GiveTokens(self.taken or UNTRIED)

    def _observe(self, error: Exception | None) -> Steps[None]:
        """Lets the interceptors see how an attempt went."""
        if not (interceptors := self.options.interceptors):
            return
        now: Instant = yield Clock()
        seconds = now.monotonic - self.started.monotonic
        ids = self._last_ids()
        attempt = Attempt(self.attempts, self.status, ids, seconds, error)
        for each in interceptors:
            each.after_attempt(self.context, attempt)

    def _recover(self, error: ServiceError | ResponseError | OSError) -> Steps[None]:
        """Waits until another attempt is to be made.

        Raises:
            Exception: The error of the call, where there is none to be made.
        """
        if self.status is None and isinstance(error, ServiceError):
            self.status = error.status
        yield from self._observe(error)
        if self.upload is not None and self.upload.failure is not None:
            raise self.upload.failure
        now: Instant = yield Clock()
        if isinstance(error, OSError) and self._is_over(now):
            raise self._late() from error
        reason = yield from self._obstacle(error, now)
        if reason is None or not self._may_repeat(error):
            raise self._final(error)
        yield from self._wait(error, reason, now)

    def _obstacle(
        self, error: ServiceError | ResponseError | OSError, now: Instant
    ) -> Steps[Obstacle | None]:
        reason = obstacle(error, self.options.retries)
        if self.options.retries.mode == "adaptive":
            yield Report(throttled=reason == "throttling")
        if isinstance(error, ServiceError) and not self.corrected:
            slow = clock_error(error.code, self.headers.get("date"), now.wall)
            if slow is not None:
                self.corrected = True
                yield CorrectClock(slow)
                return "transient"
        return reason

    def _may_repeat(self, error: Exception) -> bool:
        if self.attempts >= self.options.retries.attempts:
            return False
        if self.upload is not None and not self.upload.replayable:
            error.add_note("It was not tried again: its body can be read only once.")
            return False
        return True

    def _wait(
        self,
        error: ServiceError | ResponseError | OSError,
        reason: Obstacle,
        now: Instant,
    ) -> Steps[None]:
        fraction: float = yield Random()
        policy, attempts = self.options.retries, self.attempts
        seconds = wait(policy, reason, attempts, fraction, self.headers, now.wall)
        if self.end is not None and now.monotonic + seconds >= self.end:
            error.add_note("It was not tried again: the deadline is too near.")
            raise self._final(error)
        granted: bool = yield TakeTokens(cost(reason))
        if granted:
            self.taken = cost(reason)
        elif not self.call.long_polls:
            raise self._final(error)
        if seconds > 0:
            yield Sleep(seconds)
        if not granted:
            raise self._final(error)

    def _is_over(self, now: Instant) -> bool:
        return self.end is not None and now.monotonic >= self.end - _CLOCK_TOLERANCE

    def _final(self, error: ServiceError | ResponseError | OSError) -> Exception:
        return with_history(error, self._history())

    def _late(self) -> DeadlineError:
        reason = f"not done within {self.options.deadline} seconds"
        return DeadlineError(reason).of_call(self._history())

    def _history(self) -> History:
        return History(self.operation.name, self.attempts, self.request_ids)

    def _last_ids(self) -> RequestIds:
        return self.request_ids[-1] if self.headers else RequestIds()

    def _answered(self, output: OutputT) -> Answered[OutputT]:
        status = 200 if self.status is None else self.status
        ids = self._last_ids()
        return Answered(output, status, self.headers, ids, self.attempts)
