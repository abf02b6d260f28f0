"""The driver that calls: it answers the steps of a call, and blocks while it waits."""

from __future__ import annotations

import time
from collections.abc import Callable

# Any: a step's answer is of the step's own type.
from typing import TypeVar, cast

from .fake import StandIn
from .messages import Transport, TransportResponse
from .response_bodies import ResponseBody
from .steps import (
    Close,
    HandOver,
    HashUpload,
    Identify,
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
from .uploads import SyncUpload

T = TypeVar("T")


class _Held:
    """The answer whose connection a call still owns."""

    __slots__ = ("handed_over", "response")

    def __init__(self) -> None:
        self.handed_over = False
        self.response: TransportResponse | None = None

    def close(self) -> None:
        response, self.response = self.response, None
        if response is not None:
            response.close()


class Caller:
    """Runs calls over a transport. Safe to use by many threads."""

    __slots__ = ("_sleep", "_stand_in", "_surroundings", "_transport")

    def __init__(
        self,
        transport: Transport | StandIn,
        surroundings: Surroundings,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._stand_in = transport if isinstance(transport, StandIn) else None
        self._transport = cast("Transport", transport)
        self._surroundings = surroundings
        self._sleep = sleep

    def run(self, steps: Steps[T]) -> T:
        """Runs a call and returns what it returns.

        Whatever ends it, the generator is closed and no connection is lost.
        """
        held = _Held()
        try:
            step = next(steps)
            while True:
                try:
                    answer = self._answer(step, held)
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
            held.close()

    def _answer(self, step: Step, held: _Held) -> object:
        match step:
            case Send():
                return self._send(step, held)
            case Read():
                return _response(step).read(step.size)
            case Close():
                held.response = None
                _response(step).close()
            case HandOver():
                held.handed_over = True
                return ResponseBody(_response(step), step.checks, step.history)
            case Sleep():
                self._sleep(step.seconds)
            case Identify():
                now = self._surroundings.now().wall
                return step.source.ready(now) or step.source.load()
            case OpenUpload():
                return SyncUpload(step.stream)
            case Rewind():
                cast("SyncUpload", step.upload).rewind()
            case HashUpload():
                return cast("SyncUpload", step.upload).sha256()
            case _:
                return self._surroundings.answer(step)
        return None

    def _send(self, step: Send, held: _Held) -> TransportResponse | Output:
        if self._stand_in is not None:
            answer = self._stand_in.answer(step.operation, step.request)
            if isinstance(answer, Output):
                return answer
        else:
            answer = self._transport.send(step.request, step.timeouts)
        held.response = answer
        return answer


def _response(step: Read | Close | HandOver) -> TransportResponse:
    # This driver has sent the request: the answer is of its colour.
    return cast("TransportResponse", step.response)
