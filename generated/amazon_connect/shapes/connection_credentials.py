"""The shape `ConnectionCredentials`."""

from __future__ import annotations

from .._runtime.shapes import Structure


class ConnectionCredentials(
    Structure,
    kw_only=True,
    rename={"connection_token": "ConnectionToken", "expiry": "Expiry"},
):
    """The credentials that a chat participant uses to connect to the Connect Customer
    Participant Service.
    """

    connection_token: str | None = None
    """The connection token used by the chat participant to call the Connect Customer
    Participant Service.

    Constraints: 1 to 1,000 characters.
    """

    expiry: str | None = None
    """The expiration of the token. It's specified in ISO 8601 format:
    yyyy-MM-ddThh:mm:ss.SSSZ. For example, 2019-11-08T02:41:28.172Z.
    """
