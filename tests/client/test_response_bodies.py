"""Handles of bodies that are streams, in both colours."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest
from templates.runtime.client.awaiting import AsyncCaller
from templates.runtime.client.call import call_steps
from templates.runtime.client.calling import Caller
from templates.runtime.client.failures import BodyError, TransportError
from templates.runtime.streams import StreamingBody

from tests.client.script import (
    AsyncScriptedTransport,
    Piece,
    Scripted,
    ScriptedTransport,
    World,
    call,
)

T = TypeVar("T")
LENGTH_5 = [("Content-Length", "5"), ("x-amzn-requestid", "one")]


def opened(pieces: list[Piece], headers: Any = ()) -> tuple[Any, ScriptedTransport]:
    transport = ScriptedTransport([Scripted(200, headers, pieces)])
    caller = Caller(transport, World().surroundings)
    return caller.run(call_steps(call(streams=True))).output, transport


def awaited(
    use: Callable[[Any], Awaitable[T]], pieces: list[Piece], headers: Any = ()
) -> tuple[T, int]:
    async def main() -> tuple[T, int]:
        transport = AsyncScriptedTransport([Scripted(200, headers, pieces)])
        caller = AsyncCaller(transport, World().surroundings)
        answer = await caller.run(call_steps(call(streams=True)))
        try:
            return await use(answer.output), transport.open
        finally:
            assert answer.output.closed == (transport.open == 0)

    return asyncio.run(main())


def test_a_body_is_read_as_a_file_is() -> None:
    body, transport = opened([b"abc", b"de"], LENGTH_5)
    assert body.readable()
    assert body.read(5) == b"abcde"
    assert repr(body) == "<stream>"
    body.close()
    assert transport.open == 0
    with pytest.raises(ValueError, match="closed"):
        body.read()


def test_reading_a_body_to_its_end_frees_the_connection() -> None:
    body, transport = opened([b"abc", b"de"], LENGTH_5)
    assert body.read() == b"abcde"
    assert (transport.open, body.read(), body.read1()) == (0, b"", b"")

    async def whole(body: Any) -> tuple[bytes, bytes]:
        return await body.read(), await body.read()

    assert awaited(whole, [b"abc", b"de"], LENGTH_5) == ((b"abcde", b""), 0)


def test_a_body_is_read_by_a_loop() -> None:
    body, transport = opened([b"abc", b"de"])
    assert list(body) == [b"abc", b"de"]
    assert transport.open == 0

    async def looped(body: Any) -> list[bytes]:
        return [piece async for piece in body]

    assert awaited(looped, [b"abc", b"de"]) == ([b"abc", b"de"], 0)


def test_leaving_a_with_block_frees_the_connection() -> None:
    body, transport = opened([b"abc", b"de"])
    with body:
        assert body.read1() == b"abc"
    assert transport.open == 0

    async def entered(body: Any) -> bytes:
        async with body:
            piece: bytes = await body.read1()
            return piece

    assert awaited(entered, [b"abc", b"de"]) == (b"abc", 0)


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        ([b"abc"], "ends after 3 of 5 bytes"),
        ([b"abc", b"def"], "more than its 5 bytes"),
        ([b"abc", ConnectionResetError("reset")], "ConnectionResetError"),
    ],
)
def test_a_body_that_goes_wrong_says_so_and_frees_the_connection(
    pieces: list[Piece], reason: str
) -> None:
    body, transport = opened(pieces, LENGTH_5)
    with pytest.raises(TransportError, match=reason) as raised:
        body.read()
    assert str(raised.value).startswith("DoThing: ")
    assert str(raised.value).endswith("1 attempt [one]")
    assert transport.open == 0

    async def failing(body: Any) -> str:
        with pytest.raises(TransportError) as raised:
            await body.read()
        return str(raised.value)

    assert awaited(failing, pieces, LENGTH_5) == (str(raised.value), 0)


def test_a_body_that_was_cut_is_a_body_error() -> None:
    body, _ = opened([b"abc"], LENGTH_5)
    with pytest.raises(BodyError):
        list(body)


def test_the_streaming_body_of_an_output_reads_the_handle() -> None:
    body, transport = opened([b"one\ntwo", b"\nthree"])
    assert list(StreamingBody(body).iter_lines()) == [b"one", b"two", b"three"]
    assert transport.open == 0


def test_closing_the_streaming_body_of_an_output_closes_the_handle() -> None:
    body, transport = opened([b"one\ntwo", b"\nthree"])
    StreamingBody(body).close()
    assert transport.open == 0
