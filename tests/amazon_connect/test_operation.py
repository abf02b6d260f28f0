"""Operations: what is sent, and how answers are read."""

from __future__ import annotations

import json
from itertools import count
from uuid import UUID

import pytest

from amazon_connect import (
    OPERATIONS,
    BuildError,
    Config,
    ConnectionCredentials,
    HttpRequest,
    HttpResponse,
    Operation,
    ResponseError,
    StartChatContactInput,
    StartChatContactOutput,
    Websocket,
)
from tests.amazon_connect.values import CHAT, CONFIG, MINIMAL, SECRET, answer


def token_of(operation: Operation[StartChatContactOutput]) -> str:
    token: str = json.loads(operation.request.body)["ClientToken"]
    return token


def test_an_operation_names_what_to_sign() -> None:
    operation = CHAT.make_operation(Config(region="eu-central-1"))
    assert operation.name == "StartChatContact"
    assert operation.service == "AmazonConnectService"
    assert operation.signing_name == "connect"
    assert operation.region == "eu-central-1"


def test_a_request_is_the_one_that_the_service_documents() -> None:
    request = MINIMAL.make_operation(CONFIG).request
    assert request == HttpRequest(
        method="PUT",
        path="/contact/chat",
        query=(),
        headers={"Content-Type": "application/json"},
        body=(
            b'{"InstanceId":"12345678-1234-1234-1234-123456789012",'
            b'"ContactFlowId":"846ec553-a005-41c0-8341-000000000000",'
            b'"ParticipantDetails":{"DisplayName":"Ann"},"ClientToken":"token"}'
        ),
    )
    assert request.target == "/contact/chat"


def test_a_missing_idempotency_token_is_made_up() -> None:
    tokens = {token_of(MINIMAL.make_operation(Config())) for _ in range(20)}
    assert len(tokens) == 20
    assert {UUID(token).version for token in tokens} == {4}
    assert MINIMAL.client_token is None


def test_the_token_comes_from_the_provider_of_the_configuration() -> None:
    numbers = count(1)
    config = Config(idempotency_token_provider=lambda: f"token {next(numbers)}")
    tokens = [token_of(MINIMAL.make_operation(config)) for _ in range(3)]
    assert tokens == ["token 1", "token 2", "token 3"]


def test_a_given_token_is_kept() -> None:
    given = MINIMAL.replace(client_token="mine")
    assert token_of(given.make_operation(CONFIG)) == "mine"


def test_a_token_that_is_too_long_is_reported_wherever_it_came_from() -> None:
    config = Config(idempotency_token_provider=lambda: "t" * 501)
    with pytest.raises(BuildError, match="client_token: must have at most 500"):
        MINIMAL.make_operation(config)


def test_two_calls_share_no_state() -> None:
    one, other = (MINIMAL.make_operation(CONFIG) for _ in range(2))
    assert one.request == other.request
    assert one.request is not other.request
    assert one.request.headers is not other.request.headers
    bare = [HttpRequest(method="GET", path="/").headers for _ in range(2)]
    assert bare[0] is not bare[1]


def test_make_operation_checks_values_that_no_builder_has_checked() -> None:
    with pytest.raises(BuildError, match="chat_duration_in_minutes"):
        CHAT.replace(chat_duration_in_minutes=1).make_operation(CONFIG)
    with pytest.raises(BuildError, match="contact_flow_id: is required"):
        CHAT.replace(contact_flow_id=None).make_operation(CONFIG)


def test_the_repr_of_operation_request_and_response_shows_no_content() -> None:
    operation = MINIMAL.replace(customer_id=SECRET).make_operation(CONFIG)
    response = answer(SECRET.encode(), Secret=SECRET)
    rich = (operation.request.__rich_repr__(), response.__rich_repr__())
    for shown in (operation, operation.request, response, *rich):
        assert SECRET not in repr(shown)
        assert "ann@example.com" not in str(shown)
    assert repr(operation.request).startswith("<HttpRequest PUT")


def test_target_is_the_path_with_the_encoded_query_in_order() -> None:
    request = HttpRequest(
        method="GET",
        path="/a%20b",
        query=(
            ("b", "1 2"),
            ("a", "x/y?z=&"),
            ("b", "é😀"),
            ("e", ""),
            ("~-._", "+"),
        ),
    )
    assert request.target == (
        "/a%20b?b=1%202&a=x%2Fy%3Fz%3D%26&b=%C3%A9%F0%9F%98%80&e=&~-._=%2B"
    )


def test_a_response_is_read_into_the_output() -> None:
    body = json.dumps(
        {
            "ContactId": "contact",
            "ParticipantId": "participant",
            "ParticipantToken": "token",
            "ContinuedFromContactId": "earlier",
            "ConnectionCredentials": {"ConnectionToken": "t", "Expiry": "2030"},
            "Websocket": {"Url": "wss://x", "ConnectionExpiry": "2030"},
            "StreamingId": "stream",
        }
    ).encode()
    assert CHAT.make_operation(CONFIG).parse(answer(body)) == StartChatContactOutput(
        contact_id="contact",
        participant_id="participant",
        participant_token="token",
        continued_from_contact_id="earlier",
        connection_credentials=ConnectionCredentials(
            connection_token="t", expiry="2030"
        ),
        websocket=Websocket(url="wss://x", connection_expiry="2030"),
        streaming_id="stream",
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"ContactId": null}',
        b'{"Other": {"deep": [1, null, {"x": "y"}]}, "contactId": "another case"}',
        b' \n{"__type": "x"}\n',
    ],
)
def test_missing_null_and_unknown_members_do_no_harm(body: bytes) -> None:
    assert CHAT.make_operation(CONFIG).parse(answer(body)) == StartChatContactOutput()


@pytest.mark.parametrize(
    "body",
    [
        b"<html>ann@example.com</html>",
        b'{"ContactId": "ann@example.com',
        b'["ann@example.com"]',
        b'"ann@example.com"',
        b'{"ContactId": ["ann@example.com"]}',
        b'{"Websocket": "ann@example.com"}',
        b'{"ContactId": "ann@example.com\xff"}',
        b"[" * 100_000,
    ],
)
def test_a_body_that_is_not_what_the_model_says_raises_response_error(
    body: bytes,
) -> None:
    response = answer(body, 200, X_Request="id")
    with pytest.raises(ResponseError) as raised:
        CHAT.make_operation(CONFIG).parse(response)
    error = raised.value
    assert (error.operation, error.status) == ("StartChatContact", 200)
    assert error.headers == {"X-Request": "id"}
    assert error.body_start == body[:512]
    assert "ann@example.com" not in str(error) + repr(error)


def test_operations_describe_the_operation_to_programs() -> None:
    assert list(OPERATIONS) == ["StartChatContact"]
    assert "StartChatContact" in OPERATIONS
    assert "StopContact" not in OPERATIONS
    definition = OPERATIONS["StartChatContact"]
    assert definition.name == "StartChatContact"
    assert definition.signing_name == "connect"
    assert definition.input_type is StartChatContactInput
    assert definition.output_type is StartChatContactOutput
    assert [error.__name__ for error in definition.errors] == [
        "InvalidRequestException",
        "InvalidParameterException",
        "ResourceNotFoundException",
        "InternalServiceException",
        "LimitExceededException",
    ]


def test_operations_serialise_and_parse() -> None:
    definition = OPERATIONS["StartChatContact"]
    request = definition.serialize(CHAT, CONFIG)
    assert request == CHAT.make_operation(CONFIG).request
    output = definition.parse(HttpResponse(status=200, body=b'{"ContactId":"id"}'))
    assert output == StartChatContactOutput(contact_id="id")


def test_an_unknown_operation_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="StopContact"):
        OPERATIONS["StopContact"]
