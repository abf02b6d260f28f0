"""The package speaks boto3: the same dictionaries, the same requests."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from botocore.awsrequest import (
    AWSPreparedRequest,
    AWSResponse,
)

from amazon_connect import (
    BuildError,
    ConnectionType,
    ParticipantConfiguration,
    ResponseMode,
    SegmentAttributeValue,
    StartChatContactInput,
    StartChatContactOutput,
    Websocket,
)
from tests.amazon_connect.values import CHAT, CONFIG, MINIMAL

FULL = CHAT.replace(
    client_token="token",
    customer_id="customer",
    related_contact_id="related",
    connection_types=(ConnectionType.WEBSOCKET, ConnectionType("NEW")),
    participant_configuration=ParticipantConfiguration(
        response_mode=ResponseMode.INCREMENTAL
    ),
    segment_attributes={
        "é😀": SegmentAttributeValue(
            value_list=(SegmentAttributeValue(value_integer=1),),
            value_map={"a": SegmentAttributeValue(value_string="")},
        )
    },
)
"""Members of every kind."""

OUTPUT = {"ContactId": "contact", "Websocket": {"Url": "wss://x"}}


class Exchange:
    """A client whose one request is kept and answered before it leaves."""

    def __init__(self) -> None:
        # Any: boto3 makes its clients at run time.
        self.client: Any = boto3.client(
            "connect",
            region_name="us-west-2",
            aws_access_key_id="id",
            aws_secret_access_key="key",
        )
        self.requests: list[AWSPreparedRequest] = []
        self.client.meta.events.register("before-send", self.answer)

    def answer(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        """Answers in the service's place."""
        self.requests.append(request)
        response = AWSResponse(request.url, 200, {}, None)
        response._content = json.dumps(OUTPUT).encode()
        return response


@pytest.fixture(scope="module")
def exchange() -> Exchange:
    return Exchange()


@pytest.mark.parametrize(
    "chat",
    [MINIMAL.replace(client_token="token"), CHAT, FULL],
    ids=["minimal", "chat", "full"],
)
def test_boto3_sends_the_same_request(
    exchange: Exchange, chat: StartChatContactInput
) -> None:
    token = {"ClientToken": CONFIG.idempotency_token_provider()}
    exchange.client.start_chat_contact(**{**token, **chat.to_dict()})
    sent = exchange.requests[-1]
    request = chat.make_operation(CONFIG).request
    assert sent.method == request.method
    assert sent.url == f"https://connect.us-west-2.amazonaws.com{request.target}"
    assert json.loads(sent.body) == json.loads(request.body)
    for name, value in request.headers.items():
        assert sent.headers[name] == value.encode()


def test_what_boto3_returns_is_an_output(exchange: Exchange) -> None:
    returned = exchange.client.start_chat_contact(**FULL.to_dict())
    assert "ResponseMetadata" in returned
    assert StartChatContactOutput.from_dict(returned) == StartChatContactOutput(
        contact_id="contact", websocket=Websocket(url="wss://x")
    )


def test_to_dict_holds_plain_values_under_the_names_of_the_model() -> None:
    assert MINIMAL.to_dict() == {
        "InstanceId": "12345678-1234-1234-1234-123456789012",
        "ContactFlowId": "846ec553-a005-41c0-8341-000000000000",
        "ParticipantDetails": {"DisplayName": "Ann"},
    }
    full = FULL.to_dict()
    types = full["ConnectionTypes"]
    assert types == ["WEBSOCKET", "NEW"]
    assert isinstance(types, list)
    assert [type(item) for item in types] == [str, str]
    assert full["SegmentAttributes"] == {
        "é😀": {
            "ValueList": [{"ValueInteger": 1}],
            "ValueMap": {"a": {"ValueString": ""}},
        }
    }


def test_from_dict_is_the_inverse_of_to_dict() -> None:
    for chat in (MINIMAL, CHAT, FULL):
        assert StartChatContactInput.from_dict(chat.to_dict()) == chat
        assert type(chat.to_dict()) is dict


def test_from_dict_keeps_empty_lists_and_maps() -> None:
    value = StartChatContactInput.from_dict({"Attributes": {}, "ConnectionTypes": []})
    assert (value.attributes, value.connection_types) == ({}, ())


def test_from_dict_refuses_every_unknown_member() -> None:
    data = {"Instance": 1, "ParticipantDetails": {"displayName": "Ann"}}
    with pytest.raises(BuildError) as raised:
        StartChatContactInput.from_dict(data)
    assert [problem.path for problem in raised.value.problems] == [
        "Instance",
        "participant_details.displayName",
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"InstanceId": 1},
        {"InstanceId": b"id"},
        {"InstanceId": datetime(2026, 1, 2, tzinfo=UTC)},
        {"Attributes": ["tier"]},
        {"Attributes": {"tier": 1}},
        {"ConnectionTypes": "WEBSOCKET"},
        {"ConnectionTypes": [1]},
        {"ParticipantDetails": "Ann"},
        {"ChatDurationInMinutes": "60"},
        {"ChatDurationInMinutes": 60.5},
    ],
    ids=str,
)
def test_from_dict_refuses_a_value_of_a_wrong_type(data: dict[str, object]) -> None:
    with pytest.raises(BuildError) as raised:
        StartChatContactInput.from_dict(data)
    (problem,) = raised.value.problems
    assert problem.constraint == "type"


def test_from_dict_reports_a_wrong_type_in_python_names() -> None:
    segments = {"a": {"ValueList": [{"ValueInteger": "x"}]}}
    with pytest.raises(BuildError) as raised:
        StartChatContactInput.from_dict({"SegmentAttributes": segments})
    paths = [problem.path for problem in raised.value.problems]
    assert paths == ["segment_attributes['a'].value_list[0].value_integer"]


def test_from_dict_reports_every_wrong_type() -> None:
    with pytest.raises(BuildError) as raised:
        StartChatContactInput.from_dict({"InstanceId": 1, "ContactFlowId": 2})
    assert len(raised.value.problems) == 2
