"""AWS credentials."""

from __future__ import annotations

from datetime import datetime

from .discreet import Discreet
from .identities import hold_time_zone
from .profiles import ConfigurationError


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
        hold_time_zone(self.expires_at)
