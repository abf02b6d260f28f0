"""HTTP libraries, each behind one small adapter that alone imports it.

`sync_transport` and `async_transport` are what a client asks when its caller has named
a library or none.
"""

from __future__ import annotations

from ..messages import AsyncTransport, Transport
from .settings import MissingLibraryError, TransportSettings


def sync_transport(
    library: str = "urllib3", settings: TransportSettings | None = None
) -> Transport:
    """Returns a transport that calls: `urllib3`, `pyreqwest` or `httpx2`.

    Raises:
        MissingLibraryError: The library is not installed.
        ValueError: There is no such transport.
    """
    try:
        match library:
            case "urllib3":
                from .urllib3_transport import Urllib3Transport

                return Urllib3Transport(settings)
            case "pyreqwest":
                from .pyreqwest_transport import PyreqwestTransport

                return PyreqwestTransport(settings)
            case "httpx2":
                from .httpx2_transport import Httpx2Transport

                return Httpx2Transport(settings)
            case _:
                raise _unknown(library, "urllib3, pyreqwest, httpx2")
    except ModuleNotFoundError as error:
        raise MissingLibraryError(library) from error


def async_transport(
    library: str = "aiohttp", settings: TransportSettings | None = None
) -> AsyncTransport:
    """Returns a transport that awaits: `aiohttp`, `pyreqwest` or `httpx2`.

    It may be made outside an event loop.

    Raises:
        MissingLibraryError: The library is not installed.
        ValueError: There is no such transport.
    """
    try:
        match library:
            case "aiohttp":
                from .aiohttp_transport import AiohttpTransport

                return AiohttpTransport(settings)
            case "pyreqwest":
                from .pyreqwest_transport import AsyncPyreqwestTransport

                return AsyncPyreqwestTransport(settings)
            case "httpx2":
                from .httpx2_transport import AsyncHttpx2Transport

                return AsyncHttpx2Transport(settings)
            case _:
                raise _unknown(library, "aiohttp, pyreqwest, httpx2")
    except ModuleNotFoundError as error:
        raise MissingLibraryError(library) from error


def _unknown(library: str, known: str) -> ValueError:
    return ValueError(f"there is no transport {library!r} here; there are {known}")
