"""The stand-in for a service that users' tests have, in both colours."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from templates.runtime.client.awaiting import AsyncCaller
from templates.runtime.client.call import call_steps
from templates.runtime.client.call_values import Answered
from templates.runtime.client.calling import Caller
from templates.runtime.client.failures import TransportError
from templates.runtime.client.fake import FakeTransport, UnexpectedCallError
from templates.runtime.client.messages import SignedRequest
from templates.runtime.http import HttpResponse
from templates.runtime.operation import OperationDefinition

from tests.client.script import BusyError, NotThereError, World, call, parse

DO_THING: OperationDefinition[Any, Any, Any] = OperationDefinition(
    name="DoThing",
    service="Things",
    signing_name="things",
    input_type=dict,
    output_type=object,
    serialize=lambda value, config: call().operation.request,
    parse=parse,
    load_errors=lambda: (),
)


def called(fake: FakeTransport) -> Answered[Any]:
    world = World()
    return Caller(fake, world.surroundings, world.sleep).run(call_steps(call()))


def awaited(fake: FakeTransport) -> Answered[Any]:
    world = World()
    caller = AsyncCaller(fake, world.surroundings, world.sleep_async)
    return asyncio.run(caller.run(call_steps(call())))


@pytest.fixture(params=[called, awaited])
def ask(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_an_output_is_returned_as_it_is(ask: Any) -> None:
    output = object()
    fake = FakeTransport().expect(DO_THING, output)
    assert ask(fake).output is output
    (sent,) = fake.sent
    assert sent.operation == "DoThing"
    assert sent.request.target == "/things"


def test_an_error_is_raised_after_its_retries(ask: Any) -> None:
    fake = FakeTransport().expect(DO_THING, BusyError("busy"), NotThereError("no"))
    with pytest.raises(NotThereError) as raised:
        ask(fake)
    assert raised.value.attempts == 2


def test_a_broken_connection_is_an_error_too(ask: Any) -> None:
    fake = FakeTransport().always(DO_THING, ConnectionResetError())
    with pytest.raises(TransportError):
        ask(fake)
    assert len(fake.sent) == 3


def test_a_response_goes_through_the_real_parser(ask: Any) -> None:
    fake = FakeTransport().expect(
        DO_THING,
        HttpResponse(status=503, headers={"X-Code": "SlowDown"}),
        HttpResponse(status=200, headers={"x-amzn-requestid": "one"}, body=b"[1, 2]"),
    )
    answer = ask(fake)
    assert answer.output == [1, 2]
    assert answer.request_ids.request_id == "one"


def test_a_function_answers_by_the_request(ask: Any) -> None:
    def echo(request: SignedRequest) -> object:
        return [request.method, request.body]

    assert ask(FakeTransport().always(DO_THING, echo)).output == ["POST", b"{}"]


def test_what_nobody_expects_is_an_error(ask: Any) -> None:
    fake = FakeTransport().expect(DO_THING, 1)
    ask(fake)
    with pytest.raises(UnexpectedCallError, match="DoThing was called"):
        ask(fake)


def use(fake: FakeTransport, error: Exception | None) -> None:
    with fake:
        fake.expect(DO_THING, 1, 2, 3)
        called(fake)
        if error is not None:
            raise error


def test_what_is_expected_and_does_not_come_is_an_error_at_the_end() -> None:
    with pytest.raises(UnexpectedCallError, match="not made: 2 of DoThing"):
        use(FakeTransport(), None)


def test_another_error_is_not_hidden_by_calls_that_were_not_made() -> None:
    with pytest.raises(LookupError):
        use(FakeTransport(), LookupError())
