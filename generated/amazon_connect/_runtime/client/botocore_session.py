"""What botocore knows of credentials and tokens, which it keeps fresh itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from .credentials import Credentials, CredentialsError
from .identities import Token

if TYPE_CHECKING:
    from typing import Protocol

    class _Keys(Protocol):
        """Keys as botocore gives them out."""

        @property
        def access_key(self) -> str: ...
        @property
        def secret_key(self) -> str: ...
        @property
        def token(self) -> str | None: ...
        @property
        def account_id(self) -> str | None: ...

    class _KeyHolder(Protocol):
        """What keeps keys fresh."""

        def get_frozen_credentials(self) -> _Keys: ...

    class _Token(Protocol):
        """A token as botocore gives it out."""

        @property
        def token(self) -> str: ...
        @property
        def expiration(self) -> datetime | None: ...

    class _TokenHolder(Protocol):
        """What keeps a token fresh."""

        def get_frozen_token(self) -> _Token: ...

    class _Session(Protocol):
        """What knows where to find them."""

        def set_config_variable(self, name: str, value: str) -> None: ...
        def get_credentials(self) -> _KeyHolder | None: ...
        def get_auth_token(self) -> _TokenHolder | None: ...


T = TypeVar("T")


class BotocoreSession:
    """A session of botocore, which reads the environment of the process."""

    def __init__(self, profile: str | None, region: str | None) -> None:
        """Imports botocore, which takes longer than all else that a client does first.

        Args:
            profile: The profile to use, whatever the environment says.
            region: Where roles are assumed, if the configuration does not say.

        Raises:
            ImportError: It is not installed.
            CredentialsError: It cannot read its configuration.
        """
        make = import_module("botocore.session").Session
        self._known: type[Exception] = import_module(
            "botocore.exceptions"
        ).BotoCoreError
        self._session: _Session = make(profile=profile)
        if region is not None:
            self._session.set_config_variable("region", region)

    def credentials(self) -> Credentials | None:
        """Returns the credentials that its chain finds, if any.

        Raises:
            CredentialsError: They are configured, and not to be had.
        """
        return self._asked("credentials", self._credentials)

    def token(self) -> Token | None:
        """Returns the bearer token of the profile's single sign-on, if any.

        Raises:
            CredentialsError: It is configured, and not to be had.
        """
        return self._asked("token", self._token)

    def _asked(self, what: str, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except self._known as error:
            reason = str(error)
        except Exception as error:
            # What it says may be what a process has printed.
            reason = type(error).__name__
        # Raised here, so that it holds no error of botocore's.
        raise CredentialsError(f"botocore has no {what}: {reason}")

    def _credentials(self) -> Credentials | None:
        if (holder := self._session.get_credentials()) is None:
            return None
        keys = holder.get_frozen_credentials()
        expiry: datetime | None = getattr(holder, "_expiry_time", None)
        token, account = keys.token, keys.account_id
        return Credentials(keys.access_key, keys.secret_key, token, expiry, account)

    def _token(self) -> Token | None:
        if (holder := self._session.get_auth_token()) is None:
            return None
        frozen = holder.get_frozen_token()
        return Token(frozen.token, frozen.expiration)
