"""Nulls in sparse lists and maps, in XML and in forms.

https://smithy.io/2.0/spec/type-refinement-traits.html#sparse-trait
"""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.support.inline import inline_package, request, response

MODEL = """
@restXml @awsQuery
@xmlNamespace(uri: "https://example.com/")
service Sparse { version: "1", operations: [Echo] }

@http(method: "POST", uri: "/")
operation Echo {
    input := with [Both] {}
    output := with [Both] {}
}

@mixin
structure Both {
    texts: Texts
    numbers: Numbers
    @xmlFlattened
    flat: Numbers
    blobs: Blobs
    parts: Parts
    byName: NumbersByName
    @xmlFlattened
    flatByName: TextsByName
    dense: Dense
}

@sparse list Texts { member: String }
@sparse list Numbers { member: Integer }
@sparse list Blobs { member: Blob }
@sparse list Parts { member: Part }
@sparse map NumbersByName { key: String, value: Integer }
@sparse map TextsByName { key: String, value: String }
list Dense { member: String }
structure Part { name: String }
"""
MEMBERS: dict[str, object] = {
    "texts": ["a", None, "", "null"],
    "numbers": [1, None, 0],
    "flat": [None, 2],
    "blobs": [b"a", None, b""],
    "parts": [{"name": "a"}, None, {}],
    "byName": {"a": 1, "b": None},
    "flatByName": {"a": "", "b": None},
}


def package(protocol: str) -> ModuleType:
    return inline_package(MODEL, protocol)


def test_what_is_sent_can_be_received() -> None:
    sent = request(package("restXml"), "Echo", **MEMBERS)

    output = response(package("restXml"), "Echo", sent.body)

    assert output.to_dict() == MEMBERS


@pytest.mark.parametrize("nil", ['xsi:nil="true"', "nil='1'"])
def test_nulls_are_written_as_xml_schema_has_them(nil: str) -> None:
    sent = request(package("restXml"), "Echo", texts=["a", None])
    output = response(
        package("restXml"),
        "Echo",
        f"<R><texts><member/><member {nil}></member></texts></R>",
    )

    assert sent.body.endswith(
        b"<texts><member>a</member><member "
        b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'
        b"</texts></EchoInput>"
    )
    assert output.texts == ("", None)


@pytest.mark.parametrize("protocol", ["restXml", "awsQuery"])
def test_what_is_empty_and_cannot_be_is_null(protocol: str) -> None:
    body = """<EchoResult>
        <numbers><member>1</member><member/></numbers><flat/><flat>2</flat>
        <byName>
            <entry><key>a</key><value>1</value></entry>
            <entry><key>b</key><value/></entry><entry><key>c</key></entry>
        </byName>
        <flatByName><key>a</key></flatByName>
        <dense><member/></dense>
    </EchoResult>"""
    wrapped = f"<R>{body}</R>" if protocol == "awsQuery" else body

    output = response(package(protocol), "Echo", wrapped)

    assert output.to_dict() == {
        "numbers": [1, None],
        "flat": [None, 2],
        "byName": {"a": 1, "b": None, "c": None},
        "flatByName": {"a": None},
        "dense": [""],
    }


def test_a_form_leaves_nulls_out() -> None:
    sent = request(package("awsQuery"), "Echo", texts=["a", None, "b"])

    form = sent.body.decode().split("&")
    assert form[2:] == ["texts.member.1=a", "texts.member.3=b"]
