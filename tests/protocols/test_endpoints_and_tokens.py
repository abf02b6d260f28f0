"""Hosts that operations ask for, and tokens that make a request safe to repeat.

https://smithy.io/2.0/spec/endpoint-traits.html and
https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.support.inline import ALL_PROTOCOLS, inline_package, request

MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
service Store { version: "1", operations: [Fixed, Labelled, InHeader, InBody] }

@endpoint(hostPrefix: "data.")
@http(method: "POST", uri: "/fixed")
operation Fixed {}

@endpoint(hostPrefix: "{account}.data-{Zone}.")
@http(method: "POST", uri: "/labelled")
operation Labelled {
    input := {
        @required
        @hostLabel
        account: String
        @required
        @hostLabel
        Zone: String
        other: String
    }
}

@http(method: "POST", uri: "/header")
operation InHeader {
    input := {
        @httpHeader("x-token")
        @idempotencyToken
        token: String
    }
}

@http(method: "POST", uri: "/body")
operation InBody {
    input := {
        @idempotencyToken
        token: String
        other: Token
    }
}

@length(min: 1)
string Token
"""


def package(protocol: str) -> ModuleType:
    return inline_package(MODEL, protocol)


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_prefix_comes_before_the_host(protocol: str) -> None:
    for operation, members, prefix in (
        ("Fixed", {}, "data."),
        ("Labelled", {"account": "a-1", "Zone": "b"}, "a-1.data-b."),
    ):
        sent = request(package(protocol), operation, **members)
        url = sent.url("https://store.example.com:8443/base/")
        assert url == f"https://{prefix}store.example.com:8443/base{sent.target}"


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_label_of_the_host_is_a_member_of_the_body_too(protocol: str) -> None:
    sent = request(package(protocol), "Labelled", account="acc", Zone="zon", other="o")
    for text in (b"acc", b"zon"):
        assert text in sent.body


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_prefix_may_be_left_out(protocol: str) -> None:
    module = package(protocol)
    value = module.LabelledInput(account="no label!", zone="b")
    sent = value.make_operation(module.Config(inject_host_prefix=False)).request
    assert sent.host_prefix == ""
    assert b"label" in sent.body


@pytest.mark.parametrize("label", ["", "a.b", "a/b", "-a", "a-", "é", "a" * 64, "a@b"])
def test_what_is_no_label_of_a_host_is_refused(label: str) -> None:
    with pytest.raises(package("restJson1").BuildError, match="account"):
        request(package("restJson1"), "Labelled", account=label, Zone="b")


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize("operation", ["InHeader", "InBody"])
def test_a_token_is_made_up_where_none_is_given(protocol: str, operation: str) -> None:
    sent = request(package(protocol), operation)
    assert _holds(sent, b"token")
    given = request(package(protocol), operation, token="given-one")
    assert _holds(given, b"given-one")


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_token_is_a_new_one_each_time(protocol: str) -> None:
    value = package(protocol).InBodyInput()
    first = value.make_operation(package(protocol).Config()).request.body
    assert first != value.make_operation(package(protocol).Config()).request.body
    assert value.token is None


# Any: what a generated package makes has no static type here.
def _holds(sent: Any, token: bytes) -> bool:
    return token in sent.body or token.decode() in sent.headers.values()
