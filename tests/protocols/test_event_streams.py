"""Event streams: their shapes are there, their events stay encoded.

https://smithy.io/2.0/spec/streaming.html#event-streams
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import ModuleType
from typing import cast

import cbor2
import pytest

from smithwright.models.selection import select
from tests.support.inline import (
    ALL_PROTOCOLS,
    inline_package,
    model_of,
    request,
    response,
)
from tests.support.packages import plan_package

MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
@xmlNamespace(uri: "https://example.com/")
service Talks { version: "1", operations: [Listen, Speak, Other] }

@http(method: "POST", uri: "/listen/{room}")
operation Listen {
    input := {
        @required @httpLabel
        room: String
    }
    output := {
        @httpHeader("X-Topic")
        topic: String
        @required @httpPayload
        heard: Events
    }
    errors: [Missing]
}

@http(method: "POST", uri: "/speak/{room}")
operation Speak {
    input := {
        @required @httpLabel
        room: String
        @required @httpPayload
        said: Events
    }
}

@http(method: "POST", uri: "/other")
operation Other {
    input := { word: Word }
}

@streaming
union Events {
    word: Word
    failed: Missing
}

structure Word {
    @required
    text: String
    @eventHeader
    at: Timestamp
}

@error("client")
structure Missing { message: String }
"""

REST = ("restJson1", "restXml")
RPC = tuple(protocol for protocol in ALL_PROTOCOLS if protocol not in REST)


def package(protocol: str) -> ModuleType:
    return inline_package(MODEL, protocol)


def encoded() -> Iterator[bytes]:
    yield b"encoded"


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_events_are_shapes_like_others(protocol: str) -> None:
    made = package(protocol)

    event = made.Events(word=made.Word(text="a"))

    assert event.word.text == "a"
    assert made.Events(failed=made.MissingDetails(message="no")).failed.message == "no"
    assert "neither encoded nor decoded yet" in made.Events.__doc__
    assert request(made, "Other", word={"text": "a"}).method == "POST"


@pytest.mark.parametrize("protocol", REST)
def test_a_received_stream_is_handed_on_encoded(protocol: str) -> None:
    made, raw = package(protocol), encoded()

    sent = request(made, "Listen", room="a")
    output = response(made, "Listen", cast("bytes", raw), headers={"x-topic": "t"})

    assert sent.target == "/listen/a"
    assert (output.topic, output.heard.raw) == ("t", raw)
    assert repr(output) == "ListenOutput(topic='t', heard=<stream>)"
    with pytest.raises(made.UnsupportedError, match="reading events is not supported"):
        iter(output.heard)


@pytest.mark.parametrize("protocol", REST)
def test_a_sent_stream_is_given_encoded(protocol: str) -> None:
    made, raw = package(protocol), encoded()

    sent = request(made, "Speak", room="a", said=raw)
    built = made.SpeakInput(room="a", said=made.EventStreamBody(raw))

    assert sent.body is raw
    assert sent.headers == {"Content-Type": "application/vnd.amazon.eventstream"}
    assert made.OPERATIONS["Speak"].serialize(built, made.Config()).body is raw
    with pytest.raises(
        made.BuildError, match="said: must be EventStreamBody, got bytes"
    ):
        made.SpeakInput.builder().room("a").said(b"encoded").build()


@pytest.mark.parametrize("protocol", RPC)
def test_protocols_without_bindings_say_what_they_cannot_do(protocol: str) -> None:
    made = package(protocol)
    stream = made.EventStreamBody(b"")

    with pytest.raises(NotImplementedError) as raised:
        made.SpeakInput(room="a", said=stream).make_operation(made.Config())
    assert str(raised.value) == (
        "Speak: said: sending an event stream is not supported yet"
    )
    with pytest.raises(made.UnsupportedError) as refused:
        response(made, "Listen", b"")
    assert (refused.value.operation, refused.value.member) == ("Listen", "heard")


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_errors_and_initial_requests_are_as_ever(protocol: str) -> None:
    made = package(protocol)
    sent = request(made, "Listen", room="a")
    is_xml = protocol in ("restXml", "awsQuery", "ec2Query")
    error: dict[str, str] = {"__type": "Missing", "message": "no"}
    body = b"<R><Error><Code>Missing</Code><Message>no</Message></Error></R>"
    if not is_xml:
        body = (
            cbor2.dumps(error)
            if protocol == "rpcv2Cbor"
            else json.dumps(error).encode()
        )

    with pytest.raises(made.Missing, match="no"):
        response(made, "Listen", body, 400)

    assert b"a" in sent.body or "a" in sent.path


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_generating_warns_once_for_each_operation(protocol: str) -> None:
    warnings = plan_package(select(model_of(MODEL)), "talks", protocol).warnings

    given = "is encoded bytes" if protocol in REST else "is refused"
    assert [warning.partition("example#")[2] for warning in warnings] == [
        f"Listen: the event stream of its output {given}: events are not supported yet",
        f"Speak: the event stream of its input {given}: events are not supported yet",
    ]
