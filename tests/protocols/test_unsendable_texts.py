"""Texts that a message cannot hold are refused, wherever a member puts them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest
import requests

from smithwright.settings import PackageSettings
from tests.support.inline import ALL_PROTOCOLS, inline_package, request
from tests.support.packages import generated_package

MODEL = """
use aws.api#service

@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
service Files { version: "1", operations: [Put, Find, Tell, Say] }

@http(method: "PUT", uri: "/of/{owner}/at/{path+}")
operation Put {
    input := {
        @required @httpLabel owner: String
        @required @httpLabel path: String
        @httpHeader("x-note") note: String
        @httpHeader("x-kind") kind: Kind
        @httpHeader("x-notes") notes: Texts
        @httpHeader("x-json") json: Json
        @httpHeader("x-size") size: Integer
        @httpPrefixHeaders("x-meta-") meta: TextMap
    }
}
@http(method: "GET", uri: "/find?fixed")
operation Find {
    input := {
        @httpQuery("text") text: String
        @httpQuery("texts") texts: Texts
        @httpQueryParams others: TextMap
    }
}
@http(method: "POST", uri: "/tell")
operation Tell {
    input := {
        text: String
        kind: Kind
        texts: Texts
        map: Pairs
        inner: Inner
        flag: Boolean
    }
}
@http(method: "POST", uri: "/say")
operation Say { input := { @httpPayload text: String } }

structure Inner {
    @xmlAttribute
    attribute: String
    text: String
}
enum Kind {
    ONE = "one"
}
@mediaType("application/json")
string Json
list Texts { member: String }
map TextMap { key: String, value: String }
%s
"""
PAIRS = "map Pairs { key: String, value: String }"
NO_PAIRS = "structure Pairs { text: String }"
LONE = "\ud800"
# Every control of Unicode but the tab, which a header may hold.
CONTROLS = [
    chr(point)
    for point in range(256)
    if unicodedata.category(chr(point)) == "Cc" and chr(point) != "\t"
]
PUT = {"owner": "me", "path": "a/b"}


def package(protocol: str) -> ModuleType:
    text = MODEL % PAIRS
    if protocol == "ec2Query":
        # It has no maps.
        text = (MODEL % NO_PAIRS).replace("Put, Find, Tell, Say", "Tell")
    return inline_package(text, protocol)


def problem(package: ModuleType, operation: str, members: Mapping[str, object]) -> str:
    """Returns where the only problem is that an input cannot be sent for."""
    with pytest.raises(package.BuildError) as found:
        request(package, operation, **members)
    assert found.value.__suppress_context__ or found.value.__context__ is None
    assert LONE not in str(found.value)
    (only,) = found.value.problems
    return str(only.path)


@pytest.mark.parametrize("protocol", ["restJson1", "restXml"])
@pytest.mark.parametrize("segment", [".", ".."])
def test_a_label_that_names_another_path_is_refused(
    protocol: str, segment: str
) -> None:
    assert problem(package(protocol), "Put", PUT | {"owner": segment}) == "owner"


@pytest.mark.parametrize(
    "path", ["..", ".", "../a", "a/..", "a/./b", "a/../../b", "/..", "../", "a//../b"]
)
def test_a_greedy_label_with_a_segment_of_dots_is_refused(path: str) -> None:
    assert problem(package("restJson1"), "Put", PUT | {"path": path}) == "path"


@pytest.mark.parametrize(
    "text", ["...", ".a", "a.", "..a", ".. ", "%2e", "%2E%2e", "a\\..", "\uff0e\uff0e"]
)
def test_other_dots_are_sent_and_stay_through_a_client(text: str) -> None:
    sent = request(package("restJson1"), "Put", owner=text, path=f"x/{text}/y")
    prepared = requests.Request("PUT", sent.url("https://example.com")).prepare()
    assert prepared.path_url == sent.path
    assert prepared.path_url.startswith("/of/")


@pytest.mark.parametrize("protocol", ["restJson1", "restXml"])
@pytest.mark.parametrize("control", CONTROLS, ids=ascii)
@pytest.mark.parametrize("member", ["note", "kind", "notes", "meta"])
def test_controls_in_headers_are_refused(
    protocol: str, control: str, member: str
) -> None:
    text = f"a{control}b"
    value = {"notes": ["a", text], "meta": {"key": text}}.get(member, text)
    assert problem(package(protocol), "Put", PUT | {member: value}) == member


def test_a_media_type_and_a_body_hold_all_controls() -> None:
    text = "".join(CONTROLS)
    made = package("restJson1")
    assert request(made, "Put", **PUT, json=text).headers["x-json"].isprintable()
    assert request(made, "Find", text=text).target.isprintable()
    assert json.loads(request(made, "Tell", text=text).body) == {"text": text}
    assert request(made, "Say", text=text).body == text.encode()


def test_unusual_texts_that_a_header_holds_are_sent() -> None:
    text = "a\tb \u00a0 é \u2028 \U0001f600 \u200b"
    sent = request(package("restJson1"), "Put", **PUT, note=text, meta={"k": text})
    assert sent.headers["x-note"] == sent.headers["x-meta-k"] == text


@pytest.mark.parametrize("protocol", ["restJson1", "restXml"])
@pytest.mark.parametrize(
    "key", ["a b", "a:b", "a\r\nb", "é", " ", "a\t", "(", "a,b", '"', "\x7f", LONE]
)
def test_a_key_that_names_no_header_is_refused(protocol: str, key: str) -> None:
    value = PUT | {"meta": {"good": "a", key: "b"}}
    assert problem(package(protocol), "Put", value) == "meta"


def test_every_character_of_names_may_stand_in_a_key() -> None:
    key = "!#$%&'*+-.^_`|~09azAZ"
    sent = request(package("restJson1"), "Put", **PUT, meta={key: "a", "": "b"})
    assert sent.headers[f"x-meta-{key}"] == "a"
    assert sent.headers["x-meta-"] == "b"


@pytest.mark.parametrize("protocol", ["restJson1", "restXml"])
@pytest.mark.parametrize(
    ("operation", "member", "value", "path"),
    [
        ("Put", "owner", LONE, "owner"),
        ("Put", "path", f"a/{LONE}", "path"),
        ("Put", "note", LONE, "note"),
        ("Put", "kind", LONE, "kind"),
        ("Put", "notes", ["a", LONE], "notes"),
        ("Put", "json", LONE, ""),
        ("Put", "meta", {"a": LONE}, "meta"),
        ("Find", "text", LONE, "text"),
        ("Find", "texts", ["a", LONE], "texts"),
        ("Find", "others", {"a": LONE}, "others"),
        ("Find", "others", {LONE: "a"}, "others"),
        ("Say", "text", LONE, "text"),
    ],
)
def test_a_lone_surrogate_outside_of_documents_is_refused(
    protocol: str, operation: str, member: str, value: object, path: str
) -> None:
    given = PUT if operation == "Put" else {}
    assert problem(package(protocol), operation, {**given, member: value}) == path


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize(
    "members",
    [
        {"text": LONE},
        {"text": f"secret {LONE}"},
        {"kind": LONE},
        {"texts": ["a", LONE]},
        {"map": {"text": LONE}},
        {"map": {LONE: "a"}},
        {"inner": {"text": "\udfff"}},
        {"inner": {"attribute": "\udc80"}},
    ],
)
def test_a_lone_surrogate_in_a_document_is_refused(
    protocol: str, members: dict[str, object]
) -> None:
    if protocol == "ec2Query" and members.get("map") == {LONE: "a"}:
        return
    # What makes a value of a dictionary finds out first for an enum.
    path = "kind" if "kind" in members else ""
    assert problem(package(protocol), "Tell", members) == path


@pytest.mark.parametrize("value", [LONE, "1\ud800", "\udfff\ud800"])
def test_from_dict_refuses_a_lone_surrogate_in_place_of_something_else(
    value: str,
) -> None:
    made = package("restJson1")
    for shape, member in (("PutInput", "size"), ("TellInput", "flag")):
        with pytest.raises(made.BuildError) as found:
            getattr(made, shape).from_dict({member: value})
        assert found.value.problems[0].path == member


@pytest.mark.parametrize("point", [*range(0x20), 0xFFFE, 0xFFFF])
@pytest.mark.parametrize("member", ["text", "attribute"])
def test_xml_holds_a_character_or_it_is_refused(point: int, member: str) -> None:
    members = {"inner": {member: f"a{chr(point)}b"}}
    if chr(point) in "\t\n\r":
        body = request(package("restXml"), "Tell", **members).body
        inner = ElementTree.fromstring(body).find("inner")
        assert inner is not None
        found = inner.get("attribute") or inner.findtext("text")
        assert found == f"a{chr(point)}b"
    else:
        assert problem(package("restXml"), "Tell", members) == ""


def test_a_key_of_s3_is_sent_as_it_is_or_not_at_all(tmp_path: Path) -> None:
    settings = PackageSettings(
        "s3_of_dots", ("botocore:s3",), "", operations=("DeleteObject",)
    )
    with generated_package(settings, tmp_path, tmp_path) as s3:

        # Any: what a generated package makes has no static type here.
        def sent(bucket: str, key: str, style: str = "auto") -> Any:
            value = s3.DeleteObjectInput(bucket=bucket, key=key)
            config = s3.AddressingConfig(addressing_style=style)
            return value.make_operation(config).request

        for key in ("a/../../other-bucket", "..", ".", "../a", "a/./b"):
            for style in ("auto", "virtual", "path"):
                made = sent("bucket", key, style)
                start = "/bucket/" if style == "path" else "/"
                assert made.target == start + key
                for endpoint in ("https://s3.amazonaws.com", "http://127.0.0.1:9000"):
                    with pytest.raises(s3.BuildError, match="target"):
                        made.url(endpoint)
        for key in ("a/.../b", ".a", "a..", "a/.b/c"):
            assert sent("bucket", key).url("https://s3.amazonaws.com").endswith(key)
        for bucket in (".", ".."):
            with pytest.raises(s3.BuildError):
                sent(bucket, "a")
