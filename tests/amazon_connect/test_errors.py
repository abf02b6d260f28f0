"""Errors that the service answers with."""

from __future__ import annotations

import json
import pickle

import pytest

from amazon_connect import (
    OPERATIONS,
    AttachedFileInvalidRequestExceptionReason,
    ConnectError,
    HttpResponse,
    InternalServiceException,
    InvalidParameterException,
    InvalidRequestException,
    InvalidRequestExceptionReason,
    LimitExceededException,
    ResourceNotFoundException,
    ResponseError,
    ServiceError,
)
from tests.amazon_connect.values import CHAT, CONFIG, answer

MODELED = {
    InvalidRequestException: ("client", 400),
    InvalidParameterException: ("client", 400),
    ResourceNotFoundException: ("client", 404),
    InternalServiceException: ("server", 500),
    LimitExceededException: ("client", 429),
}


def raised_by(response: HttpResponse) -> ConnectError:
    with pytest.raises(ConnectError) as raised:
        CHAT.make_operation(CONFIG).parse(response)
    return raised.value


def test_all_modeled_errors_are_tested_here() -> None:
    assert set(OPERATIONS["StartChatContact"].errors) == set(MODELED)


@pytest.mark.parametrize("shape", MODELED, ids=lambda shape: shape.__name__)
def test_a_modeled_error_says_all_there_is_to_say(shape: type[ConnectError]) -> None:
    fault, status = MODELED[shape]
    error = raised_by(
        answer(
            b'{"Message": "No."}',
            status,
            x_amzn_ErrorType=shape.__name__,
            x_amzn_RequestId="request-1",
        )
    )
    assert type(error) is shape
    assert error.code == shape.__name__
    assert error.message == "No."
    assert error.status == status
    assert error.request_id == "request-1"
    assert error.fault == fault
    assert error.retryable is False
    assert isinstance(error, ConnectError)
    assert isinstance(error, ServiceError)
    assert str(error) == f"{shape.__name__}: No. [request-1]"


@pytest.mark.parametrize(
    "code",
    [
        "LimitExceededException",
        "com.amazonaws.connect#LimitExceededException",
        "LimitExceededException:http://internal.amazon.com/coral/com.amazon.coral/",
        "aws.protocoltests#LimitExceededException:http://internal.amazon.com/a#b:c",
    ],
)
@pytest.mark.parametrize(
    "place", ["x-amzn-errortype", "X-Amzn-ErrorType", "code", "Code", "__type"]
)
def test_a_code_is_found_in_header_and_body_without_namespace_and_uri(
    code: str, place: str
) -> None:
    if place.lower().startswith("x-"):
        error = raised_by(HttpResponse(status=429, headers={place: code}, body=b"{}"))
    else:
        error = raised_by(answer(json.dumps({place: code}).encode(), 429))
    assert type(error) is LimitExceededException
    assert error.code == "LimitExceededException"


@pytest.mark.parametrize("key", ["message", "Message"])
def test_a_message_is_found_in_either_case(key: str) -> None:
    body = json.dumps({key: "No.", "code": "InvalidParameterException"}).encode()
    assert raised_by(answer(body, 400)).message == "No."


def test_an_error_holds_its_members() -> None:
    body = json.dumps(
        {
            "Message": "No.",
            "Reason": {
                "AttachedFileInvalidRequestExceptionReason": "INVALID_FILE_SIZE"
            },
        }
    ).encode()
    error = raised_by(answer(body, 400, x_amzn_errortype="InvalidRequestException"))
    assert isinstance(error, InvalidRequestException)
    reason = AttachedFileInvalidRequestExceptionReason.INVALID_FILE_SIZE
    assert error.reason == InvalidRequestExceptionReason(
        attached_file_invalid_request_exception_reason=reason
    )


def test_a_member_that_an_error_lacks_is_none() -> None:
    error = raised_by(answer(b"", 400, x_amzn_errortype="InvalidRequestException"))
    assert isinstance(error, InvalidRequestException)
    assert (error.reason, error.message, error.request_id) == (None, None, None)


def test_an_unknown_member_and_an_unknown_variant_do_no_harm() -> None:
    body = b'{"Reason": {"NewReason": {"x": 1}}, "Other": [1], "code": %s}'
    error = raised_by(answer(body % b'"InvalidRequestException"', 400))
    assert isinstance(error, InvalidRequestException)
    assert error.reason is not None
    assert error.reason.unknown_variant is not None
    assert error.reason.unknown_variant.name == "NewReason"


@pytest.mark.parametrize(("status", "fault"), [(403, "client"), (503, "server")])
def test_an_unmodeled_code_gets_the_base_class(status: int, fault: str) -> None:
    error = raised_by(answer(b'{"__type": "SomethingElse"}', status))
    assert type(error) is ConnectError
    assert (error.code, error.status) == ("SomethingElse", status)
    assert error.fault == fault
    assert error.retryable is False


@pytest.mark.parametrize(
    "body", [b"", b"<html>Bad gateway</html>", b"[1]", b"null", b"\xff", b'{"code": 5}']
)
def test_an_answer_without_a_code_gets_the_base_class(body: bytes) -> None:
    error = raised_by(answer(body, 502))
    assert type(error) is ConnectError
    assert (error.code, error.status, error.fault) == ("BadGateway", 502, "server")
    assert str(error) == "BadGateway: no message"


def test_a_modeled_error_outlives_a_body_that_is_not_json() -> None:
    header = "InvalidRequestException"
    error = raised_by(answer(b"<html>", 400, x_amzn_errortype=header))
    assert type(error) is InvalidRequestException
    assert error.code == header


@pytest.mark.parametrize(
    "error",
    [
        ConnectError("No.", code="Other", status=500, request_id="id"),
        LimitExceededException("No.", status=429),
        InvalidRequestException(
            "No.",
            reason=InvalidRequestExceptionReason(
                attached_file_invalid_request_exception_reason=(
                    AttachedFileInvalidRequestExceptionReason("NEW")
                )
            ),
            status=400,
            request_id="id",
        ),
        ResponseError("StartChatContact", "not JSON", answer(b"<html>", 200)),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_survives_pickle(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)
