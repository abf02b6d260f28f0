"""Unions in responses, with variants that the model does not know.

https://smithy.io/2.0/spec/aggregate-types.html#union
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType

# Any: what a generated package makes has no static type here.
from typing import Any
from xml.sax.saxutils import escape

import cbor2
import pytest

from tests.support.inline import ALL_PROTOCOLS, model_of, package_of, request, response

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


@cache
def package(protocol: str) -> ModuleType:
    folder = Path(mkdtemp(prefix="smithwright-unions-"))
    return package_of(model_of(MODEL), folder, protocol)


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
def test_an_unknown_variant_leaves_a_union_with_no_member(
    protocol: str, variant: str
) -> None:
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
    assert output.one == made.Choice(next=made.Choice())
    assert output.many == (made.Choice(text="a"), made.Choice(), made.Choice(count=2))
    assert output.named == {"a": made.Choice(), "b": made.Choice(text="a")}
    assert output.after == "all"


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
    assert repr(unknown) == "Choice()"
    assert unknown.to_dict() == {}


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_union_without_a_member_is_not_sent(protocol: str) -> None:
    with pytest.raises(
        package(protocol).BuildError, match="one: must have exactly one"
    ):
        request(package(protocol), "Pick", one={})
