"""Errors whose message is where the model puts it, or in another format altogether."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType
from typing import Any

import cbor2
import pytest

from tests.support.inline import ALL_PROTOCOLS, model_of, package_of, response

MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
service Store { version: "1", operations: [Act, Look] }

@http(method: "POST", uri: "/act")
operation Act {
    errors: [
        Plain, Renamed, InHeader, Whole, Listed, Numbered, Snake, Camel, Both, Capital,
        Secret, Kinded, Attribute, NotFound, SlowDown
    ]
}
@readonly
@http(method: "HEAD", uri: "/look")
operation Look { errors: [NotFound] }

@error("client") structure Plain { message: String, more: String }
@error("client")
structure Renamed {
    @jsonName("error_description")
    @xmlName("Text")
    message: String
    more: String
}
@error("client")
structure InHeader {
    @httpHeader("x-reason")
    message: String
    more: String
}
@error("client")
structure Whole {
    @httpPayload
    message: String
    @httpHeader("x-more")
    more: String
}
@error("client") structure Listed { message: Messages, more: String }
@error("client") structure Numbered { Message: Integer, more: String }
@error("client") structure Snake { error_message: String, more: String }
@error("client") structure Camel { errorMessage: String }
@error("client") structure Both { message: String, errorMessage: String }
@error("client") structure Capital { Message: String }
@error("client")
structure Secret {
    @sensitive
    @jsonName("why")
    @xmlName("Why")
    message: String
}
@error("client") structure Kinded { @jsonName("kind") @xmlName("Kind") message: Kind }
@error("client") structure Attribute { @xmlAttribute message: String }
@error("client") @httpError(404) structure NotFound { message: String }
@error("server") structure SlowDown { message: String, wait: Integer }
enum Kind {
    ONE = "one"
}
list Messages { member: String }
"""
XML = ("restXml", "awsQuery", "ec2Query")
REST = ("restJson1", "restXml")


@cache
def package(protocol: str) -> ModuleType:
    return package_of(model_of(MODEL), Path(mkdtemp()), protocol)


# Any: what a generated package raises has no static type here.
def raised(
    protocol: str,
    body: str | bytes,
    status: int = 400,
    operation: str = "Act",
    **headers: str,
) -> Any:
    made = package(protocol)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    with pytest.raises(made.ServiceError) as found:
        response(made, operation, body, status, named)
    assert found.value.status == status
    assert found.value.response is not None
    return found.value


def error_body(protocol: str, code: str, members: dict[str, object]) -> str | bytes:
    """Returns the body of an error in a protocol's own format."""
    if protocol == "rpcv2Cbor":
        return cbor2.dumps({"__type": code, **members})
    if protocol not in XML:
        return json.dumps({"__type": code, **members})
    item = "item" if protocol == "ec2Query" else "member"

    def text(value: object) -> str:
        if isinstance(value, list):
            return "".join(f"<{item}>{each}</{item}>" for each in value)
        return str(value)

    inner = "".join(f"<{key}>{text(value)}</{key}>" for key, value in members.items())
    return f"<R><Error><Code>{code}</Code>{inner}</Error></R>"


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("Plain", ("message", "message")),
        ("Renamed", ("error_description", "Text")),
        ("Snake", ("error_message", "error_message")),
        ("Camel", ("errorMessage", "errorMessage")),
        ("Capital", ("Message", "Message")),
        ("Secret", ("why", "Why")),
        ("Kinded", ("kind", "Kind")),
    ],
)
def test_a_message_has_the_name_that_the_model_gives_it(
    protocol: str, code: str, names: tuple[str, str]
) -> None:
    name = names[protocol in XML]
    if protocol not in (*REST, *XML) and code in ("Renamed", "Secret", "Kinded"):
        # Names in JSON count for restJson1 only.
        name = "message"
    error = raised(protocol, error_body(protocol, code, {name: "one"}))
    assert type(error).__name__ == code
    assert error.message == "one"
    assert ("one" in str(error)) is (code != "Secret")


@pytest.mark.parametrize("protocol", REST)
def test_a_message_may_be_in_a_header(protocol: str) -> None:
    body = error_body(protocol, "InHeader", {"more": "m"})
    error = raised(protocol, body, x_reason="because")
    assert (error.message, error.more) == ("because", "m")
    assert raised(protocol, body).message is None


@pytest.mark.parametrize("text", ["because", "", '{"message": "x"}', "é\n"])
def test_a_message_may_be_the_whole_body(text: str) -> None:
    error = raised("restJson1", text, x_amzn_errortype="Whole", x_more="m")
    assert type(error).__name__ == "Whole"
    assert (error.message or "", error.more) == (text, "m")


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_member_that_is_no_text_is_no_message(protocol: str) -> None:
    body = error_body(protocol, "Listed", {"message": ["a", "b"], "more": "m"})
    error = raised(protocol, body)
    assert (error.message_, error.more) == (("a", "b"), "m")
    body = error_body(protocol, "Numbered", {"Message": 7, "more": "m"})
    error = raised(protocol, body)
    assert (error.message_, error.more) == (7, "m")


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_of_two_messages_one_is_a_member(protocol: str) -> None:
    body = error_body(protocol, "Both", {"message": "m", "errorMessage": "n"})
    error = raised(protocol, body)
    assert (error.message, error.error_message) == ("m", "n")


@pytest.mark.parametrize("protocol", XML)
def test_a_message_may_be_an_attribute(protocol: str) -> None:
    body = '<R><Error message="m"><Code>Attribute</Code></Error></R>'
    assert raised(protocol, body).message == "m"


FOREIGN = {
    "XML": (b"<Error><Code>SlowDown</Code><Message>Too &lt;fast></Message></Error>"),
    "wrapped XML": (
        b'\n<?xml version="1.0"?><a:R xmlns:a="b"><a:Error>'
        b"<a:Code>\n SlowDown </a:Code>"
        b"<a:Message>Too &lt;fast></a:Message></a:Error></a:R>"
    ),
    "JSON": b'{"code": "SlowDown", "message": "Too <fast>"}',
    "nested JSON": b' {"Error": {"Code": "SlowDown", "Message": "Too <fast>"}}',
}
PAGE = b"""<!DOCTYPE html>
<html><head><title>
  502 Bad &amp; Gateway
</title></head><body><h1>Error</h1></body></html>"""


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize("body", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("status", [400, 404, 503])
def test_another_format_says_code_and_message(
    protocol: str, body: bytes, status: int
) -> None:
    if body.strip().startswith(b"{") and "son" in protocol.lower():
        # Their own format, which says where a code is.
        return
    error = raised(protocol, body, status)
    assert (error.code, error.message) == ("SlowDown", "Too <fast>")
    assert type(error) is package(protocol).SlowDown


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_page_says_its_title_and_the_status_the_rest(protocol: str) -> None:
    for status, code in ((404, "NotFound"), (502, "BadGateway"), (599, "599")):
        error = raised(protocol, PAGE, status)
        assert (error.code, error.message) == (code, "502 Bad & Gateway")
        assert type(error).__name__ == "StoreError"


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_line_of_text_is_a_message(protocol: str) -> None:
    error = raised(protocol, b"upstream connect error\n", 503)
    assert (error.code, error.message) == (
        "ServiceUnavailable",
        "upstream connect error",
    )


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\x01",
        b"\xff" * 100,
        b"<",
        b"{",
        b"[1]",
        b"<html",
        b"<a><Code>x y</Code>",
    ],
)
def test_a_status_alone_makes_no_modeled_error(protocol: str, body: bytes) -> None:
    error = raised(protocol, body, 404)
    assert type(error).__name__ == "StoreError"
    assert error.code == "NotFound"


def test_the_status_of_head_is_the_error() -> None:
    error = raised("restXml", b"", 404, "Look", x_amz_request_id="r-1")
    assert type(error).__name__ == "NotFound"
    assert (error.code, error.request_id) == ("NotFound", "r-1")
    error = raised("restXml", b"", 403, "Look")
    assert (type(error).__name__, error.code) == ("StoreError", "Forbidden")


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize(
    "body",
    [
        b"<" * 200_000,
        b"<Code " * 60_000,
        b"<Code>" + b"a" * 200_000,
        b"<html>" + b"<title " * 60_000,
        b"{" * 200_000,
        b"<a:" * 60_000,
    ],
    ids=["<", "<Code ", "<Code>", "title", "{", "<a:"],
)
def test_a_hostile_body_is_an_error_before_long(protocol: str, body: bytes) -> None:
    assert raised(protocol, body, 500).code == "InternalServerError"
