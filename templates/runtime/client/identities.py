"""Who calls, where that is not said by AWS credentials."""

from __future__ import annotations

from datetime import datetime

from .discreet import Discreet


class Token(Discreet, frozen=True):
    """A bearer token. Its `repr` does not show it."""

    token: str
    """What is sent."""

    expires_at: datetime | None = None
    """When it stops working, with a time zone; None if that is not known."""


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
