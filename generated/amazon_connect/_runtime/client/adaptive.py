"""Adaptive retries: a client that is throttled sends less as a whole.

After throttling, calls take turns at a rate that falls by a factor, and grows again by
a cubic curve: slowly near the rate that was too much, then faster. What the curve is
made of: https://www.rfc-editor.org/rfc/rfc9438#section-4.2
"""

from __future__ import annotations

import math

from .locks import ProcessLock

_GROWTH = 0.4
_DECREASE = 0.7
_SMOOTHING = 0.8
_PERIOD = 0.5
_SLOWEST = 0.5
_MOST_INCREASE = 2.0


class CubicRate:
    """How many calls a second may be sent, by the time since the last throttling."""

    __slots__ = ("_most", "_since", "_until_most")

    def __init__(self, rate: float, now: float) -> None:
        self._fall(rate, now)

    def _fall(self, rate: float, now: float) -> None:
        self._most = rate
        self._since = now
        self._until_most = math.cbrt(rate * (1 - _DECREASE) / _GROWTH)

    def after_success(self, now: float) -> float:
        """Returns the rate when all is well."""
        since = now - self._since - self._until_most
        return _GROWTH * since * since * since + self._most

    def after_throttling(self, rate: float, now: float) -> float:
        """Returns the rate when `rate` was too much."""
        self._fall(rate, now)
        return rate * _DECREASE


class MeasuredRate:
    """How many answers a second there were lately."""

    __slots__ = ("_count", "_period", "rate")

    def __init__(self, now: float) -> None:
        self._period = float(math.floor(now))
        self._count = 0
        self.rate = 0.0
        """The rate, smoothed over periods of half a second."""

    def count(self, now: float) -> float:
        """Counts one answer, and returns the rate."""
        period = math.floor(now / _PERIOD) * _PERIOD
        self._count += 1
        if period > self._period:
            latest = self._count / (period - self._period)
            self.rate = latest * _SMOOTHING + self.rate * (1 - _SMOOTHING)
            self._count = 0
            self._period = period
        return self.rate


class Turns:
    """Turns that come at a rate; a second's worth of them may be saved."""

    __slots__ = ("_filled", "_left", "_most", "_slowest", "rate")

    def __init__(self, rate: float, now: float, slowest: float = _SLOWEST) -> None:
        self._slowest = slowest
        self._filled = now
        self._left = 0.0
        self.rate = 0.0
        """How many turns come in a second."""
        self._set(rate)

    def _set(self, rate: float) -> None:
        self.rate = max(rate, self._slowest)
        self._most = max(rate, 1.0)
        self._left = min(self._left, self._most)

    def _fill(self, now: float) -> None:
        self._left = min(self._most, self._left + (now - self._filled) * self.rate)
        self._filled = now

    def change(self, rate: float, now: float) -> None:
        """Lets turns come at another rate from now on."""
        self._fill(now)
        self._set(rate)

    def take(self, now: float) -> float:
        """Takes a turn and returns 0, or says in how many seconds there is one."""
        self._fill(now)
        if self._left >= 1:
            self._left -= 1
            return 0.0
        return (1 - self._left) / self.rate


class RateLimiter:
    """What makes the calls of a client take turns once a service throttles them.

    All calls of a client share it. Safe to use by many threads.
    """

    __slots__ = ("_cubic", "_lock", "_measured", "_throttled", "_turns")

    def __init__(self, now: float) -> None:
        self._lock = ProcessLock()
        self._throttled = False
        self._cubic = CubicRate(0.0, now)
        self._measured = MeasuredRate(now)
        self._turns = Turns(1.0, now)

    def turn(self, now: float) -> float:
        """Takes a turn and returns 0, or says how many seconds to wait for one.

        Nobody waits before the first throttling.

        Args:
            now: Seconds by a clock that nobody sets.
        """
        if not self._throttled:
            return 0.0
        with self._lock:
            return self._turns.take(now)

    def report(self, throttled: bool, now: float) -> None:
        """Notes how an attempt went.

        Args:
            throttled: Whether the service throttled it.
            now: Seconds by a clock that nobody sets.
        """
        with self._lock:
            measured = self._measured.count(now)
            if throttled:
                slower = measured
                if self._throttled:
                    slower = min(measured, self._turns.rate)
                rate = self._cubic.after_throttling(slower, now)
                self._throttled = True
            else:
                rate = self._cubic.after_success(now)
            self._turns.change(min(rate, _MOST_INCREASE * measured), now)
