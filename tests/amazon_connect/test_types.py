"""What a type checker refuses: each wrong line is marked, and no other is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mypy import api

import amazon_connect

SOURCE = """
from collections.abc import Mapping
from typing import assert_type

from amazon_connect import (
    OPERATIONS,
    ChatMessage,
    Config,
    ConnectionType,
    HttpRequest,
    HttpResponse,
    InvalidRequestException,
    InvalidRequestExceptionReason,
    Operation,
    ParticipantDetails,
    SegmentAttributeValue,
    StartChatContactInput,
    StartChatContactInputBuilder,
    StartChatContactOutput,
    Websocket,
)
from amazon_connect import StartChatInput  # E: attr-defined

ann = ParticipantDetails(display_name="Ann")
ParticipantDetails()  # E: call-arg
ParticipantDetails("Ann")  # E: call-arg
ParticipantDetails(display_name=5)  # E: arg-type
ParticipantDetails(display_name="Ann", nickname="A")  # E: call-arg
ann.display_name = "Bob"  # E: misc
ann.nickname  # E: attr-defined

chat = StartChatContactInput(
    instance_id="i",
    contact_flow_id="c",
    participant_details=ann,
    connection_types=(ConnectionType.WEBSOCKET, ConnectionType("NEW")),
    segment_attributes={"a": SegmentAttributeValue(value_integer=1)},
)
StartChatContactInput(  # E: call-arg
    instance_id="i",
    contact_flow_id="c",
)
StartChatContactInput(
    instance_id="i",
    contact_flow_id="c",
    participant_details=ann,
    supported_messaging_content_types=["text/plain"],  # E: arg-type
    connection_types=("WEBSOCKET",),  # E: arg-type
    attributes={"tier": 1},  # E: dict-item
    chat_duration_in_minutes="60",  # E: arg-type
    segment_attributes={"a": "b"},  # E: dict-item
    initial_message={"content": "Hello"},  # E: arg-type
)
assert_type(chat.instance_id, str | None)
assert_type(chat.attributes, Mapping[str, str] | None)
assert_type(chat.connection_types, tuple[ConnectionType, ...] | None)
chat.instance_id.upper()  # E: union-attr

builder = StartChatContactInput.builder()
assert_type(builder, StartChatContactInputBuilder)
assert_type(builder.attributes("a", "b").build(), StartChatContactInput)
builder.attributes("tier")  # E: call-arg
builder.attributes({"tier": "gold"})  # E: call-arg,arg-type
builder.set_attributes({"tier": "gold"}).set_attributes(None)
builder.set_attributes([("tier", "gold")])  # E: arg-type
builder.supported_messaging_content_types(["text/plain"])  # E: arg-type
builder.set_supported_messaging_content_types(["text/plain"])
builder.set_supported_messaging_content_types(("text/plain",))
builder.set_supported_messaging_content_types("text/plain")  # E: arg-type
builder.connection_types("WEBSOCKET")  # E: arg-type
builder.instance_id(None)  # E: arg-type
builder.set_instance_id(None)
builder.set_instance_id()  # E: call-arg
builder.instance_id(value="i")  # E: call-arg
builder.instanceid("i")  # E: attr-defined
builder.chat_duration_in_minutes("60")  # E: arg-type
builder.build(validate="some")  # E: arg-type
assert_type(builder.get_attributes(), Mapping[str, str] | None)

operation = chat.make_operation(Config(region="us-west-2"))
assert_type(operation, Operation[StartChatContactOutput])
assert_type(operation.request, HttpRequest)
output = operation.parse(HttpResponse(status=200))
assert_type(output, StartChatContactOutput)
assert_type(output.websocket, Websocket | None)
chat.make_operation()  # E: call-arg
chat.make_operation("us-west-2")  # E: arg-type
Config(validate="most")  # E: arg-type
Config(regions="us-west-2")  # E: call-arg
operation.parse(b"")  # E: arg-type
output.make_operation  # E: attr-defined
OPERATIONS["StartChatContact"].serialize(chat)  # E: call-arg

ConnectionType.TELEPATHY  # E: attr-defined
try:
    pass
except InvalidRequestException as error:
    assert_type(error.reason, InvalidRequestExceptionReason | None)
    assert_type(error.request_id, str | None)
    error.reasons  # E: attr-defined
assert_type(ChatMessage.from_dict({}), ChatMessage)
"""


def test_mypy_finds_exactly_the_wrong_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MYPYPATH", str(Path(amazon_connect.__file__).parents[1]))
    file = tmp_path / "uses.py"
    file.write_text(SOURCE, "utf-8")
    arguments = ["--strict", "--config-file=", "--no-pretty", "--hide-error-context"]
    arguments += ["--show-error-codes", f"--cache-dir={tmp_path}", str(file)]
    found, problems, _ = api.run(arguments)
    assert problems == ""

    reported: dict[int, set[str]] = {}
    for line, code in re.findall(
        r"uses\.py:(\d+): error: .*\[([a-z-]+)\]$", found, re.M
    ):
        reported.setdefault(int(line), set()).add(code)
    expected = {
        number: set(match[1].split(","))
        for number, line in enumerate(SOURCE.splitlines(), 1)
        if (match := re.search(r"# E: (\S+)$", line))
    }
    assert reported == expected
