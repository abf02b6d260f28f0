"""Who calls, and how that is known again before it expires."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from math import inf
from threading import Lock
from time import time
from typing import TYPE_CHECKING, Generic, TypeVar

from .discreet import Discreet
from .profiles import ConfigurationError

if TYPE_CHECKING:
    from typing import Protocol

    class Expiring(Protocol):
        """What is good until some time."""

        @property
        def expires_at(self) -> datetime | None:
            """When it stops working, with a time zone; None if that is not known."""
            ...


IdentityT = TypeVar("IdentityT", bound="Expiring")
T = TypeVar("T")

_SPARE = 300.0
_TRIED_AGAIN_AFTER = 60.0


class Token(Discreet, frozen=True):
    """A bearer token. Its `repr` does not show it."""

    token: str
    """What is sent."""

    expires_at: datetime | None = None
    """When it stops working, with a time zone; None if that is not known."""

    def __post_init__(self) -> None:
        """Checks the expiry.

        Raises:
            ValueError: It has no time zone.
        """
        hold_time_zone(self.expires_at)


class ApiKey(Discreet, frozen=True):
    """A key that a service gave to its user. Its `repr` does not show it."""

    key: str
    """What is sent."""


class Login(Discreet, frozen=True):
    """A user name with its password. Its `repr` shows neither."""

    username: str
    """The name, which has no colon."""

    password: str
    """The password."""


class Fixed(Generic[T]):
    """An identity that is at hand; it is an `IdentitySource` of calls."""

    def __init__(self, identity: T) -> None:
        self._identity = identity

    def ready(self, now: float) -> T:
        """Returns the identity, at any time."""
        return self._identity

    def load(self) -> T:
        """Returns the identity."""
        return self._identity

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class Refreshed(Generic[IdentityT]):
    """An identity from a source, fetched once for all who wait, and again in time.

    It is fetched anew 5 minutes before it expires. If that fails, the one at hand is
    used until it has expired, and the source is asked again after a minute. One value
    serves any number of threads, event loops and forked processes; it is an
    `IdentitySource` of calls.
    """

    def __init__(
        self, source: Callable[[], IdentityT], clock: Callable[[], float] = time
    ) -> None:
        """Keeps what the source gives.

        Args:
            source: Fetches an identity, and may block meanwhile.
            clock: Says the seconds since 1970.
        """
        self._source, self._clock = source, clock
        self._held: IdentityT | None = None
        self._due = 0.0
        self._lock, self._process = Lock(), os.getpid()
        self._fetches = 0
        self._failure: ConfigurationError | None = None

    def ready(self, now: float) -> IdentityT | None:
        """Returns the identity if there is no need to fetch any.

        Args:
            now: Seconds since 1970.
        """
        return self._held if now < self._due else None

    def load(self) -> IdentityT:
        """Returns the identity, after it has been fetched if need be.

        Raises:
            ConfigurationError: The source has none, or only one that has expired.
        """
        if self._process != os.getpid():
            # Whoever held the lock when the process was forked is not in this one.
            self._lock, self._process = Lock(), os.getpid()
        fetches = self._fetches
        with self._lock:
            if (held := self.ready(self._clock())) is not None:
                return held
            if fetches != self._fetches and self._failure is not None:
                # Another thread has asked meanwhile, and this one waited for it.
                raise type(self._failure)(str(self._failure))
            return self._fetch()

    def _fetch(self) -> IdentityT:
        held, self._failure = self._held, None
        self._fetches += 1
        try:
            fetched = self._source()
            now = self._clock()
            if (expiry := _expiry(fetched)) <= now:
                raise ConfigurationError(f"{fetched!r} has expired")
        except Exception as error:
            now = self._clock()
            if held is None or (expiry := _expiry(held)) <= now:
                if isinstance(error, ConfigurationError):
                    self._failure = error
                raise
            self._due = min(now + _TRIED_AGAIN_AFTER, expiry)
            return held
        self._held = fetched
        self._due = max(min(now + _TRIED_AGAIN_AFTER, expiry), expiry - _SPARE)
        return fetched

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


def hold_time_zone(expiry: datetime | None) -> None:
    """Checks an expiry.

    Raises:
        ValueError: It has no time zone.
    """
    if expiry is not None and expiry.utcoffset() is None:
        raise ValueError("expires_at needs a time zone")


def _expiry(identity: Expiring) -> float:
    expiry = identity.expires_at
    return inf if expiry is None else expiry.timestamp()
