"""The shape `ConnectionType`."""

from __future__ import annotations

from .._runtime.shapes import OpenEnum


class ConnectionType(OpenEnum):
    """Not documented by the service."""

    WEBSOCKET = "WEBSOCKET"
    CONNECTION_CREDENTIALS = "CONNECTION_CREDENTIALS"
    AUTHENTICATION_SESSION = "AUTHENTICATION_SESSION"
    WEBRTC_CONNECTION = "WEBRTC_CONNECTION"
