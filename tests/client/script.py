"""Calls without a network: scripted answers, a clock that only sleep moves, a log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar, cast

from msgspec import json
from templates.runtime.bodies import AnyStream
from templates.runtime.client.awaiting import AsyncCaller
from templates.runtime.client.call import call_steps
from templates.runtime.client.call_values import (
    Answered,
    Call,
    CallOptions,
    Route,
    direct,
)
from templates.runtime.client.calling import Caller
from templates.runtime.client.messages import Outgoing, Patience, SignedRequest
from templates.runtime.client.steps import Instant, Step, Steps, Upload
from templates.runtime.client.surroundings import Surroundings
from templates.runtime.errors import ServiceError
from templates.runtime.http import HttpRequest, HttpResponse
from templates.runtime.operation import Operation

T = TypeVar("T")
Piece: TypeAlias = bytes | BaseException


@dataclass
class Scripted:
    """One answer: what its body consists of, or raises where it would come."""

    status: int = 200
    headers: Sequence[tuple[str, str]] = ()
    pieces: Sequence[Piece] = (b'"fine"',)


Script: TypeAlias = Sequence[Scripted | BaseException]


class NotThereError(ServiceError):
    """A modeled error that no retry helps."""

    CODE = "NotThere"


class BusyError(ServiceError):
    """A modeled error that a retry may help."""

    CODE = "Busy"
    RETRYABLE = True


class TooFastError(ServiceError):
    """A modeled error of a service that throttles."""

    CODE = "TooFast"
    RETRYABLE = True
    THROTTLING = True


MODELED = {each.CODE: each for each in (NotThereError, BusyError, TooFastError)}


def refusal(code: str, status: int = 400, **headers: str) -> Scripted:
    """An error of the service; underscores in names of headers are hyphens."""
    fields = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Scripted(status, [("X-Code", code), *fields], [b""])


def parse(response: HttpResponse[AnyStream]) -> object:
    """What the model's parser would make: a JSON value, a stream, or an error."""
    if response.status >= 300:
        code = response.header("x-code") or ""
        error = MODELED.get(code, ServiceError)("said no", code=code)
        error.status = response.status
        raise error
    if isinstance(response.body, bytes):
        return json.decode(response.body)
    return response.body


def operation(
    body: AnyStream = b"{}",
    headers: Mapping[str, str] | None = None,
    method: str = "POST",
    path: str = "/things",
) -> Operation[Any, Any]:
    request: HttpRequest[AnyStream] = HttpRequest(
        method=method, path=path, headers=headers or {}, body=body
    )
    return Operation("DoThing", "Things", "things", "us-east-1", request, parse)


@dataclass
class Address:
    url: str = "https://things.example"
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def call(
    options: CallOptions | None = None,
    of: Operation[Any, Any] | None = None,
    route: Route | None = None,
    **more: Any,
) -> Call[Any]:
    where = route or Route(Address())
    return Call(
        operation=of or operation(),
        route=direct(lambda: where),
        options=options or CallOptions(),
        **more,
    )


class Response:
    """A scripted answer that is read by calls."""

    def __init__(self, scripted: Scripted, transport: ScriptedTransport) -> None:
        self.status = scripted.status
        self.headers = scripted.headers
        self._pieces = iter(scripted.pieces)
        self._transport: ScriptedTransport | None = transport

    def read(self, size: int, /) -> bytes:
        piece = next(self._pieces, b"")
        if isinstance(piece, BaseException):
            raise piece
        return piece

    def close(self) -> None:
        if self._transport is not None:
            self._transport.open -= 1
            self._transport = None


class ScriptedTransport:
    """Sends nothing, and knows how many answers nobody has closed."""

    def __init__(self, script: Iterable[Scripted | BaseException]) -> None:
        self._script = iter(script)
        self.open = 0
        self.requests: list[Outgoing] = []
        self.bodies: list[bytes] = []
        self.timeouts: list[Patience] = []

    def _next(self, request: Outgoing, timeouts: Patience) -> Scripted:
        self.requests.append(request)
        self.timeouts.append(timeouts)
        scripted = next(self._script)
        if isinstance(scripted, BaseException):
            raise scripted
        return scripted

    def send(self, request: Outgoing, timeouts: Patience, /) -> Response:
        body = request.body
        assert not hasattr(body, "__aiter__")
        self.bodies.append(body if isinstance(body, bytes) else b"".join(body))
        scripted = self._next(request, timeouts)
        self.open += 1
        return Response(scripted, self)

    def close(self) -> None:
        pass


class AsyncResponse(Response):
    """A scripted answer that is read by `await`."""

    async def read(self, size: int, /) -> bytes:  # type: ignore[override]
        await asyncio.sleep(0)
        return super().read(size)

    async def close(self) -> None:  # type: ignore[override]
        super().close()


class AsyncScriptedTransport(ScriptedTransport):
    """The same, awaited."""

    async def send(  # type: ignore[override]
        self, request: Outgoing, timeouts: Patience, /
    ) -> AsyncResponse:
        body = request.body
        if not isinstance(body, bytes):
            assert hasattr(body, "__aiter__")
            body = b"".join([piece async for piece in body])
        self.bodies.append(body)
        await asyncio.sleep(0)
        scripted = self._next(request, timeouts)
        self.open += 1
        return AsyncResponse(scripted, self)

    async def close(self) -> None:  # type: ignore[override]
        pass


class World:
    """A clock that only sleep moves, and numbers that are known."""

    def __init__(self, *, wall: float = 1_000_000.0, fraction: float = 1.0) -> None:
        self.time = 0.0
        self.slept: list[float] = []
        self.surroundings = Surroundings(
            wall=lambda: wall + self.time,
            monotonic=lambda: self.time,
            random=lambda: fraction,
            new_id=lambda: "an-id",
        )

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)


Log: TypeAlias = list[tuple[object, object]]


def logged(steps: Steps[T], log: Log) -> Steps[T]:
    """Notes each step with its answer, in words that have no colour."""
    step = next(steps)
    try:
        while True:
            try:
                answer = yield step
            except Exception as error:
                log.append((plain(step), type(error).__name__))
                step = steps.throw(error)
            else:
                log.append((plain(step), plain(answer)))
                step = steps.send(answer)
    except StopIteration as done:
        result: T = done.value
        return result
    finally:
        steps.close()


def plain(value: object) -> object:
    if isinstance(value, SignedRequest):
        body = value.body if isinstance(value.body, bytes) else "stream"
        return (value.method, value.host, value.target, value.headers, body)
    if isinstance(value, Response):
        return (value.status, tuple(value.headers))
    if isinstance(value, Operation):
        return value.name
    if isinstance(value, Instant | str | bytes | int | float | None):
        return value
    if isinstance(value, Step):
        fields = value.__struct_fields__
        named = tuple((name, plain(getattr(value, name))) for name in fields)
        return (type(value).__name__, named)
    if hasattr(value, "replayable"):
        upload = cast("Upload", value)
        return (upload.length, upload.replayable)
    return type(value).__name__.removeprefix("Async")


@dataclass
class Ran:
    """What came of a script."""

    log: Log
    world: World
    transport: ScriptedTransport
    answer: Answered[Any] | None = None
    error: BaseException | None = None


def run(make: Callable[[], Call[Any]], script: Script, world: World) -> Ran:
    """Runs a call over a script by the calling driver."""
    transport = ScriptedTransport(script)
    ran = Ran([], world, transport)
    caller = Caller(transport, world.surroundings, world.sleep)
    try:
        ran.answer = caller.run(logged(call_steps(make()), ran.log))
    except Exception as error:
        ran.error = error
    return ran


def run_async(make: Callable[[], Call[Any]], script: Script, world: World) -> Ran:
    """Runs a call over a script by the awaiting driver."""
    transport = AsyncScriptedTransport(script)
    ran = Ran([], world, transport)
    caller = AsyncCaller(transport, world.surroundings, world.sleep_async)

    async def main() -> None:
        ran.answer = await caller.run(logged(call_steps(make()), ran.log))

    try:
        asyncio.run(main())
    except Exception as error:
        ran.error = error
    return ran
