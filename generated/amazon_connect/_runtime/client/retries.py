"""Standard retries: what is tried again, when, and how often.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from ..errors import ResponseError, ServiceError
from .header_values import seconds_until, whole_number
from .locks import ProcessLock

Obstacle: TypeAlias = Literal["throttling", "transient"]
"""Why an attempt failed that may succeed later."""

TOKENS = 500
"""How many retry tokens there are at most."""

_COSTS: Mapping[Obstacle, int] = {"throttling": 5, "transient": 14}
UNTRIED = 1
"""What a success that took no tokens gives back."""

_THROTTLING_CODES = frozenset("""
    BandwidthLimitExceeded EC2ThrottledException LimitExceededException
    PriorRequestNotComplete ProvisionedThroughputExceededException
    RequestLimitExceeded RequestThrottled RequestThrottledException SlowDown
    ThrottledException Throttling ThrottlingException TooManyRequestsException
    TransactionInProgressException
    """.split())
_TRANSIENT_CODES = frozenset(["RequestTimeout", "RequestTimeoutException"])
_TRANSIENT_STATUSES = frozenset([500, 502, 503, 504])
_TOO_MANY_REQUESTS = 429
_GOOD = range(200, 300)
_MOST_DOUBLINGS = 32
_MOST_ADDED = 5.0


class RetryPolicy(Struct, frozen=True, kw_only=True):
    """How a client retries."""

    attempts: int = 3
    """How often a request is sent at most, the first time included."""

    base: float = 0.05
    """The longest wait before the first retry, in seconds; it doubles each time."""

    throttling_base: float = 1.0
    """The same after throttling."""

    longest: float = 20.0
    """The longest wait, in seconds."""

    mode: Literal["standard", "adaptive"] = "standard"
    """Whether a client also slows down as a whole while it is throttled."""

    transient_codes: frozenset[str] = frozenset()
    """Codes of errors that the service gets over, though no trait says so."""

    def __post_init__(self) -> None:
        """Checks the settings.

        Raises:
            ValueError: There is not one attempt, or a wait is negative.
        """
        if self.attempts < 1:
            raise ValueError("attempts must be at least 1")
        if min(self.base, self.throttling_base, self.longest) < 0:
            raise ValueError("waits must not be negative")


_DYNAMODB = RetryPolicy(attempts=4, base=0.025)
_OF_SERVICES: Mapping[str, RetryPolicy] = {
    "DynamoDB": _DYNAMODB,
    "DynamoDB Streams": _DYNAMODB,
    "STS": RetryPolicy(transient_codes=frozenset(["IDPCommunicationError"])),
}
_LONG_POLLS: Mapping[str, frozenset[str]] = {
    "SQS": frozenset(["ReceiveMessage"]),
    "SFN": frozenset(["GetActivityTask"]),
    "SWF": frozenset(["PollForActivityTask", "PollForDecisionTask"]),
    "Kinesis": frozenset(["ReceiveDeadLetterQueueRecords", "ReceiveQueueRecords"]),
}


def standard_policy(service_id: str) -> RetryPolicy:
    """Returns the standard retries of a service.

    Args:
        service_id: The `sdkId` of its trait `aws.api#service`; anything for others.
    """
    return _OF_SERVICES.get(service_id, RetryPolicy())


def is_long_poll(service_id: str, operation: str) -> bool:
    """Returns whether an operation waits at the service for something to come.

    Who calls it in a loop must not be answered at once because retries have run out.
    """
    return operation in _LONG_POLLS.get(service_id, ())


def obstacle(
    error: ServiceError | ResponseError | OSError, policy: RetryPolicy
) -> Obstacle | None:
    """Returns why an attempt failed; None where another would fail as well."""
    if isinstance(error, OSError):
        return "transient"
    if isinstance(error, ServiceError):
        if error.code in _THROTTLING_CODES:
            return "throttling"
        if error.retryable:
            return "throttling" if error.THROTTLING else "transient"
        # Of a modeled error the model has said all.
        if error.status == _TOO_MANY_REQUESTS and not error.CODE:
            return "throttling"
        if error.code in _TRANSIENT_CODES or error.code in policy.transient_codes:
            return "transient"
    return "transient" if _is_transient(error) else None


def _is_transient(error: ServiceError | ResponseError) -> bool:
    if error.status in _TRANSIENT_STATUSES:
        return True
    # Amazon S3 may have begun a good answer before its work failed.
    return isinstance(error, ServiceError) and error.status in _GOOD


def cost(reason: Obstacle) -> int:
    """Returns how many retry tokens a retry takes."""
    return _COSTS[reason]


def wait(
    policy: RetryPolicy,
    reason: Obstacle,
    attempts: int,
    fraction: float,
    headers: Mapping[str, str],
    now: float,
) -> float:
    """Returns how many seconds to wait before the next attempt.

    Args:
        policy: How the client retries.
        reason: Why the last attempt failed.
        attempts: How many attempts there were.
        fraction: A random number from 0 to 1.
        headers: What the service answered, by names in lower case; empty without an
            answer.
        now: The time, in seconds since 1970.
    """
    base = policy.throttling_base if reason == "throttling" else policy.base
    doubled = base * 2.0 ** min(attempts - 1, _MOST_DOUBLINGS)
    backoff = fraction * min(doubled, policy.longest)
    if (milliseconds := whole_number(headers.get("x-amz-retry-after"))) is not None:
        return max(backoff, min(milliseconds / 1000, backoff + _MOST_ADDED))
    if (asked := _retry_after(headers, now)) is not None:
        return max(backoff, min(asked, policy.longest))
    return backoff


def _retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Reads `Retry-After`: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3."""
    if not (value := headers.get("retry-after")):
        return None
    if (seconds := whole_number(value)) is not None:
        return seconds
    return seconds_until(value, headers.get("date"), now)


class RetryTokens:
    """What keeps retries from outnumbering a service that is in trouble.

    All calls of a client share it. Safe to use by many threads.
    """

    __slots__ = ("_left", "_lock", "_most")

    def __init__(self, most: int = TOKENS) -> None:
        self._most = most
        self._left = most
        self._lock = ProcessLock()

    @property
    def left(self) -> int:
        """How many tokens there are."""
        return self._left

    def take(self, amount: int) -> bool:
        """Takes tokens, or none and returns False if there are too few."""
        with self._lock:
            if amount > self._left:
                return False
            self._left -= amount
            return True

    def give(self, amount: int) -> None:
        """Gives tokens back; there are never more than at first."""
        # Most calls succeed at once while nothing was taken: they need no lock.
        if self._left == self._most:
            return
        with self._lock:
            self._left = min(self._most, self._left + amount)
