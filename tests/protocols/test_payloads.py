"""Payloads, documents and names of XML, where published cases leave corners out."""

from __future__ import annotations

import json
from types import ModuleType

import pytest

from tests.support.inline import inline_package, request, response

JSON_MODEL = """
@restJson1 @awsJson1_0 @rpcv2Json
service Store { version: "1", operations: [Free, Paid, Chosen, Said, Named, Kept] }

@http(method: "POST", uri: "/free")
operation Free {
    input := { document: Document, documents: Documents, byName: DocumentMap }
    output := { document: Document, documents: Documents, byName: DocumentMap }
}

@http(method: "POST", uri: "/paid")
operation Paid {
    input := { @httpPayload document: Document }
    output := { @httpPayload document: Document }
}

@http(method: "POST", uri: "/chosen")
operation Chosen {
    input := { @httpPayload choice: Choice }
    output := { @httpPayload choice: Choice }
}

@http(method: "POST", uri: "/said")
operation Said {
    input := { @httpPayload text: Kind, @httpHeader("Content-Type") type: String }
    output := { @httpPayload text: Kind, @httpHeader("Content-Type") type: String }
}

@http(method: "POST", uri: "/named")
operation Named {
    input := { @httpPayload data: Csv }
    output := { @httpPayload data: Csv }
}

@http(method: "POST", uri: "/kept")
operation Kept {
    input := { @httpPayload inner: Inner }
    output := { @httpPayload inner: Inner }
}

union Choice {
    @jsonName("t")
    text: String
    time: Timestamp
}
structure Inner {
    @jsonName("t")
    text: String
    time: Timestamp
}
enum Kind {
    ONE = "one"
    TWO = "two"
}
@mediaType("text/csv")
blob Csv
list Documents { member: Document }
map DocumentMap { key: String, value: Document }
"""
XML_MODEL = """
@restXml
@xmlNamespace(uri: "https://example.com/a&b")
service Store { version: "1", operations: [Act, Paid, Listed] }

@http(method: "POST", uri: "/act")
operation Act {
    input: ActInput
    output: ActOutput
}

@input
@xmlName("Request")
@xmlNamespace(uri: "https://example.com/own", prefix: "own")
structure ActInput with [Members] {}

@output
structure ActOutput with [Members] {}

@mixin
structure Members {
    @xmlAttribute
    flag: Boolean
    @xmlAttribute
    @xmlName("own:number")
    number: Integer
    @xmlAttribute
    kind: Kind
    @xmlNamespace(uri: "https://example.com/text")
    text: String
    @xmlName("own:other")
    other: String
    @xmlNamespace(uri: "https://example.com/inner", prefix: "i")
    inner: Inner
    @xmlNamespace(uri: "https://example.com/list")
    names: Names
    @xmlFlattened
    @xmlName("flat")
    @xmlNamespace(uri: "https://example.com/flat", prefix: "f")
    flat: Named
}

@http(method: "POST", uri: "/paid")
operation Paid {
    input := { @httpPayload inner: Inner }
    output := { @httpPayload inner: Inner }
}

@http(method: "POST", uri: "/listed")
operation Listed {
    input := {
        @httpPayload
        @xmlName("Chosen")
        choice: Choice
    }
    output := {
        @httpPayload
        choice: Choice
    }
}

@xmlNamespace(uri: "https://example.com/nowhere")
structure Inner {
    @xmlAttribute
    @xmlName("xsi:type")
    type: String
    text: String
}

union Choice { text: String, inner: Inner }

list Names {
    @xmlName("name")
    @xmlNamespace(uri: "https://example.com/name", prefix: "n")
    member: String
}

map Named {
    @xmlName("K")
    @xmlNamespace(uri: "https://example.com/key")
    key: String
    @xmlName("V")
    value: Inner
}
enum Kind {
    ONE = "one"
    TWO = "two"
}
"""
DOCUMENTS = [
    True,
    0,
    -1.5,
    "",
    "é",
    [],
    {},
    [1, [None, {"a": [True]}]],
    {"a": None, "b": {"c": 10**30}},
]


def package(protocol: str) -> ModuleType:
    text = XML_MODEL if protocol == "restXml" else JSON_MODEL
    return inline_package(text, protocol)


@pytest.mark.parametrize("protocol", ["restJson1", "awsJson1_0", "rpcv2Json"])
@pytest.mark.parametrize("document", DOCUMENTS, ids=repr)
def test_a_document_is_any_json(protocol: str, document: object) -> None:
    members = {
        "document": document,
        "documents": [document],
        "byName": {"a": document},
    }
    body = request(package(protocol), "Free", **members).body
    assert json.loads(body) == members
    output = response(package(protocol), "Free", json.dumps(members))
    assert json.loads(json.dumps(output.to_dict())) == members


@pytest.mark.parametrize("document", DOCUMENTS, ids=repr)
def test_a_document_may_be_a_whole_body(document: object) -> None:
    sent = request(package("restJson1"), "Paid", document=document)
    assert json.loads(sent.body) == document
    assert sent.headers == {"Content-Type": "application/json"}
    output = response(package("restJson1"), "Paid", sent.body)
    assert json.loads(json.dumps(output.document)) == document


def test_no_document_is_no_body() -> None:
    sent = request(package("restJson1"), "Paid")
    assert (sent.body, sent.headers) == (b"", {})
    assert response(package("restJson1"), "Paid").document is None


def test_a_union_may_be_a_whole_body() -> None:
    sent = request(package("restJson1"), "Chosen", choice={"text": "a"})
    assert sent.body == b'{"t":"a"}'
    assert sent.headers == {"Content-Type": "application/json"}
    output = response(package("restJson1"), "Chosen", sent.body)
    assert output.choice.text == "a"
    unset = request(package("restJson1"), "Chosen")
    assert (unset.body, unset.headers) == (b"", {})
    assert response(package("restJson1"), "Chosen").choice is None


def test_a_structure_may_be_a_whole_body() -> None:
    sent = request(package("restJson1"), "Kept", inner={"text": "a"})
    assert sent.body == b'{"t":"a"}'
    # A structure that is not set is sent as an empty one.
    unset = request(package("restJson1"), "Kept")
    assert (unset.body, unset.headers) == (b"{}", {"Content-Type": "application/json"})


def test_a_text_may_be_a_whole_body() -> None:
    sent = request(package("restJson1"), "Said", text="two")
    assert (sent.body, sent.headers) == (b"two", {"Content-Type": "text/plain"})
    typed = request(package("restJson1"), "Said", text="two", type="text/x-kind")
    assert typed.headers == {"Content-Type": "text/x-kind"}
    output = response(package("restJson1"), "Said", "three", headers=typed.headers)
    assert output.to_dict() == {"text": "three", "type": "text/x-kind"}
    with pytest.raises(package("restJson1").ResponseError):
        response(package("restJson1"), "Said", b"\xff")


def test_a_blob_has_the_type_of_its_media() -> None:
    sent = request(package("restJson1"), "Named", data=b"a,b")
    assert (sent.body, sent.headers) == (b"a,b", {"Content-Type": "text/csv"})
    empty = request(package("restJson1"), "Named", data=b"")
    assert empty.body == b""


XML_CASES: list[tuple[dict[str, object], str, str]] = [
    ({"flag": False}, ' flag="false"', ""),
    ({"number": -1}, ' own:number="-1"', ""),
    ({"kind": "a\"b<&\n'"}, ' kind="a&quot;b&lt;&amp;&#xA;\'"', ""),
    ({"text": "a"}, "", '<text xmlns="https://example.com/text">a</text>'),
    ({"other": "a"}, "", "<own:other>a</own:other>"),
    (
        {"inner": {"type": "b", "text": "a"}},
        "",
        '<inner xmlns:i="https://example.com/inner" xsi:type="b">'
        "<text>a</text></inner>",
    ),
    (
        {"names": ["a", ""]},
        "",
        '<names xmlns="https://example.com/list">'
        '<name xmlns:n="https://example.com/name">a</name>'
        '<name xmlns:n="https://example.com/name"></name></names>',
    ),
    (
        {"flat": {"a": {"text": "b"}}},
        "",
        '<flat xmlns:f="https://example.com/flat">'
        '<K xmlns="https://example.com/key">a</K>'
        "<V><text>b</text></V></flat>",
    ),
]


@pytest.mark.parametrize(("members", "attributes", "elements"), XML_CASES)
def test_a_payload_has_its_name_in_xml(
    members: dict[str, object], attributes: str, elements: str
) -> None:
    sent = request(package("restXml"), "Act", **members)
    start = '<Request xmlns:own="https://example.com/own"'
    assert sent.body.decode() == f"{start}{attributes}>{elements}</Request>"
    prefixes = f'{start} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    answer = f"{prefixes}{attributes}>{elements}</Request>"
    assert response(package("restXml"), "Act", answer).to_dict() == members


def test_a_payload_has_its_structures_name_and_the_nearest_namespace() -> None:
    sent = request(package("restXml"), "Paid", inner={"text": "a"})
    assert sent.body.decode() == (
        '<Inner xmlns="https://example.com/nowhere"><text>a</text></Inner>'
    )
    assert sent.headers == {"Content-Type": "application/xml"}
    output = response(package("restXml"), "Paid", sent.body)
    assert output.inner.text == "a"
    named = request(package("restXml"), "Listed", choice={"text": "a"})
    assert named.body.decode() == (
        '<Chosen xmlns="https://example.com/a&amp;b"><text>a</text></Chosen>'
    )
    unset = request(package("restXml"), "Paid")
    assert (unset.body, unset.headers) == (b"", {})
    assert response(package("restXml"), "Paid").inner is None
