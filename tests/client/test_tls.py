"""Secured connections over every transport, straight and by a proxy."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from templates.runtime.client.failures import TransportError
from templates.runtime.client.tls import Tls, proxy_at
from templates.runtime.client.transports.settings import TransportSettings

from tests.client.certificates import Authority
from tests.client.exchanges import every_transport, request, user_of
from tests.client.loopback import Loopback


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


def secured(authority: Authority, host: str = "127.0.0.1") -> Loopback:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate(host))
    return Loopback(context=context)


def trusting(authority: Authority, certificate: Path | None = None) -> Tls:
    shown = None if certificate is None else str(certificate)
    return Tls(ca_bundle=str(authority.bundle), certificate=shown)


def status(name: str, port: int, tls: Tls) -> int:
    user = user_of(name, TransportSettings(tls=tls))
    try:
        return user.get(request(port, scheme="https")).status
    finally:
        user.close()


@every_transport
def test_a_certificate_that_is_trusted_will_do(name: str, authority: Authority) -> None:
    with secured(authority) as server:
        assert status(name, server.port, trusting(authority)) == 200


@every_transport
def test_a_certificate_that_nobody_trusts_is_an_error(
    name: str, authority: Authority
) -> None:
    with secured(authority) as server:
        with pytest.raises(TransportError, match=r"127\.0\.0\.1"):
            status(name, server.port, Tls())
        assert server.received == []


@every_transport
def test_a_certificate_of_another_host_is_an_error(
    name: str, authority: Authority
) -> None:
    with secured(authority, "other.example") as server:
        with pytest.raises(TransportError):
            status(name, server.port, trusting(authority))
        assert server.received == []


@every_transport
def test_without_verification_any_certificate_will_do(
    name: str, authority: Authority
) -> None:
    with secured(authority, "other.example") as server:
        assert status(name, server.port, Tls(verify=False)) == 200


@every_transport
def test_a_client_shows_its_own_certificate(name: str, authority: Authority) -> None:
    server = secured(authority)
    assert server.context is not None
    server.context.verify_mode = ssl.CERT_REQUIRED
    server.context.load_verify_locations(authority.bundle)
    own = authority.certificate("client.example")
    with server:
        with pytest.raises(TransportError):
            status(name, server.port, trusting(authority))
        assert status(name, server.port, trusting(authority, own)) == 200


@every_transport
def test_a_secured_request_goes_through_a_proxy_by_a_tunnel(
    name: str, authority: Authority
) -> None:
    with secured(authority) as server, Loopback([tunnel(server.port)]) as proxy:
        address = f"http://ann:secret@127.0.0.1:{proxy.port}"
        settings = TransportSettings(
            tls=trusting(authority), proxy=lambda scheme, host: address
        )
        user = user_of(name, settings)
        got = user.get(request(server.port, "/a?b=c", scheme="https"))
        user.close()
        assert got.status == 200
        (asked,) = proxy.received
        assert asked.line.startswith(f"CONNECT 127.0.0.1:{server.port} HTTP/1.")
        assert asked.field("proxy-authorization") == "Basic YW5uOnNlY3JldA=="
        (received,) = server.received
        assert received.line == "POST /a?b=c HTTP/1.1"
        assert received.field("proxy-authorization") is None


def tunnel(port: int) -> Callable[[socket.socket], None]:
    """Connects whoever asks with a server, until one of both has had enough."""

    def connect(client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", port))
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        back = threading.Thread(target=pump, args=(server, client))
        back.start()
        pump(client, server)
        back.join()
        server.close()

    return connect


def pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def test_equal_settings_share_one_context(authority: Authority) -> None:
    assert trusting(authority).context() is trusting(authority).context()
    assert trusting(authority).context() is not Tls().context()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://proxy:8080", ("http://proxy:8080", {})),
        ("proxy:8080", ("http://proxy:8080", {})),
        ("https://proxy", ("https://proxy:443", {})),
        ("http://[::1]:1", ("http://[::1]:1", {})),
        (
            "http://a%3Ab:c%40d@proxy/",
            ("http://proxy:80", {"Proxy-Authorization": "Basic YTpiOmNAZA=="}),
        ),
    ],
)
def test_the_address_of_a_proxy_is_read(
    address: str, expected: tuple[str, dict[str, str]]
) -> None:
    proxy = proxy_at(address)
    assert (proxy.address, proxy.headers) == expected
    assert repr(proxy) == "<Proxy>"


def test_what_is_no_proxy_is_refused_without_showing_it() -> None:
    for address in ("socks5://ann:secret@proxy:1", "http://", "http://a:secret@p:x"):
        with pytest.raises(ValueError, match=r"proxy's address|[Pp]ort") as raised:
            proxy_at(address)
        assert "secret" not in str(raised.value)
