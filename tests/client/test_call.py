"""A call step by step: the same scripts by both drivers, and what comes of them."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from msgspec.structs import replace
from templates.runtime.client.body_checks import dynamodb_checks
from templates.runtime.client.call_values import Call, CallOptions, Route
from templates.runtime.client.failures import (
    BodyError,
    DeadlineError,
    RequestIds,
    TransportError,
    TransportTimeoutError,
)
from templates.runtime.client.messages import (
    SignedRequest,
    Timeouts,
    UnsignedRequest,
    as_signed,
)
from templates.runtime.client.retries import RetryPolicy
from templates.runtime.errors import ServiceError

from tests.client.script import (
    Address,
    NotThereError,
    Ran,
    Script,
    Scripted,
    World,
    call,
    operation,
    refusal,
    run,
    run_async,
)

Runner = Callable[[Callable[[], Call[Any]], Script, World], Ran]
FINE = Scripted()
RESET = ConnectionResetError("reset")


@pytest.fixture(params=[run, run_async], ids=["calling", "awaiting"])
def runner(request: pytest.FixtureRequest) -> Runner:
    found: Runner = request.param
    return found


def aws_headers(id: str, attempt: int, most: int) -> tuple[tuple[str, str], ...]:
    return (("amz-sdk-request", f"attempt={attempt}; max={most}"), ("id", id))


class Source:
    """An identity that has to be loaded once."""

    def __init__(self) -> None:
        self.loaded: str | None = None

    def ready(self, now: float, /) -> object | None:
        return self.loaded

    def load(self) -> object:
        self.loaded = "Ann"
        return self.loaded


def sign(request: UnsignedRequest, identity: object, now: object) -> SignedRequest:
    headers = (*request.headers, ("Authorization", f"{identity} at {now}"))
    return as_signed(replace(request, headers=headers))


SCRIPTS: dict[str, tuple[Callable[[], Call[Any]], Script]] = {
    "a success": (call, [FINE]),
    "a success in pieces": (
        call,
        [Scripted(200, [("content-length", "6")], [b'"fi', b'ne"'])],
    ),
    "a refusal": (call, [refusal("NotThere", 404)]),
    "a reset before a success": (call, [RESET, FINE]),
    "resets until nobody tries again": (call, [RESET, RESET, RESET]),
    "throttling, then a success": (call, [refusal("Throttling"), FINE]),
    "a failure in the body": (call, [Scripted(200, [], [b"1", RESET]), FINE]),
    "a body that is cut": (
        call,
        [Scripted(200, [("Content-Length", "9")], [b"1"]), FINE],
    ),
    "a wrong clock": (
        call,
        [
            refusal("RequestTimeTooSkewed", 403, Date="Thu, 01 Jan 2026 00:00:00 GMT"),
            FINE,
        ],
    ),
    "a seekable body that is sent twice": (
        lambda: call(of=operation(io.BytesIO(b"abc"))),
        [RESET, FINE],
    ),
    "a hashed body and a signature": (
        lambda: call(
            of=operation(io.BytesIO(b"abc")),
            route=Route(Address(), sign, Source(), hashes_streams=True),
        ),
        [FINE],
    ),
    "a body that is sent once": (
        lambda: call(of=operation(iter([b"abc"]))),
        [RESET],
    ),
    "a stream": (
        lambda: call(streams=True),
        [RESET, Scripted(200, [], [b"a", b"b"])],
    ),
    "a refusal of a stream": (
        lambda: call(streams=True),
        [refusal("NotThere", 404)],
    ),
    "adaptive retries": (
        lambda: call(CallOptions(retries=RetryPolicy(mode="adaptive"))),
        [refusal("Throttling"), refusal("Throttling"), FINE],
    ),
    "headers of each attempt": (
        lambda: call(CallOptions(attempt_headers=aws_headers)),
        [RESET, FINE],
    ),
    "a deadline": (
        lambda: call(CallOptions(deadline=0.2)),
        [RESET, RESET, FINE],
    ),
    "a deadline that is too near": (
        lambda: call(CallOptions(deadline=0.06)),
        [RESET, RESET, FINE],
    ),
    "an attempt's own time": (
        lambda: call(CallOptions(attempt_timeout=2.0)),
        [RESET, FINE],
    ),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_both_drivers_take_the_same_steps(name: str) -> None:
    make, script = SCRIPTS[name]
    called, awaited = run(make, script, World()), run_async(make, script, World())
    assert called.log == awaited.log
    assert called.log
    assert called.world.slept == awaited.world.slept
    assert type(called.error) is type(awaited.error)
    assert str(called.error) == str(awaited.error)
    if called.answer is not None and not name.startswith("a stream"):
        assert called.answer == awaited.answer
        assert called.transport.open == awaited.transport.open == 0


def test_a_success_gives_the_output_with_its_response(runner: Runner) -> None:
    headers = [("X-Amzn-RequestId", "id-1"), ("x-amz-id-2", "more"), ("X-A", "1")]
    ran = runner(call, [Scripted(200, [*headers, ("x-a", "2")])], World())
    assert ran.answer is not None
    assert ran.answer.output == "fine"
    assert ran.answer.status == 200
    assert ran.answer.headers["x-a"] == "1, 2"
    assert ran.answer.request_ids == RequestIds("id-1", "more")
    assert ran.answer.attempts == 1


def test_a_request_goes_to_the_endpoint_with_its_path(runner: Runner) -> None:
    address = Address("http://[::1]:8080/base", {"X-Endpoint": ("a", "b")})
    of = operation(headers={"Content-Type": "text/plain", "x-other": "1"})
    options = CallOptions(headers=(("X-Other", "2"),))
    ran = runner(lambda: call(options, of, Route(address)), [FINE], World())
    request = ran.transport.requests[0]
    assert isinstance(request, SignedRequest)
    where = (request.scheme, request.host, request.port, request.target)
    assert where == ("http", "[::1]", 8080, "/base/things")
    assert request.headers == (
        ("Content-Type", "text/plain"),
        ("X-Endpoint", "a"),
        ("X-Endpoint", "b"),
        ("X-Other", "2"),
    )
    assert request.authority == "[::1]:8080"


def test_retries_wait_take_tokens_and_get_them_back(runner: Runner) -> None:
    world = World()
    tokens = world.surroundings.tokens
    assert runner(call, [RESET, refusal("SlowDown"), FINE], world).error is None
    assert world.slept == [0.05, 2]
    assert tokens.left == 500 - 14 - 5 + 5
    runner(call, [FINE], world)
    assert tokens.left == 487


def test_an_error_after_retries_says_how_many_attempts_there_were(
    runner: Runner,
) -> None:
    world = World()
    script: Script = [
        RESET,
        refusal("Busy", x_amzn_requestid="one"),
        refusal("Busy", x_amzn_requestid="two"),
    ]
    error = runner(call, script, world).error
    assert isinstance(error, ServiceError)
    assert error.attempts == 3
    assert error.request_ids == (("one", None), ("two", None))
    assert world.surroundings.tokens.left == 472


def test_a_connection_error_names_operation_attempts_and_ids(runner: Runner) -> None:
    script: Script = [refusal("Busy", x_amz_request_id="one"), RESET, TimeoutError()]
    error = runner(call, script, World()).error
    assert isinstance(error, TransportTimeoutError)
    assert str(error) == "DoThing: there was no answer in time, 3 attempts [one]"
    assert isinstance(error.__cause__, TimeoutError)
    assert error.request_ids == (RequestIds("one"),)


def test_a_connection_error_survives_pickling(runner: Runner) -> None:
    error = runner(call, [TimeoutError()] * 3, World()).error
    assert isinstance(error, TransportError)
    copied = pickle.loads(pickle.dumps(error))
    assert (type(copied), str(copied)) == (type(error), str(error))
    assert copied.history == error.history


def test_a_refusal_is_not_retried(runner: Runner) -> None:
    world = World()
    error = runner(call, [refusal("NotThere", 404)], world).error
    assert isinstance(error, NotThereError)
    assert (error.attempts, world.slept) == (1, [])


def test_without_tokens_nothing_is_retried(runner: Runner) -> None:
    world = World()
    assert world.surroundings.tokens.take(490)
    error = runner(call, [RESET], world).error
    assert isinstance(error, TransportError)
    assert (error.attempts, world.slept) == (1, [])
    assert world.surroundings.tokens.left == 10


def test_an_operation_that_waits_at_the_service_sleeps_without_tokens(
    runner: Runner,
) -> None:
    world = World()
    assert world.surroundings.tokens.take(500)
    error = runner(lambda: call(long_polls=True), [RESET], world).error
    assert isinstance(error, TransportError)
    assert world.slept == [0.05]


def test_a_seekable_body_is_sent_again_from_where_it_stood(runner: Runner) -> None:
    file = io.BytesIO(b"--abc")
    file.seek(2)
    ran = runner(lambda: call(of=operation(file)), [RESET, FINE], World())
    assert ran.error is None
    assert ran.transport.bodies == [b"abc", b"abc"]
    assert ran.transport.requests[1].headers == (("Content-Length", "3"),)


def test_a_body_that_is_read_once_is_not_sent_again(runner: Runner) -> None:
    ran = runner(lambda: call(of=operation(iter([b"a", b"b"]))), [RESET], World())
    assert ran.transport.bodies == [b"ab"]
    assert isinstance(ran.error, TransportError)
    assert "its body can be read only once" in notes(ran.error)


def notes(error: BaseException | None) -> str:
    named = (
        getattr(each, "__notes__", []) for each in (error, error and error.__cause__)
    )
    return " ".join(note for found in named for note in found)


def test_what_reading_a_request_body_raises_is_raised_as_it_is(
    runner: Runner,
) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("the disk is gone")

    ran = runner(lambda: call(of=operation(Broken(b"abc"))), [FINE], World())
    assert type(ran.error) is OSError
    assert str(ran.error) == "the disk is gone"


def test_a_file_that_shrinks_while_it_is_sent_is_an_error(runner: Runner) -> None:
    class Shrinking(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return b""

    ran = runner(lambda: call(of=operation(Shrinking(b"abc"))), [FINE], World())
    assert isinstance(ran.error, ValueError)


def test_a_file_that_grows_is_sent_as_long_as_it_was_announced(
    runner: Runner,
) -> None:
    class Growing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return b"x" * (size or 0)

    ran = runner(lambda: call(of=operation(Growing(b"abc"))), [FINE], World())
    assert ran.transport.bodies == [b"xxx"]


def test_an_asynchronous_body_needs_an_async_client() -> None:
    async def pieces() -> Any:
        yield b"a"
        yield b"b"

    def make() -> Call[Any]:
        return call(of=operation(pieces()))

    called = run(make, [FINE], World())
    assert isinstance(called.error, TypeError)
    assert "async client" in str(called.error)
    assert run_async(make, [FINE], World()).transport.bodies == [b"ab"]


def test_a_wrong_clock_is_set_right_by_the_date_of_the_refusal(
    runner: Runner,
) -> None:
    signed: list[str] = []

    def noting(request: Any, identity: object, now: Any) -> SignedRequest:
        signed.append(f"{now:%Y-%m-%d %H:%M}")
        return as_signed(request)

    def make() -> Call[Any]:
        return call(route=Route(Address(), noting))

    skewed = refusal("RequestExpired", 403, Date="Thu, 01 Jan 2026 10:00:00 GMT")
    world = World(wall=0)
    assert runner(make, [skewed, FINE], world).error is None
    assert runner(make, [FINE], world).error is None
    assert signed == ["1970-01-01 00:00", "2026-01-01 10:00", "2026-01-01 10:00"]


def test_a_clock_that_is_right_is_no_excuse_for_a_bad_signature(
    runner: Runner,
) -> None:
    date = "Thu, 01 Jan 1970 00:03:00 GMT"
    script = [refusal("SignatureDoesNotMatch", 403, Date=date)]
    error = runner(call, script, World(wall=0)).error
    assert isinstance(error, ServiceError)
    assert error.attempts == 1


def test_a_clock_is_set_right_once_in_a_call(runner: Runner) -> None:
    script = [
        refusal("RequestExpired", 403, Date="Thu, 01 Jan 2026 10:00:00 GMT"),
        refusal("RequestExpired", 403, Date="Thu, 01 Jan 2036 10:00:00 GMT"),
    ]
    error = runner(call, script, World()).error
    assert isinstance(error, ServiceError)
    assert error.attempts == 2


def test_a_deadline_shortens_timeouts_and_ends_the_call(runner: Runner) -> None:
    world = World()
    options = CallOptions(deadline=0.125, timeouts=Timeouts(5, 0.1))
    ran = runner(lambda: call(options), [RESET, RESET, FINE], world)
    assert isinstance(ran.error, TransportError)
    assert "the deadline is too near" in notes(ran.error)
    waits = [(each.connect, each.read) for each in ran.transport.timeouts]
    assert waits == [(0.125, 0.1), pytest.approx((0.075, 0.075))]
    assert (ran.error.attempts, world.slept) == (2, [0.05])


def test_a_call_without_time_left_is_a_deadline_error(runner: Runner) -> None:
    world = World()
    script = SlowScript([RESET], world)
    ran = runner(lambda: call(CallOptions(deadline=0.5)), script, world)
    assert isinstance(ran.error, DeadlineError)
    assert str(ran.error) == "DoThing: not done within 0.5 seconds, 1 attempt"
    assert isinstance(ran.error, TimeoutError)


class SlowScript(list[Any]):
    """Answers after a second."""

    def __init__(self, script: Sequence[object], world: World) -> None:
        super().__init__(script)
        self._world = world

    def __iter__(self) -> Any:
        for each in super().__iter__():
            self._world.time += 1
            yield each


def test_an_attempt_that_takes_too_long_is_retried(runner: Runner) -> None:
    world = World()
    script = SlowScript([Scripted(200, [], [b'"a"']), FINE, FINE], world)
    ran = runner(lambda: call(CallOptions(attempt_timeout=0.5)), script, world)
    assert isinstance(ran.error, TransportTimeoutError)
    assert ran.error.attempts == 3
    assert ran.transport.open == 0


@pytest.mark.parametrize(
    ("headers", "pieces"),
    [
        ([("Content-Length", "4")], [b"123"]),
        ([("Content-Length", "2")], [b"1", b"23"]),
        ([("x-amz-crc32", "1")], [b"123"]),
    ],
)
def test_a_body_that_is_not_what_its_head_says_is_retried(
    runner: Runner, headers: list[tuple[str, str]], pieces: list[bytes]
) -> None:
    script = [Scripted(200, headers, pieces)] * 3
    ran = runner(lambda: call(checks=dynamodb_checks), script, World())
    assert isinstance(ran.error, BodyError)
    assert ran.error.attempts == 3
    assert ran.transport.open == 0


def test_of_a_huge_error_no_more_is_read_than_a_mebibyte(runner: Runner) -> None:
    pieces = [b"x" * (1 << 19)] * 5
    ran = runner(call, [Scripted(404, [("X-Code", "NotThere")], pieces)], World())
    assert isinstance(ran.error, NotThereError)
    reads = [
        each for each, _ in ran.log if isinstance(each, tuple) and each[0] == "Read"
    ]
    assert len(reads) == 2
    assert ran.transport.open == 0


def test_a_head_request_has_no_body_whatever_its_length_says(runner: Runner) -> None:
    head = Scripted(404, [("Content-Length", "99"), ("X-Code", "NotThere")], [])
    ran = runner(lambda: call(of=operation(method="HEAD")), [head], World())
    assert isinstance(ran.error, NotThereError)
