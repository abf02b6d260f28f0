"""AWS credentials, and how they are had again before they expire."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from math import inf
from threading import Lock
from time import time
from typing import TypeAlias

from .discreet import Discreet
from .profiles import ConfigurationError

_SPARE = 300.0
_TRIED_AGAIN_AFTER = 60.0


class CredentialsError(ConfigurationError):
    """Credentials are not to be had; the message says where was looked."""


class Credentials(Discreet, frozen=True):
    """An access key with its secret. Its `repr` shows neither."""

    access_key_id: str
    """The id of the key, which is in each signature."""

    secret_access_key: str
    """What signatures are made with; it is never sent."""

    session_token: str | None = None
    """Goes along with keys that were given for a while only."""

    expires_at: datetime | None = None
    """When the keys stop working, with a time zone; None if that is not known."""

    account_id: str | None = None
    """The account that the keys belong to, where that is known."""

    def __post_init__(self) -> None:
        """Checks the expiry.

        Raises:
            ValueError: It has no time zone.
        """
        if self.expires_at is not None and self.expires_at.utcoffset() is None:
            raise ValueError("expires_at needs a time zone")


CredentialsSource: TypeAlias = Callable[[], Credentials]
"""Fetches credentials, and may block meanwhile; raises `CredentialsError`."""


class RefreshedCredentials:
    """Credentials from a source, fetched once for all who wait, and again in time.

    They are fetched anew 5 minutes before they expire. If that fails, those at hand are
    used until they have expired, and the source is asked again after a minute. One
    value serves any number of threads, event loops and forked processes; it is an
    `IdentitySource` of calls.
    """

    def __init__(
        self, source: CredentialsSource, clock: Callable[[], float] = time
    ) -> None:
        """Keeps what the source gives.

        Args:
            source: Fetches credentials.
            clock: Says the seconds since 1970.
        """
        self._source, self._clock = source, clock
        self._held: Credentials | None = None
        self._due = 0.0
        self._lock, self._process = Lock(), os.getpid()
        self._fetches, self._failure = 0, ""

    def ready(self, now: float) -> Credentials | None:
        """Returns the credentials if there is no need to fetch any.

        Args:
            now: Seconds since 1970.
        """
        return self._held if now < self._due else None

    def load(self) -> Credentials:
        """Returns the credentials, after they have been fetched if need be.

        Raises:
            CredentialsError: The source has none, or only expired ones.
        """
        if self._process != os.getpid():
            # Whoever held the lock when the process was forked is not in this one.
            self._lock, self._process = Lock(), os.getpid()
        fetches = self._fetches
        with self._lock:
            if (held := self.ready(self._clock())) is not None:
                return held
            if fetches != self._fetches and self._failure:
                # Another thread has asked meanwhile, and this one waited for it.
                raise CredentialsError(self._failure)
            return self._fetch()

    def _fetch(self) -> Credentials:
        held, self._failure = self._held, ""
        self._fetches += 1
        try:
            fetched = self._source()
            now = self._clock()
            if (expiry := _expiry(fetched)) <= now:
                raise CredentialsError("the credentials found have expired")
        except CredentialsError as error:
            now = self._clock()
            if held is None or (expiry := _expiry(held)) <= now:
                self._failure = str(error)
                raise
            self._due = min(now + _TRIED_AGAIN_AFTER, expiry)
            return held
        self._held = fetched
        self._due = max(min(now + _TRIED_AGAIN_AFTER, expiry), expiry - _SPARE)
        return fetched

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


def _expiry(credentials: Credentials) -> float:
    expiry = credentials.expires_at
    return inf if expiry is None else expiry.timestamp()
