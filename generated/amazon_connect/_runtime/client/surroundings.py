"""What the calls of a client share, and what both drivers answer alike."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from uuid import uuid4

from .adaptive import RateLimiter
from .retries import RetryTokens
from .steps import (
    AwaitTurn,
    Clock,
    CorrectClock,
    GiveTokens,
    Instant,
    NewId,
    Random,
    Report,
    Step,
    TakeTokens,
)


def _random_id() -> str:
    return str(uuid4())


class Surroundings:
    """Clock, randomness, retry tokens and rate of a client.

    A client shares one with all that `with_options` makes of it. Safe to use by many
    threads.
    """

    __slots__ = ("_monotonic", "_new_id", "_random", "_slow", "_wall", "rate", "tokens")

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        random: Callable[[], float] = random.random,
        new_id: Callable[[], str] = _random_id,
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._random = random
        self._new_id = new_id
        self._slow = 0.0
        self.tokens = RetryTokens()
        """What pays for retries."""
        self.rate = RateLimiter(monotonic())
        """What slows calls down that ask for it."""

    def now(self) -> Instant:
        """Returns the time, by the service's clock as far as that is known."""
        return Instant(self._wall() + self._slow, self._monotonic())

    def answer(self, step: Step) -> object:
        """Answers a step for which nobody has to wait.

        Raises:
            TypeError: There is waiting to do, which is for a driver.
        """
        match step:
            case Clock():
                return self.now()
            case GiveTokens():
                self.tokens.give(step.amount)
            case NewId():
                return self._new_id()
            case Random():
                return self._random()
            case TakeTokens():
                return self.tokens.take(step.amount)
            case AwaitTurn():
                return self.rate.turn(self._monotonic())
            case Report():
                self.rate.report(step.throttled, self._monotonic())
            case CorrectClock():
                self._slow += step.seconds
            case _:
                raise TypeError(f"no driver knows the step {type(step).__name__}")
        return None
