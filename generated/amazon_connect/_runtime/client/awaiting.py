"""The driver that awaits: it answers the steps of a call on asyncio's loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar, cast

from .fake import StandIn
from .messages import AsyncTransport, AsyncTransportResponse, TransportResponse
from .response_bodies import AsyncResponseBody
from .steps import (
    Close,
    HandOver,
    HashUpload,
    Identify,
    IdentitySource,
    OpenUpload,
    Output,
    Read,
    Rewind,
    Send,
    Sleep,
    Step,
    Steps,
)
from .surroundings import Surroundings
from .uploads import AsyncUpload, open_async_upload

T = TypeVar("T")


class _Held:
    """The answer whose connection a call still owns."""

    __slots__ = ("handed_over", "response")

    def __init__(self) -> None:
        self.handed_over = False
        self.response: AsyncTransportResponse | None = None

    async def close(self) -> None:
        response, self.response = self.response, None
        if response is not None:
            await response.close()


class _Awaited:
    """An answer that is there at once, for those who await it."""

    __slots__ = ("_response",)

    def __init__(self, response: TransportResponse) -> None:
        self._response = response

    @property
    def status(self) -> int:
        return self._response.status

    @property
    def headers(self) -> Sequence[tuple[str, str]]:
        return self._response.headers

    async def read(self, size: int, /) -> bytes:
        return self._response.read(size)

    async def close(self) -> None:
        self._response.close()


class AsyncCaller:
    """Runs calls over a transport. Safe to use by many tasks, of several loops."""

    __slots__ = ("_loads", "_sleep", "_stand_in", "_surroundings", "_transport")

    def __init__(
        self,
        transport: AsyncTransport | StandIn,
        surroundings: Surroundings,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._stand_in = transport if isinstance(transport, StandIn) else None
        self._transport = cast("AsyncTransport", transport)
        self._surroundings = surroundings
        self._sleep = sleep
        self._loads: dict[tuple[int, int], asyncio.Task[object]] = {}

    async def run(self, steps: Steps[T]) -> T:
        """Runs a call and returns what it returns.

        Whatever ends it, be it that its task is cancelled, the generator is closed and
        no connection is lost.
        """
        held = _Held()
        try:
            step = next(steps)
            while True:
                try:
                    answer = await self._answer(step, held)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(answer)
        except StopIteration as done:
            if held.handed_over:
                held.response = None
            return cast("T", done.value)
        finally:
            steps.close()
            await held.close()

    async def _answer(self, step: Step, held: _Held) -> object:
        match step:
            case Send():
                return await self._send(step, held)
            case Read():
                return await _within(step.limit, _response(step).read(step.size))
            case Close():
                held.response = None
                await _response(step).close()
            case HandOver():
                held.handed_over = True
                return AsyncResponseBody(_response(step), step.checks, step.history)
            case Sleep():
                await self._sleep(step.seconds)
            case Identify():
                return await self._identity(step.source)
            case OpenUpload():
                return await open_async_upload(step.stream)
            case Rewind():
                await cast("AsyncUpload", step.upload).rewind()
            case HashUpload():
                return await cast("AsyncUpload", step.upload).sha256()
            case _:
                return self._surroundings.answer(step)
        return None

    async def _send(self, step: Send, held: _Held) -> AsyncTransportResponse | Output:
        answer: AsyncTransportResponse
        if self._stand_in is not None:
            given = self._stand_in.answer(step.operation, step.request)
            if isinstance(given, Output):
                return given
            answer = _Awaited(given)
        else:
            sending = self._transport.send(step.request, step.timeouts)
            answer = await _within(step.limit, sending)
        held.response = answer
        return answer

    async def _identity(self, source: IdentitySource) -> object:
        """Returns an identity; one thread loads it for all tasks that wait."""
        if identity := source.ready(self._surroundings.now().wall):
            return identity
        loop = asyncio.get_running_loop()
        key = (id(loop), id(source))
        if (task := self._loads.get(key)) is None:
            task = loop.create_task(asyncio.to_thread(source.load))
            self._loads[key] = task
            task.add_done_callback(lambda task: self._loaded(key, task))
        # Another task that waits is not to be cancelled with this one.
        return await asyncio.shield(task)

    def _loaded(self, key: tuple[int, int], task: asyncio.Task[object]) -> None:
        self._loads.pop(key, None)
        if not task.cancelled():
            # Nobody need complain of a failure if all who waited are gone.
            task.exception()


async def _within(limit: float | None, answer: Awaitable[T]) -> T:
    if limit is None:
        return await answer
    async with asyncio.timeout(limit):
        return await answer


def _response(step: Read | Close | HandOver) -> AsyncTransportResponse:
    # This driver has sent the request: the answer is of its colour.
    return cast("AsyncTransportResponse", step.response)
