"""Times of contenders that take turns, so that a noisy moment hits all of them.

Times are the processor's: what other processes take away does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from statistics import median
from time import process_time_ns

Times = Mapping[str, Sequence[float]]
"""Seconds per call, by contender and round."""

_BATCH = 0.002
"""Seconds that one contender runs in one round."""


def in_turns(contenders: Mapping[str, Callable[[], object]], rounds: int) -> Times:
    """Times calls of each contender in every round, in batches of equal duration."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    calls = {name: _calls_per_batch(run) for name, run in contenders.items()}
    for _ in range(rounds):
        for name, run in contenders.items():
            times[name].append(_seconds(run, calls[name]) / calls[name])
    return times


def ratio(times: Times, slower: str, faster: str) -> float:
    """Returns the median, over the rounds, of how many times as long one takes."""
    return median(a / b for a, b in zip(times[slower], times[faster], strict=True))


def _calls_per_batch(run: Callable[[], object]) -> int:
    calls = 1
    # The best of a few: a collection of garbage would pass for a slow contender.
    while min(_seconds(run, calls) for _ in range(5)) < _BATCH:
        calls *= 2
    return calls


def _seconds(run: Callable[[], object], calls: int) -> float:
    start = process_time_ns()
    for _ in repeat(None, calls):
        run()
    return (process_time_ns() - start) / 1e9
