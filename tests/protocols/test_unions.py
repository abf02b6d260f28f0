"""Unions in responses, with variants that the model does not know.

https://smithy.io/2.0/spec/aggregate-types.html#union
"""

from __future__ import annotations

import json
from types import ModuleType

# Any: what a generated package makes has no static type here.
from typing import Any
from xml.sax.saxutils import escape

import cbor2
import pytest

from tests.support.inline import (
    ALL_PROTOCOLS,
    inline_package,
    request,
    response,
)

MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
@xmlNamespace(uri: "https://example.com/")
service Shop { version: "1", operations: [Pick] }

@http(method: "POST", uri: "/pick")
operation Pick {
    input := { one: Choice }
    output := {
        one: Choice
        many: Choices
        named: NamedChoices
        after: String
    }
}

union Choice {
    text: String
    count: Integer
    inner: Inner
    next: Choice
}

structure Inner { name: String }
list Choices { member: Choice }
map NamedChoices { key: String, value: Choice }
"""

UNKNOWN: dict[str, object] = {
    "text": {"other": "text"},
    "number": {"other": 5},
    "structure": {"other": {"deep": {"text": "a"}, "count": "b"}},
    "list": {"other": ["a", {"text": "b"}]},
    "nothing": {},
}
XML = ("restXml", "awsQuery", "ec2Query")


def package(protocol: str) -> ModuleType:
    return inline_package(MODEL, protocol)


def answered(protocol: str, members: dict[str, object]) -> Any:
    """Returns the output of a response that holds `members`."""
    headers = {"smithy-protocol": "rpc-v2-json"} if protocol == "rpcv2Json" else {}
    if protocol in XML:
        # ec2Query has no result element, restXml no name for its root.
        body = f"<PickResult>{elements(members)}</PickResult>"
        text = f"<R>{body}</R>" if protocol == "awsQuery" else body
        return response(package(protocol), "Pick", text)
    if protocol == "rpcv2Cbor":
        return response(package(protocol), "Pick", cbor2.dumps(members))
    return response(package(protocol), "Pick", json.dumps(members), headers=headers)


def elements(value: object) -> str:
    match value:
        case dict():
            return "".join(f"<{k}>{entries(k, v)}</{k}>" for k, v in value.items())
        case list():
            return "".join(f"<member>{elements(item)}</member>" for item in value)
        case _:
            return escape(str(value))


def entries(name: str, value: object) -> str:
    if name != "named" or not isinstance(value, dict):
        return elements(value)
    return "".join(
        f"<entry><key>{key}</key><value>{elements(item)}</value></entry>"
        for key, item in value.items()
    )


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize("variant", UNKNOWN)
def test_an_unknown_variant_is_named(protocol: str, variant: str) -> None:
    unknown, known = UNKNOWN[variant], {"text": "a"}

    output = answered(
        protocol,
        {
            "one": {"next": unknown},
            "many": [known, unknown, {"count": 2}],
            "named": {"a": unknown, "b": known},
            "after": "all",
        },
    )

    made = package(protocol)
    # Nothing but the name is kept; an empty union has none.
    name = {"SDK_UNKNOWN_MEMBER": {"name": "other"}} if unknown else {}
    read = made.Choice.from_dict(name)
    assert output.one == made.Choice(next=read)
    assert output.many == (made.Choice(text="a"), read, made.Choice(count=2))
    assert output.named == {"a": read, "b": made.Choice(text="a")}
    assert output.after == "all"
    assert output.to_dict()["many"] == [{"text": "a"}, name, {"count": 2}]


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_variant_that_is_known_counts_before_others(protocol: str) -> None:
    union = {"of tomorrow" if protocol not in XML else "new": 1, "text": "a"}
    output = answered(protocol, {"many": [union]})
    assert output.many == (package(protocol).Choice(text="a"),)


@pytest.mark.parametrize("protocol", [p for p in ALL_PROTOCOLS if p not in XML])
def test_neither_nulls_nor_types_are_variants(protocol: str) -> None:
    output = answered(protocol, {"one": {"__type": "a#b", "other": None}})
    assert output.one == package(protocol).Choice()
    name = answered(protocol, {"one": {"text": None, "new": 0}}).one.unknown_variant
    assert name.name == "new"


@pytest.mark.parametrize("protocol", ["restJson1", "restXml", "rpcv2Cbor"])
def test_a_sensitive_union_names_its_unknown_variant_too(protocol: str) -> None:
    text = MODEL.replace("    text: String\n    count", "    text: Secret\n    count")
    made = inline_package(f"{text}\n@sensitive\nstring Secret", protocol)
    body: str | bytes = '{"one": {"new": 1}}'
    if protocol == "restXml":
        body = "<PickResult><one><new>1</new></one></PickResult>"
    elif protocol == "rpcv2Cbor":
        body = cbor2.dumps({"one": {"new": 1}})
    one = response(made, "Pick", body).one
    assert one.unknown_variant.name == "new"
    assert "new" in repr(one)
    assert "abc" not in repr(made.Choice(text="abc"))


@pytest.mark.parametrize("protocol", [p for p in ALL_PROTOCOLS if p not in XML])
def test_nulls_beside_a_member_do_not_count(protocol: str) -> None:
    output = answered(protocol, {"one": {"text": None, "count": 3, "__type": "a#b"}})

    assert output.one == package(protocol).Choice(count=3)


def test_a_match_tells_an_unknown_variant_from_known_ones() -> None:
    made = package("restJson1")
    unknown, text, *_ = answered(
        "restJson1", {"many": [{"new": 1}, {"text": "a"}]}
    ).many

    def found(choice: object) -> str:
        match choice:
            case made.Choice(text=str()):
                return "text"
            case made.Choice(inner=made.Inner()):
                return "inner"
            case _:
                return "unknown"

    assert (found(unknown), found(text)) == ("unknown", "text")
    assert unknown.unknown_variant.name == "new"
    assert "new" in repr(unknown)


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize("one", [{}, {"SDK_UNKNOWN_MEMBER": {"name": "new"}}])
def test_a_union_without_a_member_is_not_sent(
    protocol: str, one: dict[str, object]
) -> None:
    with pytest.raises(
        package(protocol).BuildError, match="one: must have exactly one"
    ):
        request(package(protocol), "Pick", one=one)
