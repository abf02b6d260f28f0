"""What every transport has to do, held against a server that keeps each byte."""

from __future__ import annotations

import asyncio
import gzip
import os
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from templates.runtime.client.failures import TransportError
from templates.runtime.client.messages import Timeouts
from templates.runtime.client.transports import async_transport, sync_transport
from templates.runtime.client.transports.settings import (
    MissingLibraryError,
    TransportSettings,
)

from tests.client.exchanges import (
    INSTALLED,
    PATIENT,
    Async,
    Sync,
    every_transport,
    request,
    user_of,
)
from tests.client.loopback import Loopback, Reply, reply

OWN = {"host", "content-length", "transfer-encoding", "connection", "proxy-connection"}
TARGETS = [
    "/",
    "/a//b/",
    "/a/../b/./c",
    "/a/%2e%2E/b",
    "/a%2fb%2Fc",
    "/~a-b._c!$&'()*+,;=:@",
    "/a[b]|c^d`e{f}",
    "/a?x=1&y&z=&x=2",
    "/a?x=[1]&y=%7e~%27'&z=a/b?c",
    "/?",
    "/%C3%A9%20",
]


@pytest.fixture(params=INSTALLED)
def user(request: pytest.FixtureRequest) -> Iterator[Sync]:
    made = user_of(request.param)
    yield made
    made.close()


@pytest.mark.parametrize("target", TARGETS)
def test_the_target_is_sent_exactly_or_not_at_all(user: Sync, target: str) -> None:
    with Loopback() as server:
        try:
            user.get(request(server.port, target))
        except ValueError:
            assert user.library == "pyreqwest" or target == "/?"
            assert server.received == []
        else:
            assert server.received[0].line == f"POST {target} HTTP/1.1"


def test_the_headers_are_sent_exactly(user: Sync) -> None:
    headers = [
        ("User-Agent", "test/1"),
        ("X-Twice", "a"),
        ("x-plain", "b  c"),
        ("X-Twice", "d"),
        ("X-Empty", ""),
        ("X-Text", "Zoë ☃"),
        ("Authorization", "AWS4 x=y, z"),
    ]
    with Loopback() as server:
        user.get(request(server.port, headers=headers, body=b"{}"))
        sent = [
            (name.lower(), value)
            for name, value in server.received[0].fields
            if name.lower() not in OWN
        ]
    expected = [(name.lower(), value) for name, value in headers]
    if user.library == "pyreqwest":
        # It cannot be kept from saying that it takes everything.
        sent.remove(("accept", "*/*"))
    assert sorted(sent) == sorted(expected)


def test_the_host_is_sent_with_its_port(user: Sync) -> None:
    with Loopback() as server:
        user.get(request(server.port))
        assert server.received[0].field("host") == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT", "POST", "PATCH"])
def test_every_method_goes_without_a_body(user: Sync, method: str) -> None:
    with Loopback([reply(200, b"")]) as server:
        assert user.get(request(server.port, method=method)).body == b""
        received = server.received[0]
    assert received.line.startswith(f"{method} ")
    assert received.field("content-length") in (None, "0")
    assert received.field("transfer-encoding") is None


def test_a_body_of_bytes_has_its_length(user: Sync) -> None:
    body = bytes(range(256)) * 1000
    with Loopback() as server:
        user.get(request(server.port, method="PUT", body=body))
        assert server.received[0].body == body
        assert server.received[0].field("content-length") == "256000"


def test_a_stream_is_sent_in_chunks(user: Sync) -> None:
    body = user.stream([b"abc", b"", b"de"])
    with Loopback() as server:
        user.get(request(server.port, method="PUT", body=body))
        assert server.received[0].body == b"abcde"
        assert server.received[0].field("transfer-encoding") == "chunked"


def test_a_stream_of_known_length_is_sent_in_one_piece(user: Sync) -> None:
    headers = [("User-Agent", "test"), ("Content-Length", "5")]
    body = user.stream([b"abc", b"de"])
    with Loopback() as server:
        user.get(request(server.port, method="PUT", headers=headers, body=body))
        assert server.received[0].body == b"abcde"
        assert server.received[0].field("transfer-encoding") is None


def test_an_answer_comes_with_all_of_its_headers(user: Sync) -> None:
    head = "HTTP/1.1 418 I'm a teapot\r\nX-A: 1\r\nx-a: 2\r\nX-B: b  c\r\n"
    data = f"{head}Content-Length: 2\r\n\r\nok".encode()
    with Loopback([Reply(data)]) as server:
        got = user.get(request(server.port))
    fields = [(name.lower(), value) for name, value in got.headers]
    assert got.status == 418
    assert got.body == b"ok"
    assert [value for name, value in fields if name == "x-a"] == ["1", "2"]
    assert ("x-b", "b  c") in fields


def test_a_header_of_an_answer_is_read_as_utf_8(user: Sync) -> None:
    data = "HTTP/1.1 200 OK\r\nX-B: Zoë\r\nContent-Length: 0\r\n\r\n".encode()
    with Loopback([Reply(data)]) as server:
        if user.library == "pyreqwest":
            with pytest.raises(ValueError, match="not ASCII"):
                user.get(request(server.port))
        else:
            assert ("X-B", "Zoë") in user.get(request(server.port)).headers


def test_a_redirect_is_an_answer_like_others(user: Sync) -> None:
    with Loopback([reply(301, b"there", Location="/elsewhere")]) as server:
        got = user.get(request(server.port, method="GET"))
        assert (got.status, got.body) == (301, b"there")
        assert len(server.received) == 1


def test_a_body_is_not_decoded(user: Sync) -> None:
    body = gzip.compress(b"{}")
    with Loopback([reply(200, body, Content_Encoding="gzip")]) as server:
        assert user.get(request(server.port)).body == body


def test_cookies_are_not_kept(user: Sync) -> None:
    with Loopback([reply(Set_Cookie="a=b")]) as server:
        user.get(request(server.port))
        user.get(request(server.port))
        assert server.received[1].field("cookie") is None


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_read_returns_no_more_than_it_was_asked_for(user: Sync, size: int) -> None:
    with Loopback([reply(200, b"abcdefghij")]) as server:
        response = user.open(request(server.port))
        pieces = list(iter(lambda: user.read(response, size), b""))
        user.shut(response)
    assert b"".join(pieces) == b"abcdefghij"
    assert max(map(len, pieces)) <= size


def test_a_chunked_answer_is_read_without_its_chunks(user: Sync) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with Loopback([Reply(head + b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")]) as server:
        assert user.get(request(server.port)).body == b"abcde"
        user.get(request(server.port))
        assert server.connections == 1


def test_an_answer_without_a_length_ends_with_its_connection(user: Sync) -> None:
    with Loopback([Reply(b"HTTP/1.1 200 OK\r\n\r\nabc", "close")]) as server:
        assert user.get(request(server.port)).body == b"abc"


def test_the_head_is_there_before_the_body(user: Sync) -> None:
    with Loopback(
        [Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na", "stall")]
    ) as server:
        response = user.open(request(server.port))
        assert response.status == 200
        assert user.read(response) == b"a"
        user.shut(response)


def test_a_connection_serves_again_after_its_answer_was_read(user: Sync) -> None:
    with Loopback([reply(), reply(204, b""), reply(), reply(500)]) as server:
        for _ in range(5):
            user.get(request(server.port))
        assert server.connections == 1


def test_a_connection_serves_again_after_as_much_as_was_announced(
    user: Sync,
) -> None:
    with Loopback([reply(200, b"abcde")] * 3) as server:
        for _ in range(3):
            response = user.open(request(server.port))
            body = b""
            while len(body) < 5:
                body += user.read(response)
            user.shut(response)
            assert body == b"abcde"
        assert server.connections == 1


@pytest.mark.parametrize(
    ("method", "head"),
    [
        ("HEAD", "200 OK\r\nContent-Length: 99"),
        ("HEAD", "200 OK\r\nTransfer-Encoding: chunked"),
        ("POST", "200 OK\r\nContent-Length: 0"),
        ("POST", "204 No Content"),
        ("GET", "304 Not Modified\r\nContent-Length: 99"),
    ],
)
def test_an_answer_without_a_body_need_not_be_read(
    user: Sync, method: str, head: str
) -> None:
    action = Reply(f"HTTP/1.1 {head}\r\n\r\n".encode())
    with Loopback([action] * 3) as server:
        for _ in range(3):
            user.shut(user.open(request(server.port, method=method)))
        assert server.connections == 1


def test_an_answer_that_was_not_read_gives_its_connection_up(user: Sync) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
    with Loopback([Reply(head, "stall")]) as server:
        response = user.open(request(server.port))
        user.shut(response)
        user.shut(response)
        assert user.get(request(server.port)).body == b"{}"
        assert server.connections == 2


def test_a_connection_that_the_server_closed_is_not_used(user: Sync) -> None:
    with Loopback([reply(Connection="close", then="close")]) as server:
        user.get(request(server.port))
        assert user.get(request(server.port)).status == 200
        assert server.connections == 2


@pytest.mark.parametrize(
    "action",
    [
        Reply(b"", "close"),
        Reply(b"", "reset"),
        Reply(b"HTTP/1.1 200 OK\r\nContent-Le", "close"),
        Reply(b"HTTP/1.1 200 OK\r\nServer: x\r\n", "close"),
        Reply(b"nonsense\r\n\r\n", "close"),
    ],
    ids=["closed", "reset", "cut in the head", "cut between lines", "no HTTP"],
)
def test_no_answer_is_an_error_of_the_connection(user: Sync, action: Reply) -> None:
    with Loopback([action]) as server:
        with pytest.raises(TransportError) as raised:
            user.get(request(server.port, "/secret?token=secret"))
        assert "secret" not in f"{raised.value}{raised.value!r}"
        assert f"127.0.0.1:{server.port}" in str(raised.value)
        assert user.get(request(server.port)).status == 200


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Length: 9\r\n\r\nabc",
        b"Transfer-Encoding: chunked\r\n\r\n9\r\nabc",
        b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    ],
    ids=["length", "within a chunk", "between chunks"],
)
@pytest.mark.parametrize("then", ["close", "reset"])
def test_a_body_that_is_cut_is_an_error(user: Sync, data: bytes, then: str) -> None:
    with Loopback([Reply(b"HTTP/1.1 200 OK\r\n" + data, then)]) as server:
        with pytest.raises(OSError, match=r"127\.0\.0\.1"):
            user.get(request(server.port))
        assert user.get(request(server.port)).status == 200


def test_a_slow_head_is_a_time_out(user: Sync) -> None:
    with Loopback([Reply(b"", "stall")]) as server:
        with pytest.raises(TimeoutError):
            user.get(request(server.port), Timeouts(5, 0.125))
        assert user.get(request(server.port)).status == 200


def test_a_stall_in_the_body_is_a_time_out(user: Sync) -> None:
    data = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"
    with Loopback([Reply(data, "stall")]) as server:
        response = user.open(request(server.port), Timeouts(5, 0.125))
        assert user.read(response) == b"abc"
        with pytest.raises(TimeoutError):
            user.read(response)
        user.shut(response)


def test_a_refused_connection_is_an_error_of_the_connection(user: Sync) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(TransportError, match=f"127.0.0.1:{port}"):
        user.get(request(port))


def test_an_answer_before_the_request_is_sent_whole_is_read(user: Sync) -> None:
    def refuse(connection: socket.socket) -> None:
        connection.sendall(reply(413, b"too large").data)

    with Loopback([refuse]) as server:
        got = user.get(request(server.port, body=b"x" * 100_000))
    assert (got.status, got.body) == (413, b"too large")


@every_transport
@pytest.mark.parametrize("target", TARGETS)
def test_a_plain_proxy_gets_the_whole_address_with_the_exact_target(
    name: str, target: str
) -> None:
    with Loopback() as server:
        address = f"http://ann:s%40crt@127.0.0.1:{server.port}"
        user = user_of(name, TransportSettings(proxy=lambda scheme, host: address))
        try:
            user.get(request(8080, target, host="things.example"))
        except ValueError:
            assert user.library == "pyreqwest" or target == "/?"
        else:
            received = server.received[0]
            line = f"POST http://things.example:8080{target} HTTP/1.1"
            assert received.line == line
            assert received.field("proxy-authorization") == "Basic YW5uOnNAY3J0"
            assert received.field("host") == "things.example:8080"
        finally:
            user.close()


@every_transport
def test_a_host_that_is_bypassed_is_reached_without_the_proxy(name: str) -> None:
    def proxy(scheme: str, authority: str) -> str | None:
        return None if authority.startswith("127.") else "http://127.0.0.1:9"

    user = user_of(name, TransportSettings(proxy=proxy))
    with Loopback() as server:
        assert user.get(request(server.port)).status == 200
    user.close()


@every_transport
def test_the_environment_says_nothing_about_proxies(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    user = user_of(name)
    with Loopback() as server:
        assert user.get(request(server.port)).status == 200
    user.close()


@pytest.mark.parametrize("library", ["urllib3", "httpx2"])
def test_a_forked_process_makes_connections_of_its_own(library: str) -> None:
    if f"sync {library}" not in INSTALLED:
        pytest.skip(f"{library} is not installed")
    user = Sync(library)
    with Loopback() as server:
        user.get(request(server.port))
        child = os.fork()
        if not child:
            try:
                os._exit(0 if user.get(request(server.port)).status == 200 else 1)
            finally:
                os._exit(2)
        assert os.waitpid(child, 0)[1] == 0
        assert user.get(request(server.port)).status == 200
        assert [each.connection for each in server.received] == [1, 2, 1]
    user.close()


def test_pyreqwest_says_that_it_does_not_work_after_a_fork(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("pyreqwest")
    for user in (Sync("pyreqwest"), Async("pyreqwest")):
        with monkeypatch.context() as patch, Loopback() as server:
            patch.setattr(os, "getpid", lambda: 1)
            with pytest.raises(RuntimeError, match="process"):
                user.get(request(server.port))
        user.close()


@pytest.mark.parametrize(
    "library", [name.removeprefix("async ") for name in INSTALLED if "async" in name]
)
def test_an_async_transport_outlives_the_loops_that_use_it(library: str) -> None:
    transport = async_transport(library)

    async def once(port: int) -> int:
        response = await transport.send(request(port), PATIENT)
        await response.read(10)
        await response.close()
        return response.status

    with Loopback() as server:
        assert [asyncio.run(once(server.port)) for _ in range(2)] == [200, 200]


@pytest.mark.parametrize(
    "library", [name.removeprefix("async ") for name in INSTALLED if "async" in name]
)
def test_a_cancelled_task_gives_its_connection_up(library: str) -> None:
    async def main(server: Loopback) -> None:
        transport = async_transport(library)
        sending = asyncio.create_task(send(transport, server))
        while not server.received:
            await asyncio.sleep(0.005)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        assert (await send(transport, server)).status == 200
        assert server.connections == 2
        await transport.close()

    async def send(transport: Any, server: Loopback) -> Any:
        response = await transport.send(request(server.port), PATIENT)
        await response.read(10)
        await response.close()
        return response

    with Loopback([Reply(b"", "stall")]) as server:
        asyncio.run(main(server))


def test_an_unknown_transport_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="urllib3, pyreqwest, httpx2"):
        sync_transport("requests")
    with pytest.raises(ValueError, match="aiohttp, pyreqwest, httpx2"):
        async_transport("urllib3")


def test_a_missing_library_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    adapter = "templates.runtime.client.transports.httpx2_transport"
    monkeypatch.delitem(sys.modules, adapter, raising=False)
    monkeypatch.setitem(sys.modules, "httpx2", None)
    with pytest.raises(MissingLibraryError, match="pip install httpx2"):
        sync_transport("httpx2")
