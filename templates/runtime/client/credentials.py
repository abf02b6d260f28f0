"""AWS credentials, and how they are had again before they expire."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from .discreet import Discreet
from .profiles import ConfigurationError

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future

_REFRESHED_BEFORE = timedelta(minutes=5)
_TRIED_AGAIN_AFTER = timedelta(minutes=1)


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
    value serves any number of threads, event loops and forked processes.
    """

    def __init__(self, source: CredentialsSource) -> None:
        self._source = source
        self._held: Credentials | None = None
        self._due: datetime | None = None
        self._lock, self._process = Lock(), os.getpid()
        self._fetches, self._failure = 0, ""
        self._awaited: dict[AbstractEventLoop, Future[Credentials]] = {}

    def at_hand(self, now: datetime) -> Credentials | None:
        """Returns the credentials if there is no need to fetch any."""
        return self._held if self._due is None or now < self._due else None

    def get(self, now: datetime) -> Credentials:
        """Returns the credentials, after they have been fetched if need be.

        Args:
            now: The time, with a time zone.

        Raises:
            CredentialsError: The source has none, or only expired ones.
        """
        if (held := self.at_hand(now)) is not None:
            return held
        if self._process != os.getpid():
            # Whoever held the lock when the process was forked is not in this one.
            self._lock, self._process = Lock(), os.getpid()
        fetches = self._fetches
        with self._lock:
            if (held := self.at_hand(now)) is not None:
                return held
            if fetches != self._fetches and self._failure:
                # Another thread has asked meanwhile, and this one waited for it.
                raise CredentialsError(self._failure)
            return self._fetch(now)

    async def get_async(self, now: datetime) -> Credentials:
        """Returns the credentials as `get` does, fetching them off the event loop.

        A task that is cancelled while it waits takes nothing from the others.
        """
        if (held := self.at_hand(now)) is not None:
            return held
        from asyncio import get_running_loop, shield

        loop = get_running_loop()
        if (awaited := self._awaited.get(loop)) is None:
            awaited = self._awaited[loop] = loop.run_in_executor(None, self.get, now)
            awaited.add_done_callback(self._arrived)
        return await shield(awaited)

    def _arrived(self, awaited: Future[Credentials]) -> None:
        self._awaited.pop(awaited.get_loop(), None)
        if not awaited.cancelled():
            # Whoever waited may be gone; then asyncio need not complain of a failure.
            awaited.exception()

    def _fetch(self, now: datetime) -> Credentials:
        held, self._failure = self._held, ""
        self._fetches += 1
        try:
            fetched = self._source()
            if _has_expired(fetched, now):
                raise CredentialsError("the credentials found have expired")
        except CredentialsError as error:
            if held is None or held.expires_at is None or _has_expired(held, now):
                self._failure = str(error)
                raise
            self._due = min(now + _TRIED_AGAIN_AFTER, held.expires_at)
            return held
        self._held = fetched
        if fetched.expires_at is None:
            self._due = None
        else:
            soon = min(now + _TRIED_AGAIN_AFTER, fetched.expires_at)
            self._due = max(soon, fetched.expires_at - _REFRESHED_BEFORE)
        return fetched

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


def _has_expired(credentials: Credentials, now: datetime) -> bool:
    return credentials.expires_at is not None and credentials.expires_at <= now
