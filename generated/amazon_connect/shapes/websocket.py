"""The shape `Websocket`."""

from __future__ import annotations

from .._runtime.shapes import Structure


class Websocket(
    Structure,
    kw_only=True,
    rename={"url": "Url", "connection_expiry": "ConnectionExpiry"},
):
    """The websocket that a chat participant uses to receive messages and events for the
    chat.
    """

    url: str | None = None
    """The URL of the websocket.

    Constraints: 1 to 2,000 characters.
    """

    connection_expiry: str | None = None
    """The expiration of the websocket URL. It's specified in ISO 8601 format:
    yyyy-MM-ddThh:mm:ss.SSSZ. For example, 2019-11-08T02:41:28.172Z.
    """
