"""Calls that are interrupted anywhere leave nothing behind and the client usable."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from inspect import GEN_CLOSED, getgeneratorstate
from typing import Any

import pytest
from templates.runtime.client.awaiting import AsyncCaller
from templates.runtime.client.call import call_steps
from templates.runtime.client.call_values import Call, CallOptions, Route
from templates.runtime.client.calling import Caller, _Held
from templates.runtime.client.interceptors import CallContext, Interceptor
from templates.runtime.client.steps import Step, Steps

from tests.client.script import (
    Address,
    AsyncScriptedTransport,
    Script,
    Scripted,
    ScriptedTransport,
    World,
    call,
    operation,
)
from tests.client.test_call import SCRIPTS

FINE = Scripted()


class Interrupted(Caller):
    """Is interrupted while it answers one of the steps, or right after that."""

    left = -1
    after = False

    def _answer(self, step: Step, held: _Held) -> object:
        self.left -= 1
        if self.left == 0 and not self.after:
            raise KeyboardInterrupt
        answer = super()._answer(step, held)
        if self.left == 0:
            raise KeyboardInterrupt
        return answer


def is_closed(steps: Steps[Any]) -> bool:
    return getgeneratorstate(steps) == GEN_CLOSED


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("name", SCRIPTS)
def test_ctrl_c_at_any_step_leaves_no_connection(name: str, after: bool) -> None:
    make, script = SCRIPTS[name]
    for number in range(1, 100):
        world, transport = World(), ScriptedTransport([*script, FINE])
        caller = Interrupted(transport, world.surroundings, world.sleep)
        caller.left, caller.after = number, after
        steps = call_steps(make())
        try:
            caller.run(steps)
        except KeyboardInterrupt:
            assert transport.open == 0
            assert is_closed(steps)
            transport._script = iter([FINE])
            assert caller.run(call_steps(call())).output == "fine"
        except Exception:
            return
        else:
            return


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_task_that_is_cancelled_anywhere_leaves_no_connection(name: str) -> None:
    make, script = SCRIPTS[name]
    asyncio.run(cancelled_at_every_turn(make, script))


async def cancelled_at_every_turn(
    make: Callable[[], Call[Any]], script: Script
) -> None:
    for turns in range(100):
        world, transport = World(), AsyncScriptedTransport([*script, FINE])
        caller = AsyncCaller(transport, world.surroundings, asyncio.sleep)
        steps = call_steps(make())
        task = asyncio.create_task(caller.run(steps))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            assert transport.open == 0
            assert turns == 0 or is_closed(steps)
            transport._script = iter([FINE])
            assert (await caller.run(call_steps(call()))).output == "fine"
            if world.time:
                return
        except Exception:
            return
        else:
            return


def test_interceptors_see_that_a_call_was_interrupted() -> None:
    seen: list[BaseException | None] = []

    class Watching(Interceptor):
        def after_call(self, call: CallContext, error: BaseException | None, /) -> None:
            seen.append(error)

    transport = ScriptedTransport([KeyboardInterrupt()])
    caller = Caller(transport, World().surroundings)
    with pytest.raises(KeyboardInterrupt):
        caller.run(call_steps(call(CallOptions(interceptors=(Watching(),)))))
    assert [type(each) for each in seen] == [GeneratorExit]


def test_a_cancelled_task_stops_neither_others_nor_the_load_they_wait_for() -> None:
    loads: list[int] = []

    class Slow:
        def ready(self, now: float, /) -> object | None:
            return None

        def load(self) -> object:
            loads.append(1)
            return "Ann"

    async def main() -> None:
        transport = AsyncScriptedTransport([FINE] * 3)
        caller = AsyncCaller(transport, World().surroundings)
        make = partial(call, route=Route(Address(), source=Slow()))
        tasks = [asyncio.create_task(caller.run(call_steps(make()))) for _ in range(3)]
        await asyncio.sleep(0)
        tasks[0].cancel()
        answers = await asyncio.gather(*tasks[1:])
        assert [each.output for each in answers] == ["fine", "fine"]
        assert loads == [1]

    asyncio.run(main())


def test_the_handle_of_a_stream_frees_its_connection_when_it_is_collected() -> None:
    script = [Scripted(200, [], [b"a", b"b"])]
    world, transport = World(), ScriptedTransport(script)
    caller = Caller(transport, world.surroundings)
    answer = caller.run(call_steps(call(streams=True)))
    assert transport.open == 1
    del answer
    assert transport.open == 0


def test_an_async_handle_frees_its_connection_when_it_is_collected() -> None:
    async def main() -> int:
        script = [Scripted(200, [], [b"a", b"b"])]
        transport = AsyncScriptedTransport(script)
        caller = AsyncCaller(transport, World().surroundings)
        answer = await caller.run(call_steps(call(streams=True)))
        assert transport.open == 1
        assert await answer.output.read(1) == b"a"
        del answer
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return transport.open

    assert asyncio.run(main()) == 0


def test_an_unread_request_body_is_closed_with_its_call() -> None:
    closed: list[bool] = []

    def pieces() -> Any:
        try:
            yield b"a"
            yield b"b"
        finally:
            closed.append(True)

    body = pieces()

    class Failing(ScriptedTransport):
        def send(self, request: Any, timeouts: Any, /) -> Any:
            next(request.body)
            raise KeyboardInterrupt

    caller = Caller(Failing([]), World().surroundings)
    with pytest.raises(KeyboardInterrupt):
        caller.run(call_steps(call(of=operation(body))))
    del body, caller
    assert closed == [True]
