"""Adaptive retries, beside botocore's on the same clock."""

from __future__ import annotations

import pytest
from botocore.exceptions import CapacityNotAvailableError
from botocore.retries import adaptive, bucket, throttling
from hypothesis import given
from hypothesis import strategies as st
from templates.runtime.client.adaptive import (
    CubicRate,
    MeasuredRate,
    RateLimiter,
    Turns,
)


class HandClock(bucket.Clock):  # type: ignore[misc]
    """A clock of botocore's that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def current_time(self) -> float:
        return self.now


class Detector:
    """Says of an attempt what the test says."""

    def is_throttling_error(self, throttled: bool) -> bool:
        return throttled


def theirs(clock: HandClock) -> adaptive.ClientRateLimiter:
    return adaptive.ClientRateLimiter(
        rate_adjustor=throttling.CubicCalculator(
            starting_max_rate=0, start_time=clock.current_time()
        ),
        rate_clocker=adaptive.RateClocker(clock),
        token_bucket=bucket.TokenBucket(max_rate=1, clock=clock),
        throttling_detector=Detector(),
        clock=clock,
    )


def test_a_rate_falls_by_three_tenths_and_is_back_when_the_curve_says() -> None:
    rate = CubicRate(10, 0)
    until_most = 1.9574338205844317
    assert rate.after_success(0) == pytest.approx(7)
    assert rate.after_success(until_most / 2) < 10
    assert rate.after_success(until_most) == pytest.approx(10)
    assert rate.after_success(until_most * 2) > 10
    assert rate.after_throttling(8, 1) == pytest.approx(5.6)
    assert rate.after_success(1 + 1.8171205928321397) == pytest.approx(8)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([1], 0.8),
        ([0.1, 0.2, 0.3, 0.4, 0.49], 0),
        ([0.1, 0.2, 0.3, 0.4, 0.49, 0.5], 12 * 0.8),
        (list(range(1, 21)), 1),
    ],
)
def test_a_rate_is_measured_by_half_seconds(
    times: list[float], expected: float
) -> None:
    measured = MeasuredRate(0)
    for time in times:
        measured.count(time)
    assert measured.rate == pytest.approx(expected)


def test_turns_come_at_their_rate_and_a_second_of_them_is_saved() -> None:
    turns = Turns(10, 0)
    assert turns.take(0) == pytest.approx(0.1)
    assert turns.take(0.1) == 0
    assert turns.take(0.15) == pytest.approx(0.05)
    assert turns.take(0.2) == 0
    assert [turns.take(100) for _ in range(11)] == [0] * 10 + [pytest.approx(0.1)]


def test_turns_never_come_slower_than_one_in_two_seconds() -> None:
    turns = Turns(10, 0)
    turns.change(0.1, 1)
    assert turns.rate == 0.5


def test_nobody_waits_before_the_first_throttling() -> None:
    limiter = RateLimiter(0.0)
    for time in range(50):
        limiter.report(False, time / 100)
        assert limiter.turn(time / 100) == 0


@given(
    st.lists(st.tuples(st.floats(0.001, 3.0), st.booleans()), min_size=1, max_size=60)
)
def test_the_wait_for_a_turn_is_that_of_botocore(
    attempts: list[tuple[float, bool]],
) -> None:
    clock = HandClock()
    limiter = theirs(clock)
    ours = RateLimiter(0.0)
    ours.report(False, 0.0)
    limiter.on_receiving_response(throttled=False)
    for seconds, throttled in attempts:
        clock.now += seconds
        assert ours.turn(clock.now) == pytest.approx(turn_of(limiter), abs=1e-9)
        ours.report(throttled, clock.now)
        limiter.on_receiving_response(throttled=throttled)


def turn_of(limiter: adaptive.ClientRateLimiter) -> float:
    tokens = limiter._token_bucket
    if not limiter._enabled:
        return 0
    try:
        tokens.acquire(block=False)
    except CapacityNotAvailableError:
        seconds: float = tokens._sleep_amount(1)
        return seconds
    return 0
