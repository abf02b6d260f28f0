"""What all transports are told, and what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from msgspec import Struct

from ..failures import TransportError, TransportTimeoutError
from ..messages import Outgoing
from ..tls import Proxy, Tls, proxy_at

_REMEMBERED = 256


def _no_proxy(scheme: str, authority: str) -> None:
    return None


class TransportSettings(Struct, frozen=True, kw_only=True):
    """How a transport connects."""

    tls: Tls = Tls()
    """How connections are secured."""

    proxy: Callable[[str, str], str | None] = _no_proxy
    """Says by the address of which proxy, if any, a request goes: of its scheme, and of
    its host with its port if the endpoint names one. It is not asked each time."""

    connections: int = 50
    """How many connections to a host are kept for later."""


class ProxyChoice:
    """The proxies of a transport, each looked for once."""

    __slots__ = ("_found",)

    def __init__(self, settings: TransportSettings) -> None:
        choose = settings.proxy

        @lru_cache(maxsize=_REMEMBERED)
        def found(scheme: str, authority: str) -> Proxy | None:
            address = choose(scheme, authority)
            return proxy_at(address) if address else None

        self._found = found

    def of(self, request: Outgoing) -> Proxy | None:
        """Returns the proxy that a request goes by, if there is one.

        Raises:
            ValueError: Its address is no address of an HTTP proxy.
        """
        return self._found(request.scheme, authority(request))


class MissingLibraryError(ImportError):
    """The HTTP library of a transport is not installed."""

    def __init__(self, library: str) -> None:
        super().__init__(
            f"this transport needs {library}, which is not installed: "
            f"pip install {library}",
            name=library,
        )


def authority(request: Outgoing) -> str:
    """Returns host and port, as the header `Host` has them."""
    port = request.port
    return request.host if port is None else f"{request.host}:{port}"


def address(request: Outgoing) -> str:
    """Returns the whole address of a request."""
    return f"{request.scheme}://{authority(request)}{request.target}"


def has(request: Outgoing, name: str) -> bool:
    """Returns whether the request has a header field, by its name in lower case."""
    return any(field.lower() == name for field, _ in request.headers)


def as_latin_1(value: str) -> str:
    """Returns a value that, written in Latin-1, has the bytes of UTF-8."""
    return value if value.isascii() else value.encode().decode("latin-1")


def as_utf_8(value: str) -> str:
    """Returns a value that was read in Latin-1 as UTF-8, if it is that."""
    if value.isascii():
        return value
    return value.encode("latin-1").decode("utf-8", "surrogateescape")


def failure(error: Exception, request: Outgoing, timed_out: bool) -> TransportError:
    """Returns what a transport raises for an error of its library.

    Its text says where, and not what: a path may hold what is secret.
    """
    where = authority(request)
    if timed_out:
        return TransportTimeoutError(f"{where} did not answer in time")
    return TransportError(f"{where}: {_reason(error)}")


def _reason(error: BaseException) -> str:
    """Returns what the operating system or TLS says, or else the error's name."""
    for each in _chain(error):
        if isinstance(each, OSError) and each.strerror:
            return each.strerror
    return type(error).__name__


def _chain(error: BaseException | None) -> Iterable[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__ or _wrapped(error)


def _wrapped(error: BaseException) -> BaseException | None:
    return next((each for each in error.args if isinstance(each, BaseException)), None)
