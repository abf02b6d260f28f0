"""Where each protocol says which error an answer is, and what is in it."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import cbor2
import pytest

from tests.support.inline import inline_package, request, response

MODEL = """
use aws.protocols#awsQueryCompatible
use aws.protocols#awsQueryError

%s
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
service Store { version: "1", operations: [Act] }

@http(method: "POST", uri: "/act")
operation Act {
    input := {}
    output := {}
    errors: [Refused, Broken, Named]
}

@error("client")
structure Refused {
    Message: String
    @jsonName("because")
    reason: String
    code: Integer
    more: More
}

@error("server")
@httpError(503)
@retryable(throttling: true)
structure Broken {}

@error("client")
@awsQueryError(code: "Another.Name", httpResponseCode: 404)
structure Named { message: String }

structure More { text: String }
"""
JSON = ("restJson1", "awsJson1_0", "awsJson1_1")


def package(protocol: str, traits: str = "") -> ModuleType:
    return inline_package(MODEL % traits, protocol)


# Any: what a generated package raises has no static type here.
def raised(
    package: ModuleType,
    body: object = b"",
    status: int = 400,
    headers: dict[str, str] | None = None,
) -> Any:
    """Returns the error that an answer is."""
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    with pytest.raises(package.ServiceError) as found:
        response(package, "Act", data, status, headers)
    return found.value


@pytest.mark.parametrize("protocol", JSON)
@pytest.mark.parametrize(
    "code",
    [
        "Refused",
        "Refused:http://internal.example.com/coral/",
        "example#Refused",
        "example.other#Refused:http://internal.example.com/#a",
    ],
)
@pytest.mark.parametrize("place", ["X-Amzn-Errortype", "__type", "code"])
def test_a_code_loses_its_namespace_and_its_uri(
    protocol: str, code: str, place: str
) -> None:
    is_header = place.startswith("X-")
    error = raised(
        package(protocol),
        {} if is_header else {place: code},
        headers={place: code} if is_header else None,
    )
    assert type(error) is package(protocol).Refused
    assert error.code == "Refused"


@pytest.mark.parametrize("protocol", JSON)
def test_the_header_counts_before_the_body_and_the_type_before_the_code(
    protocol: str,
) -> None:
    body = {"__type": "Refused", "code": "Broken"}
    headers = {"x-amzn-ErrorType": "Broken"}
    assert type(raised(package(protocol), body)) is package(protocol).Refused
    error = raised(package(protocol), body, headers=headers)
    assert type(error) is package(protocol).Broken


def test_a_member_may_be_called_like_the_code() -> None:
    for protocol, name in (("restJson1", "because"), ("awsJson1_0", "reason")):
        body = {"__type": "Refused", "code": 7, name: "x", "more": {"text": "y"}}
        error = raised(package(protocol), body)
        assert (error.code, error.reason, error.more.text) == ("Refused", "x", "y")
        assert error.code_ == 7


@pytest.mark.parametrize("protocol", JSON)
@pytest.mark.parametrize("name", ["message", "Message", "errorMessage"])
def test_a_message_is_found_however_it_is_written(protocol: str, name: str) -> None:
    error = raised(package(protocol), {"__type": "Refused", name: "No."})
    assert error.message == "No."


@pytest.mark.parametrize("protocol", JSON)
@pytest.mark.parametrize("body", ["", "<html>", "[]", '"Refused"', "{", '{"code": 1}'])
def test_an_answer_without_a_code_is_an_error_of_the_service(
    protocol: str, body: str
) -> None:
    error = raised(package(protocol), body, 502)
    assert type(error) is package(protocol).StoreError
    assert (error.status, error.code, error.fault, error.response.body) == (
        502,
        "BadGateway",
        "server",
        body.encode(),
    )


@pytest.mark.parametrize("protocol", JSON)
def test_an_unknown_code_is_kept(protocol: str) -> None:
    error = raised(package(protocol), {"__type": "x#Unheard", "message": "No."}, 418)
    assert (error.code, error.message, error.fault) == ("Unheard", "No.", "client")


def test_the_model_says_who_is_at_fault_and_what_may_be_tried_again() -> None:
    error = raised(package("restJson1"), {"code": "Broken"}, 400)
    assert (error.fault, error.retryable, error.THROTTLING) == ("server", True, True)


def test_a_query_error_has_a_code_of_its_own() -> None:
    body = "<R><Error><Code>{}</Code><Message>No.</Message></Error></R>"
    error = raised(package("awsQuery"), body.format("Another.Name"), 404)
    assert type(error) is package("awsQuery").Named
    assert (error.code, error.message) == ("Another.Name", "No.")
    error = raised(package("awsQuery"), body.format("Named"), 404)
    assert type(error) is package("awsQuery").StoreError


@pytest.mark.parametrize("protocol", ["awsJson1_0", "rpcv2Cbor", "rpcv2Json"])
def test_a_service_that_spoke_query_once_is_asked_for_its_old_codes(
    protocol: str,
) -> None:
    module = package(protocol, "@awsQueryCompatible")
    assert request(module, "Act").headers["X-Amzn-Query-Mode"] == "true"
    body = {"__type": "example#Named", "message": "No."}
    data = cbor2.dumps(body) if protocol == "rpcv2Cbor" else json.dumps(body)
    header = {"x-amzn-query-error": "Another.Name;Sender"}
    error = raised(module, data, headers=header)
    assert type(error) is module.Named
    assert (error.code, error.message) == ("Another.Name", "No.")
    assert raised(module, data).code == "Named"
    assert "X-Amzn-Query-Mode" not in request(package(protocol), "Act").headers


@pytest.mark.parametrize(
    "name", ["x-amzn-RequestId", "x-amzn-request-id", "x-amz-request-id"]
)
@pytest.mark.parametrize("protocol", [*JSON, "rpcv2Json", "restXml"])
def test_a_request_id_is_found_in_the_headers(protocol: str, name: str) -> None:
    error = raised(package(protocol), b"", headers={name: "1234"})
    assert error.request_id == "1234"
    assert str(error).endswith("[1234]")


@pytest.mark.parametrize(
    ("protocol", "body"),
    [
        (
            "restXml",
            "<ErrorResponse xmlns='x'><Error><Type>Sender</Type><Code>Refused</Code>"
            "<Message>No.</Message>{}</Error><RequestId>r</RequestId></ErrorResponse>",
        ),
        (
            "restXml",
            "<Error><Code>Refused</Code><Message>No.</Message>{}"
            "<RequestId>r</RequestId><HostId>h</HostId></Error>",
        ),
        (
            "awsQuery",
            "<ErrorResponse><Error><Type>Sender</Type><Code>Refused</Code>"
            "<Message>No.</Message>{}</Error><RequestId>r</RequestId></ErrorResponse>",
        ),
        (
            "ec2Query",
            "<Response><Errors><Error><Code>Refused</Code><Message>No.</Message>{}"
            "</Error></Errors><RequestID>r</RequestID></Response>",
        ),
        (
            "ec2Query",
            "<Response><Errors><Error><Code>Refused</Code><Message>No.</Message>{}"
            "</Error></Errors><RequestId>r</RequestId></Response>",
        ),
    ],
)
def test_members_stand_beside_code_and_message_in_xml(protocol: str, body: str) -> None:
    members = "<reason>x</reason><more><text>y</text></more>"
    error = raised(package(protocol), body.format(members))
    assert type(error) is package(protocol).Refused
    assert (error.code, error.message, error.request_id) == ("Refused", "No.", "r")
    assert (error.reason, error.more.text) == ("x", "y")
    broken = raised(package(protocol), body.format("<code>seven</code>"))
    assert type(broken) is package(protocol).Refused
    assert broken.code_ is None


@pytest.mark.parametrize("status", [300, 304, 400, 404, 499, 500, 503, 599, 999])
def test_every_other_status_is_an_error(status: int) -> None:
    for protocol in (*JSON, "restXml", "awsQuery", "ec2Query", "rpcv2Cbor"):
        assert raised(package(protocol), b"", status).status == status


@pytest.mark.parametrize("status", [200, 201, 202, 204, 206, 299])
def test_every_status_of_success_is_an_output(status: int) -> None:
    for protocol in (*JSON, "restXml", "awsQuery", "ec2Query", "rpcv2Cbor"):
        assert response(package(protocol), "Act", b"", status).to_dict() == {}
