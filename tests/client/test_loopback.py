"""Whole calls over every transport, against a server that fails by a script."""

from __future__ import annotations

import asyncio
import io
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from templates.runtime.client.awaiting import AsyncCaller
from templates.runtime.client.call import call_steps
from templates.runtime.client.call_values import Answered, Call, CallOptions, Route
from templates.runtime.client.calling import Caller
from templates.runtime.client.failures import (
    DeadlineError,
    TransportError,
    TransportTimeoutError,
)
from templates.runtime.client.messages import Timeouts, as_signed
from templates.runtime.client.retries import RetryPolicy
from templates.runtime.client.surroundings import Surroundings
from templates.runtime.client.transports import async_transport, sync_transport
from templates.runtime.errors import ServiceError

from tests.client.exchanges import INSTALLED
from tests.client.loopback import Loopback, Received, Reply, reply
from tests.client.script import Address, call, operation

HEAD = b"HTTP/1.1 200 OK\r\n"
QUICK = RetryPolicy(base=0.001, throttling_base=0.001)
AGENT = (("User-Agent", "test"),)
CLOSED, RESET, STALL = Reply(b"", "close"), Reply(b"", "reset"), Reply(b"", "stall")
CUT = Reply(HEAD + b'Content-Length: 9\r\n\r\n"fi', "close")
FINE = reply(200, b'"fine"')


class Client:
    """Calls over a real transport, with the waits that it had."""

    def __init__(self, name: str) -> None:
        self.colour, _, library = name.partition(" ")
        self.slept: list[float] = []
        self.surroundings = Surroundings(random=lambda: 1.0)
        self.runner: asyncio.Runner | None = None
        if self.colour == "sync":
            self.transport: Any = sync_transport(library)
            self.caller: Any = Caller(self.transport, self.surroundings, self._sleep)
        else:
            self.runner = asyncio.Runner()
            self.transport = async_transport(library)
            self.caller = AsyncCaller(self.transport, self.surroundings, self._doze)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def _doze(self, seconds: float) -> None:
        self.slept.append(seconds)

    def call(self, made: Call[Any]) -> Answered[Any]:
        answer: Answered[Any] = self.do(self.caller.run, call_steps(made))
        return answer

    def do(self, function: Callable[..., Any], *values: Any) -> Any:
        if self.runner is None:
            return function(*values)

        async def awaited() -> Any:
            return await function(*values)

        return self.runner.run(awaited())

    def close(self) -> None:
        self.do(self.transport.close)
        if self.runner is not None:
            self.runner.close()


@pytest.fixture(params=INSTALLED)
def client(request: pytest.FixtureRequest) -> Iterator[Client]:
    made = Client(request.param)
    yield made
    made.close()


def to(server: Loopback, of: Any = None, sign: Any = None, **options: Any) -> Call[Any]:
    streams = options.pop("streams", False)
    options.setdefault("retries", QUICK)
    options.setdefault("timeouts", Timeouts(5, 5))
    route = Route(Address(f"http://127.0.0.1:{server.port}"), sign)
    made = CallOptions(headers=AGENT, **options)
    return call(made, of, route, streams=streams)


@pytest.mark.parametrize(
    "failure",
    [
        CLOSED,
        RESET,
        CUT,
        Reply(HEAD + b'Content-Length: 9\r\n\r\n"fi', "reset"),
        Reply(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc", "close"),
        reply(500, b"<html>"),
        reply(503, b"{}", X_Code="SlowDown"),
        reply(400, b"{}", X_Code="Throttling"),
        reply(429, b"{}"),
    ],
    ids="closed reset cut cut-by-reset chunk 500 503 throttled 429".split(),
)
def test_two_failures_of_a_call_are_got_over(client: Client, failure: Reply) -> None:
    with Loopback([failure, failure]) as server:
        server.then(FINE)
        answer = client.call(to(server))
        assert (answer.output, answer.attempts) == ("fine", 3)
        assert len(server.received) == 3
        assert len({each.line for each in server.received}) == 1


def test_a_third_failure_is_the_error_of_the_call(client: Client) -> None:
    with Loopback([RESET, CUT, RESET]) as server:
        with pytest.raises(TransportError, match=r"DoThing: .*3 attempts"):
            client.call(to(server))
        assert client.surroundings.tokens.left == 500 - 28


def test_a_slow_head_is_tried_again(client: Client) -> None:
    with Loopback([STALL, FINE]) as server:
        answer = client.call(to(server, timeouts=Timeouts(5, 0.5)))
        assert (answer.output, answer.attempts) == ("fine", 2)


def test_a_stall_in_the_body_is_tried_again(client: Client) -> None:
    stalled = Reply(HEAD + b'Content-Length: 9\r\n\r\n"fi', "stall")
    with Loopback([stalled, FINE]) as server:
        answer = client.call(to(server, timeouts=Timeouts(5, 0.5)))
        assert (answer.output, answer.attempts) == ("fine", 2)


def test_services_say_how_long_to_wait(client: Client) -> None:
    actions = [
        reply(503, b"", x_amz_retry_after="1500"),
        reply(503, b"", Retry_After="3"),
        FINE,
    ]
    with Loopback(actions) as server:
        assert client.call(to(server)).attempts == 3
    assert client.slept == [1.5, 3]


def test_a_wrong_clock_is_set_right(client: Client) -> None:
    signed: list[float] = []

    def sign(request: Any, identity: object, now: Any) -> Any:
        signed.append(now.timestamp())
        return as_signed(request)

    date = "Fri, 01 Jan 2100 00:00:00 GMT"
    skewed = reply(403, b"", X_Code="RequestTimeTooSkewed", Date=date)
    with Loopback([skewed, FINE]) as server:
        assert client.call(to(server, sign=sign)).attempts == 2
    assert signed[0] < 4_000_000_000
    assert signed[1] == pytest.approx(4_102_444_800, abs=60)


def test_a_longer_body_than_announced_spoils_no_other_call(client: Client) -> None:
    longer = Reply(HEAD + b'Content-Length: 6\r\n\r\n"fine"and more')
    with Loopback([longer]) as server:
        server.then(FINE, FINE)
        for _ in range(2):
            assert client.call(to(server)).output == "fine"


def test_a_file_is_sent_again_after_a_failure(client: Client) -> None:
    file = io.BytesIO(b"--" + b"x" * 300_000)
    file.seek(2)
    with Loopback([RESET, FINE]) as server:
        client.call(to(server, operation(file)))
        assert [each.body for each in server.received] == [b"x" * 300_000] * 2


def test_a_body_that_is_read_once_is_sent_once(client: Client) -> None:
    with Loopback([RESET, FINE]) as server:
        with pytest.raises(TransportError, match="1 attempt"):
            client.call(to(server, operation(iter([b"a", b"b"]))))
        assert [each.body for each in server.received] == [b"ab"]


def test_what_reading_a_request_body_raises_is_raised_as_it_is(client: Client) -> None:
    def broken() -> Iterator[bytes]:
        yield b"a"
        raise LookupError("the source is gone")

    with Loopback() as server:
        with pytest.raises(LookupError, match="the source is gone"):
            client.call(to(server, operation(broken())))
        assert client.call(to(server)).status == 200


def test_a_deadline_ends_a_call_that_waits_for_its_answer(client: Client) -> None:
    with Loopback([STALL]) as server:
        with pytest.raises(DeadlineError, match=r"not done within 0\.5 seconds"):
            client.call(to(server, deadline=0.5))
        assert client.call(to(server)).status == 200


def test_an_attempt_that_takes_too_long_is_tried_again(client: Client) -> None:
    with Loopback([STALL, FINE]) as server:
        answer = client.call(to(server, attempt_timeout=0.5))
        assert (answer.output, answer.attempts) == ("fine", 2)


def test_a_stream_is_read_to_its_end_and_its_connection_serves_again(
    client: Client,
) -> None:
    data = bytes(range(256)) * 2000
    with Loopback([CLOSED, reply(200, data)]) as server:
        body = client.call(to(server, streams=True)).output
        assert client.do(body.read, 10) == data[:10]
        assert client.do(body.read) == data[10:]
        # pyreqwest gives the connection back on a thread of its own.
        time.sleep(0.2)
        assert client.call(to(server)).status == 200
        assert server.connections == 2


def test_a_stream_that_is_cut_is_an_error(client: Client) -> None:
    with Loopback([CUT]) as server:
        body = client.call(to(server, streams=True)).output
        with pytest.raises(TransportError, match="DoThing"):
            client.do(body.read)


def test_a_stream_that_stalls_is_a_time_out(client: Client) -> None:
    stalled = Reply(HEAD + b"Content-Length: 9\r\n\r\nabc", "stall")
    with Loopback([stalled]) as server:
        made = to(server, streams=True, timeouts=Timeouts(5, 0.125))
        body = client.call(made).output
        with pytest.raises(TransportTimeoutError):
            client.do(body.read)


def test_a_stream_that_is_dropped_frees_its_connection(client: Client) -> None:
    stalled = Reply(HEAD + b"Content-Length: 9\r\n\r\nabc", "stall")

    async def turn() -> None:
        await asyncio.sleep(0.01)

    with Loopback([stalled]) as server:
        body = client.call(to(server, streams=True)).output
        del body
        if client.runner is not None:
            client.runner.run(turn())
        assert client.call(to(server)).status == 200


def test_an_error_of_the_service_carries_its_ids(client: Client) -> None:
    with (
        Loopback(
            [reply(404, b"{}", X_Code="NotThere", x_amz_request_id="a")]
        ) as server,
        pytest.raises(ServiceError) as raised,
    ):
        client.call(to(server))
    assert raised.value.request_ids == (("a", None),)


def test_cancelled_calls_leave_no_connection_and_a_client_that_works() -> None:
    async def main(name: str) -> None:
        surroundings = Surroundings()
        transport = async_transport(name)
        caller = AsyncCaller(transport, surroundings)
        with Loopback(
            [STALL, Reply(HEAD + b"Content-Length: 9\r\n\r\na", "stall")]
        ) as server:
            for _ in range(2):
                task = asyncio.create_task(caller.run(call_steps(to(server))))
                seen = len(server.received)
                while len(server.received) == seen:
                    await asyncio.sleep(0.005)
                await asyncio.sleep(0.02)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            answer = await caller.run(call_steps(to(server)))
            assert (answer.status, server.connections) == (200, 3)
        await transport.close()

    for name in INSTALLED:
        colour, _, library = name.partition(" ")
        if colour == "async":
            asyncio.run(main(library))


class Flaky:
    """Fails two attempts of each tenth call, and answers all others by its number."""

    def __init__(self) -> None:
        self.attempts: Counter[int] = Counter()

    def __call__(self, received: Received) -> Reply:
        number = int(received.line.split()[1].removeprefix("/"))
        self.attempts[number] += 1
        if number % 10 == 0 and self.attempts[number] < 3:
            return (reply(500, b""), RESET, CUT)[number // 10 % 3]
        return reply(200, b"%d" % number)


def numbered(server: Loopback, number: int) -> Call[Any]:
    return to(server, operation(path=f"/{number}"), timeouts=Timeouts(60, 60))


@pytest.mark.parametrize("library", ["urllib3", "httpx2"])
def test_many_threads_share_a_client(library: str) -> None:
    if f"sync {library}" not in INSTALLED:
        pytest.skip(f"{library} is not installed")
    client = Client(f"sync {library}")
    with Loopback(answer=Flaky()) as server, ThreadPoolExecutor(16) as pool:

        def one(number: int) -> object:
            return client.call(numbered(server, number)).output

        assert list(pool.map(one, range(300))) == list(range(300))
        client.close()


def test_many_tasks_share_a_client() -> None:
    async def main() -> None:
        transport = async_transport("aiohttp")
        caller = AsyncCaller(transport, Surroundings())
        with Loopback(answer=Flaky()) as server:
            calls = [
                caller.run(call_steps(numbered(server, number)))
                for number in range(150)
            ]
            answers = await asyncio.gather(*calls)
            assert [each.output for each in answers] == list(range(150))
            await transport.close()

    if "async aiohttp" not in INSTALLED:
        pytest.skip("aiohttp is not installed")
    asyncio.run(main())


def test_a_file_is_read_off_the_event_loop() -> None:
    threads: set[str] = set()

    class Watched(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            threads.add(threading.current_thread().name)
            return super().read(size)

    client = Client("async aiohttp" if "async aiohttp" in INSTALLED else INSTALLED[-1])
    with Loopback() as server:
        client.call(to(server, operation(Watched(b"abc"))))
        assert server.received[0].body == b"abc"
    client.close()
    assert threads
    assert threading.main_thread().name not in threads
