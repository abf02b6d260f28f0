"""What is in the body of a presigned request goes into its address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from botocore import auth
from botocore.session import Session
from templates.runtime.client.credentials import Credentials
from templates.runtime.client.messages import UnsignedRequest
from templates.runtime.client.presigning import in_query
from templates.runtime.client.signatures import SigningRules
from templates.runtime.client.sigv4 import presign_v4

NOW = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"


# Any: botocore has no types.
def peer(service: str, operation: str, parameters: dict[str, Any], method: str) -> str:
    """Returns the presigned URL of botocore."""

    def now(remove_tzinfo: bool = True) -> datetime:
        return NOW.replace(tzinfo=None) if remove_tzinfo else NOW

    client = Session().create_client(
        service,
        "eu-west-1",
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="secret",
        aws_session_token="a/token",
    )
    with patch.object(auth, "get_current_datetime", now):
        url: str = client.generate_presigned_url(
            operation, Params=parameters, HttpMethod=method, ExpiresIn=60
        )
    return url


def presigned(request: UnsignedRequest, service: str) -> str:
    credentials = Credentials("AKIDEXAMPLE", "secret", "a/token")
    rules = SigningRules(service, "eu-west-1")
    signed = presign_v4(in_query(request), rules, credentials, NOW, 60)
    assert signed.headers == ()
    return f"https://{signed.host}{signed.target}"


def test_a_form_is_presigned_as_botocore_does_it() -> None:
    request = UnsignedRequest(
        "GET",
        "https",
        "sts.eu-west-1.amazonaws.com",
        None,
        "/",
        (("Content-Type", FORM),),
        b"Action=GetCallerIdentity&Version=2011-06-15",
    )
    assert presigned(request, "sts") == peer("sts", "get_caller_identity", {}, "GET")


def test_a_flat_json_object_is_presigned_as_botocore_does_it() -> None:
    members = {
        "OutputFormat": "mp3",
        "Text": "a & b / é",
        "VoiceId": "Amy",
        "LexiconNames": ["a", "b"],
    }
    request = UnsignedRequest(
        "GET",
        "https",
        "polly.eu-west-1.amazonaws.com",
        None,
        "/v1/speech",
        (("Content-Type", "application/json"),),
        b'{"OutputFormat":"mp3","Text":"a & b / \xc3\xa9","VoiceId":"Amy",'
        b'"LexiconNames":["a","b"]}',
    )
    url = peer("polly", "synthesize_speech", members, "GET")
    assert presigned(request, "polly") == url


@pytest.mark.parametrize("body", [b'{"a":{"b":1}}', b"[1]", b'{"a":null}', b"1"])
def test_a_json_body_that_does_not_fit_into_an_address_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="does not fit into an address"):
        in_query(json_request(body))


def test_texts_numbers_and_booleans_fit() -> None:
    request = in_query(json_request(b'{"a":1,"b":true,"c":2.5,"d":["e","f"]}'))
    assert request.target == "/p?q=1&a=1&b=true&c=2.5&d=e&d=f"
    assert request.body == b""


def test_other_content_stays_in_the_body() -> None:
    request = UnsignedRequest("PUT", "https", "a", None, "/p", (), b"bytes")
    assert in_query(request) is request


def json_request(body: bytes) -> UnsignedRequest:
    headers = (("content-type", "application/json; charset=utf-8"),)
    return UnsignedRequest("GET", "https", "a", None, "/p?q=1", headers, body)
