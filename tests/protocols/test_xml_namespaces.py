"""Namespaces of XML elements, wherever a trait declares one.

https://smithy.io/2.0/spec/protocol-traits.html#xmlnamespace-trait
"""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.support.inline import inline_package, request, response

MODEL = """
@restXml
@xmlNamespace(uri: "https://s/")
service Service { version: "1", operations: [Act, Own, Pay, PayOwn] }

@http(method: "POST", uri: "/act")
operation Act {
    input := with [Members] {}
    output := with [Members] {}
}

@http(method: "POST", uri: "/own")
operation Own { input: OwnInput }

@xmlNamespace(uri: "https://o/?a&b", prefix: "o")
structure OwnInput {
    @xmlName("o:text")
    text: String
}

@http(method: "POST", uri: "/pay")
operation Pay { input := { @httpPayload inner: Inner } }

@http(method: "POST", uri: "/pay-own")
operation PayOwn {
    input := { @httpPayload @xmlNamespace(uri: "https://p/") inner: Inner }
}

@mixin
structure Members {
    @xmlNamespace(uri: "https://a/")
    text: String
    named: NamedText
    @xmlNamespace(uri: "https://a/")
    inner: Inner
    plain: Inner
    inners: Inners
    @xmlNamespace(uri: "https://a/")
    list: Texts
    @xmlFlattened
    @xmlNamespace(uri: "https://a/", prefix: "a")
    flat: PlainTexts
    @xmlFlattened
    flatOwn: Texts
    @xmlNamespace(uri: "https://a/")
    map: TextMap
    @xmlFlattened
    @xmlNamespace(uri: "https://a/")
    flatMap: TextMap
}

@xmlNamespace(uri: "https://n/")
string NamedText

@xmlNamespace(uri: "https://i/")
structure Inner {
    @xmlAttribute
    @xmlName("i:kind")
    kind: String
    text: String
    more: Inner
}

list Inners { member: Inner }

list PlainTexts { member: String }

list Texts {
    @xmlNamespace(uri: "https://m/")
    member: String
}

map TextMap {
    @xmlNamespace(uri: "https://k/")
    key: String
    @xmlNamespace(uri: "https://v/")
    value: String
}
"""


def package() -> ModuleType:
    return inline_package(MODEL)


ENTRY = '<key xmlns="https://k/">x</key><value xmlns="https://v/">y</value>'
CASES: dict[str, tuple[dict[str, object], str]] = {
    "a member's": ({"text": "x"}, '<text xmlns="https://a/">x</text>'),
    "not a simple shape's below the root": ({"named": "x"}, "<named>x</named>"),
    "a member's before its structure's": (
        {"inner": {"text": "x"}},
        '<inner xmlns="https://a/"><text>x</text></inner>',
    ),
    "not a structure's below the root": (
        {"plain": {"text": "x", "more": {"text": "y"}}},
        "<plain><text>x</text><more><text>y</text></more></plain>",
    ),
    "nor that of a list's items": (
        {"inners": [{"text": "x"}]},
        "<inners><member><text>x</text></member></inners>",
    ),
    "a list's and its items'": (
        {"list": ["x"]},
        '<list xmlns="https://a/"><member xmlns="https://m/">x</member></list>',
    ),
    "a flattened list's": (
        {"flat": ["x", "y"]},
        '<flat xmlns:a="https://a/">x</flat><flat xmlns:a="https://a/">y</flat>',
    ),
    "a flattened list's items'": (
        {"flatOwn": ["x"]},
        '<flatOwn xmlns="https://m/">x</flatOwn>',
    ),
    "a map's, its keys' and its values'": (
        {"map": {"x": "y"}},
        f'<map xmlns="https://a/"><entry>{ENTRY}</entry></map>',
    ),
    "a flattened map's": (
        {"flatMap": {"x": "y"}},
        f'<flatMap xmlns="https://a/">{ENTRY}</flatMap>',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_namespace_is_declared_where_the_model_says(case: str) -> None:
    members, expected = CASES[case]
    body = request(package(), "Act", **members).body.decode()
    assert body == f'<ActInput xmlns="https://s/">{expected}</ActInput>'
    answer = f'<ActOutput xmlns:i="https://i/">{expected}</ActOutput>'
    assert response(package(), "Act", answer).to_dict() == members


def test_an_input_has_a_namespace_of_its_own() -> None:
    assert request(package(), "Own", text="x").body.decode() == (
        '<OwnInput xmlns:o="https://o/?a&amp;b"><o:text>x</o:text></OwnInput>'
    )


def test_the_structure_of_a_payload_is_a_root() -> None:
    body = '<Inner xmlns="https://{}/"><text>x</text></Inner>'
    inner = {"text": "x"}
    assert request(package(), "Pay", inner=inner).body.decode() == body.format("i")
    assert request(package(), "PayOwn", inner=inner).body.decode() == body.format("p")
