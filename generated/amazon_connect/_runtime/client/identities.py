"""Who calls, and how that is known again before it expires."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import inf
from time import time
from typing import TYPE_CHECKING, Generic, TypeVar

from .discreet import Discreet
from .locks import ProcessLock
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

    It is fetched anew 5 minutes before it expires, by whoever comes first then; the
    others use the one at hand meanwhile. If that fails, all use it until it has
    expired, and the source is asked again after a minute. One value serves any number
    of threads, event loops and forked processes; it is an `IdentitySource` of calls.
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
        self._due = self._expiry = 0.0
        self._lock = ProcessLock()
        self._fetches, self._is_fetching = 0, False
        self._failure: ConfigurationError | None = None

    def ready(self, now: float) -> IdentityT | None:
        """Returns the identity if there is no need to fetch any.

        Args:
            now: Seconds since 1970.
        """
        good_until = self._expiry if self._is_fetching else self._due
        return self._held if now < good_until else None

    def load(self) -> IdentityT:
        """Returns the identity, after it has been fetched if need be.

        Raises:
            ConfigurationError: The source has none, or only one that has expired.
        """
        fetches = self._fetches
        with self._lock:
            if (held := self.ready(self._clock())) is not None:
                return held
            if fetches != self._fetches and self._failure is not None:
                # Another thread has asked meanwhile, and this one waited for it.
                raise type(self._failure)(str(self._failure))
            self._is_fetching = True
            try:
                return self._fetch()
            finally:
                self._is_fetching = False

    def _fetch(self) -> IdentityT:
        held, self._failure = self._held, None
        self._fetches += 1
        try:
            fetched = self._source()
            now, expiry = self._clock(), _expiry(fetched)
            if expiry <= now:
                raise ConfigurationError(f"{fetched!r} has expired")
        except Exception as error:
            if held is not None and (now := self._clock()) < self._expiry:
                self._due = min(now + _TRIED_AGAIN_AFTER, self._expiry)
                return held
            if isinstance(error, ConfigurationError):
                # A new one, which holds no frames.
                self._failure = type(error)(str(error))
            raise
        self._held, self._expiry = fetched, expiry
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
