"""HTTP libraries, each behind one small adapter that alone imports it.

`sync_transport` and `async_transport` are what a client asks when its caller has named
a library or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from ..messages import AsyncTransport, Transport
from .settings import MissingLibraryError, TransportSettings

_SYNC = {
    "urllib3": "Urllib3Transport",
    "pyreqwest": "PyreqwestTransport",
    "httpx2": "Httpx2Transport",
}
_ASYNC = {
    "aiohttp": "AiohttpTransport",
    "pyreqwest": "AsyncPyreqwestTransport",
    "httpx2": "AsyncHttpx2Transport",
}


def sync_transport(
    library: str = "urllib3", settings: TransportSettings | None = None
) -> Transport:
    """Returns a transport that calls: `urllib3`, `pyreqwest` or `httpx2`.

    Raises:
        MissingLibraryError: The library is not installed.
        ValueError: There is no such transport.
    """
    return cast("Transport", _made(library, _SYNC, settings))


def async_transport(
    library: str = "aiohttp", settings: TransportSettings | None = None
) -> AsyncTransport:
    """Returns a transport that awaits: `aiohttp`, `pyreqwest` or `httpx2`.

    It may be made outside an event loop.

    Raises:
        MissingLibraryError: The library is not installed.
        ValueError: There is no such transport.
    """
    return cast("AsyncTransport", _made(library, _ASYNC, settings))


def _made(
    library: str, classes: Mapping[str, str], settings: TransportSettings | None
) -> object:
    if library not in classes:
        known = ", ".join(classes)
        raise ValueError(f"there is no transport {library!r} here; there are {known}")
    try:
        module = import_module(f"{__name__}.{library}_transport")
    except ModuleNotFoundError as error:
        raise MissingLibraryError(library) from error
    made: object = getattr(module, classes[library])(settings)
    return made
