"""Which errors are retried, when, and who pays: numbers that botocore has as well."""

from __future__ import annotations

import pytest
from botocore.retries.standard import ExponentialBackoff, RetryContext
from hypothesis import given
from hypothesis import strategies as st
from templates.runtime.client.failures import BodyError
from templates.runtime.client.retries import (
    Obstacle,
    RetryPolicy,
    RetryTokens,
    cost,
    is_long_poll,
    obstacle,
    standard_policy,
    wait,
)
from templates.runtime.errors import ResponseError, ServiceError
from templates.runtime.http import HttpResponse

from tests.client.script import BusyError, NotThereError, TooFastError

THROTTLING = """
    Throttling ThrottlingException ThrottledException RequestThrottledException
    TooManyRequestsException ProvisionedThroughputExceededException
    TransactionInProgressException RequestLimitExceeded BandwidthLimitExceeded
    LimitExceededException RequestThrottled SlowDown PriorRequestNotComplete
    EC2ThrottledException
""".split()
POLICY = RetryPolicy()


def service_error(code: str, status: int) -> ServiceError:
    return ServiceError("no", code=code, status=status)


@pytest.mark.parametrize("code", THROTTLING)
def test_known_codes_are_throttling_whatever_the_status(code: str) -> None:
    for status in (400, 403, 502, 503, 509):
        assert obstacle(service_error(code, status), POLICY) == "throttling"


@pytest.mark.parametrize(
    ("code", "status", "reason"),
    [
        ("RequestTimeout", 400, "transient"),
        ("RequestTimeoutException", 400, "transient"),
        ("InternalServiceError", 500, "transient"),
        ("BadError", 502, "transient"),
        ("Unknown", 503, "transient"),
        ("Unknown", 504, "transient"),
        ("Unknown", 501, None),
        ("Unknown", 505, None),
        ("NotAThrottlingError", 400, None),
        ("NotAThrottlingError", 429, "throttling"),
        ("TooManyRequests", 429, "throttling"),
        ("InternalError", 200, "transient"),
    ],
)
def test_codes_and_statuses_decide_about_errors_without_a_model(
    code: str, status: int, reason: str | None
) -> None:
    assert obstacle(service_error(code, status), POLICY) == reason


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        (NotThereError, 400, None),
        (NotThereError, 429, None),
        (NotThereError, 503, "transient"),
        (BusyError, 400, "transient"),
        (BusyError, 429, "transient"),
        (TooFastError, 400, "throttling"),
        (TooFastError, 429, "throttling"),
    ],
)
def test_the_model_decides_before_the_status_429(
    error: type[ServiceError], status: int, reason: str | None
) -> None:
    assert obstacle(error("no", status=status), POLICY) == reason


def test_connection_errors_are_transient() -> None:
    for error in (ConnectionResetError(), TimeoutError(), BodyError("cut")):
        assert obstacle(error, POLICY) == "transient"


def test_an_unreadable_answer_is_retried_by_its_status_only() -> None:
    def unreadable(status: int) -> ResponseError:
        return ResponseError("DoThing", "is no JSON", HttpResponse(status=status))

    assert obstacle(unreadable(503), POLICY) == "transient"
    assert obstacle(unreadable(200), POLICY) is None


def test_a_service_may_get_over_an_error_that_others_do_not() -> None:
    error = service_error("IDPCommunicationError", 400)
    assert obstacle(error, standard_policy("STS")) == "transient"
    assert obstacle(error, standard_policy("S3")) is None


def delay(
    policy: RetryPolicy, reason: Obstacle, attempts: int, **headers: str
) -> float:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return wait(policy, reason, attempts, 1.0, fields, 0.0)


def test_waits_double_from_a_twentieth_of_a_second_to_twenty_seconds() -> None:
    waits = [delay(POLICY, "transient", attempt) for attempt in range(1, 12)]
    assert waits[:5] == [0.05, 0.1, 0.2, 0.4, 0.8]
    assert waits[-2:] == [20, 20]
    assert delay(POLICY, "transient", 100_000) == 20


def test_waits_after_throttling_double_from_a_second() -> None:
    waits = [delay(POLICY, "throttling", attempt) for attempt in range(1, 8)]
    assert waits == [1, 2, 4, 8, 16, 20, 20]


def test_dynamodb_waits_half_as_long_and_tries_once_more() -> None:
    for service in ("DynamoDB", "DynamoDB Streams"):
        policy = standard_policy(service)
        waits = [delay(policy, "transient", attempt) for attempt in (1, 2, 3)]
        assert (policy.attempts, waits) == (4, [0.025, 0.05, 0.1])
        assert delay(policy, "throttling", 1) == 1
    assert standard_policy("Connect").attempts == 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", 0.05),
        ("10", 0.05),
        ("1500", 1.5),
        ("5050", 5.05),
        ("999999", 5.05),
        ("-1", 0.05),
        ("soon", 0.05),
        ("1.5", 0.05),
        ("9" * 5000, 0.05),
        ("", 0.05),
    ],
)
def test_x_amz_retry_after_lengthens_a_wait_by_five_seconds_at_most(
    value: str, expected: float
) -> None:
    assert delay(POLICY, "transient", 1, x_amz_retry_after=value) == expected


@given(
    attempt=st.integers(1, 60),
    fraction=st.floats(0, 1),
    header=st.none() | st.integers(-10, 10**7).map(str) | st.text(max_size=5),
    service=st.sampled_from(["dynamodb", "connect"]),
)
def test_waits_are_those_of_botocore(
    attempt: int, fraction: float, header: str | None, service: str
) -> None:
    if header is not None and not header.isascii():
        header = None
    headers = {} if header is None else {"x-amz-retry-after": header}

    class Answer:
        def __init__(self) -> None:
            self.headers = headers
            self.status_code = 400

    theirs = ExponentialBackoff(service_name=service, random=lambda: fraction)
    context = RetryContext(attempt_number=attempt, http_response=Answer())
    policy = standard_policy("DynamoDB" if service == "dynamodb" else "Connect")
    ours = wait(policy, "transient", attempt, fraction, headers, 0.0)
    # botocore takes what `int` takes, such as "1_0" and "+1".
    if header is None or header.strip().isdecimal() or header.startswith("-"):
        assert ours == theirs.delay_amount(context)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"retry_after": "3"}, 3),
        ({"retry_after": "3000"}, 20),
        ({"retry_after": "0"}, 0.05),
        ({"retry_after": "later"}, 0.05),
        ({"retry_after": "Thu, 01 Jan 1970 00:00:07 GMT"}, 7),
        ({"retry_after": "Thu, 01 Jan 2099 00:00:00 GMT"}, 20),
        ({"retry_after": "Thu, 99 Jan 1970 00:00:07 GMT"}, 0.05),
        (
            {
                "retry_after": "Thu, 01 Jan 2099 00:00:04 GMT",
                "date": "Thu, 01 Jan 2099 00:00:00 GMT",
            },
            4,
        ),
        ({"retry_after": "9", "x_amz_retry_after": "2000"}, 2),
    ],
)
def test_retry_after_is_heeded_up_to_the_longest_wait(
    headers: dict[str, str], expected: float
) -> None:
    assert delay(POLICY, "transient", 1, **headers) == expected


def test_retries_cost_tokens_and_throttled_ones_fewer() -> None:
    assert (cost("transient"), cost("throttling")) == (14, 5)


def test_tokens_never_fall_below_nothing_nor_rise_above_their_first_number() -> None:
    tokens = RetryTokens(50)
    tokens.give(10)
    assert tokens.left == 50
    assert tokens.take(49)
    assert not tokens.take(10)
    assert tokens.left == 1
    tokens.give(100)
    assert tokens.left == 50


def test_a_client_starts_with_500_tokens() -> None:
    assert RetryTokens().left == 500


def test_operations_that_wait_at_the_service_are_known() -> None:
    assert is_long_poll("SQS", "ReceiveMessage")
    assert is_long_poll("SWF", "PollForDecisionTask")
    assert not is_long_poll("SQS", "SendMessage")
    assert not is_long_poll("Connect", "ReceiveMessage")


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        RetryPolicy(attempts=0)
    with pytest.raises(ValueError, match="negative"):
        RetryPolicy(base=-1)
