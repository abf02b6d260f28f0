"""How connections are secured, and the proxies that they go by."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from .discreet import Discreet

if TYPE_CHECKING:
    from ssl import SSLContext


class Tls(Struct, frozen=True, kw_only=True):
    """How a client knows a server, and shows who it is itself."""

    ca_bundle: str | None = None
    """A file of certificates to trust in place of the system's."""

    certificate: str | None = None
    """A file with the certificate of the client, and its key if `key` is None."""

    key: str | None = None
    """A file with the key of the client."""

    verify: bool = True
    """Whether servers have to show a certificate that is trusted."""

    def context(self) -> SSLContext:
        """Returns the context of these settings: one for all clients of a runtime.

        Raises:
            OSError: A file cannot be read or has no certificate.
        """
        return _context(self)


@cache
def _context(tls: Tls) -> SSLContext:
    # Imported here: it costs milliseconds, which plain HTTP need not pay.
    import ssl

    context = ssl.create_default_context(cafile=tls.ca_bundle)
    if not tls.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if tls.certificate is not None:
        context.load_cert_chain(tls.certificate, tls.key)
    return context


class Proxy(Discreet, frozen=True):
    """A proxy, by the parts of its address."""

    scheme: str
    """`http` or `https`."""

    host: str
    """Its host."""

    port: int
    """Its port."""

    authorization: str | None
    """The value of `Proxy-Authorization`, if the address has a user."""

    @property
    def headers(self) -> dict[str, str]:
        """What the proxy gets to know the client by."""
        if self.authorization is None:
            return {}
        return {"Proxy-Authorization": self.authorization}

    @property
    def address(self) -> str:
        """Its address, without user and password."""
        return f"{self.scheme}://{self.host}:{self.port}"


@cache
def proxy_at(address: str) -> Proxy:
    """Reads the address of a proxy, whose scheme is `http` if it names none.

    Raises:
        ValueError: It is no address of an HTTP proxy.
    """
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("a proxy's address is http://host:port or https://host:port")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = 443 if parts.scheme == "https" else 80
    authorization = None
    if parts.username is not None:
        from base64 import b64encode

        user = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = f"Basic {b64encode(user.encode()).decode()}"
    return Proxy(parts.scheme, host, parts.port or usual, authorization)
