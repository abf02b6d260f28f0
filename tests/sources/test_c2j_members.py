"""Where C2J puts a member on the wire, and the traits that say so."""

from collections.abc import Callable
from typing import Any

import pytest

from smithwright.sources import Json

# Any: the tests index into freely shaped JSON.
Shapes = dict[str, Any]
Convert = Callable[..., Any]
_STRING: Json = {"type": "string"}
_POST: Json = {"method": "POST", "requestUri": "/"}


@pytest.mark.parametrize(
    ("member", "traits"),
    [
        ({}, {}),
        ({"location": "uri", "locationName": "w"}, {"smithy.api#httpLabel": {}}),
        (
            {"location": "querystring", "locationName": "w"},
            {"smithy.api#httpQuery": "w"},
        ),
        ({"location": "header"}, {"smithy.api#httpHeader": "m"}),
        (
            {"location": "headers", "locationName": "x-"},
            {"smithy.api#httpPrefixHeaders": "x-"},
        ),
        ({"location": "headers"}, {"smithy.api#httpPrefixHeaders": ""}),
        ({"location": "statusCode"}, {"smithy.api#httpResponseCode": {}}),
        ({"locationName": "w"}, {"smithy.api#jsonName": "w"}),
        ({"locationName": "m"}, {}),
        ({"idempotencyToken": True}, {"smithy.api#idempotencyToken": {}}),
        ({"hostLabel": True}, {"smithy.api#hostLabel": {}}),
        ({"eventpayload": True}, {"smithy.api#eventPayload": {}}),
        ({"eventheader": True}, {"smithy.api#eventHeader": {}}),
        (
            {"contextParam": {"name": "Bucket"}},
            {"smithy.rules#contextParam": {"name": "Bucket"}},
        ),
        ({"documentation": "D."}, {"smithy.api#documentation": "D."}),
        ({"deprecated": True}, {"smithy.api#deprecated": {}}),
    ],
)
def test_a_member_gets_these_traits(
    convert_member: Convert, member: Shapes, traits: Shapes
) -> None:
    assert convert_member(_STRING, {}, member) == traits


def test_required_payload_and_query_maps(convert_member: Convert) -> None:
    assert convert_member(_STRING, {"required": ["m"]}, {}) == {
        "smithy.api#required": {}
    }
    assert convert_member(_STRING, {"payload": "m"}, {}) == {
        "smithy.api#httpPayload": {}
    }
    a_map = {"type": "map", "key": {"shape": "T"}, "value": {"shape": "T"}}
    traits = convert_member(a_map, {}, {"location": "querystring"})
    assert traits == {"smithy.api#httpQueryParams": {}}


_FLAT = {"type": "list", "member": {"shape": "T"}, "flattened": True}
_NAMED = {**_FLAT, "member": {"shape": "T", "locationName": "Own"}}


@pytest.mark.parametrize(
    ("target", "member", "traits"),
    [
        (_STRING, {"locationName": "W"}, {"smithy.api#xmlName": "W"}),
        ({"type": "string", "locationName": "T"}, {}, {"smithy.api#xmlName": "T"}),
        ({"type": "structure", "members": {}, "locationName": "T"}, {}, {}),
        (_FLAT, {}, {"smithy.api#xmlFlattened": {}}),
        (
            _FLAT,
            {"locationName": "W"},
            {"smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "W"},
        ),
        (
            _NAMED,
            {},
            {"smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "Own"},
        ),
        (
            _NAMED,
            {"locationName": "W"},
            {"smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "W"},
        ),
        (
            {**_FLAT, "flattened": False},
            {"flattened": True},
            {"smithy.api#xmlFlattened": {}},
        ),
        (
            _STRING,
            {"xmlAttribute": True, "locationName": "xsi:type"},
            {"smithy.api#xmlAttribute": {}, "smithy.api#xmlName": "xsi:type"},
        ),
        (
            {
                "type": "structure",
                "members": {},
                "xmlNamespace": {"prefix": "xsi", "uri": "http://x"},
            },
            {},
            {"smithy.api#xmlNamespace": {"uri": "http://x", "prefix": "xsi"}},
        ),
        (_STRING, {"queryName": "Q"}, {"aws.protocols#ec2QueryName": "Q"}),
    ],
)
def test_a_member_of_an_xml_protocol_gets_these_traits(
    convert_member: Convert, target: Shapes, member: Shapes, traits: Shapes
) -> None:
    assert convert_member(target, {}, member, protocol="rest-xml") == traits


def test_an_xml_payload_keeps_its_name_and_the_service_its_namespace(
    convert: Convert,
) -> None:
    payload = {
        "shape": "Body",
        "locationName": "Root",
        "xmlNamespace": {"uri": "http://x"},
    }
    shapes = {
        "In": {"type": "structure", "members": {"Root": payload}, "payload": "Root"},
        "Body": {"type": "structure", "members": {}},
    }
    operation = {"name": "Put", "http": _POST, "input": {"shape": "In"}}
    converted = convert(shapes, {"Put": operation}, protocol="rest-xml")
    assert converted["In"]["members"]["Root"]["traits"] == {
        "smithy.api#httpPayload": {},
        "smithy.api#xmlName": "Root",
    }
    namespace = converted["TinyThing"]["traits"]["smithy.api#xmlNamespace"]
    assert namespace == {"uri": "http://x"}


def test_json_and_streaming_members_get_targets_of_their_own(convert: Convert) -> None:
    shapes = {
        "S": {
            "type": "structure",
            "members": {
                "plain": {"shape": "T"},
                "json": {"shape": "T", "jsonvalue": True},
                "body": {"shape": "B", "streaming": True},
                "bytes": {"shape": "B"},
            },
        },
        "T": {"type": "string", "max": 9},
        "B": {"type": "blob"},
    }
    converted = convert(shapes)
    targets = {
        name: member["target"].partition("#")[2]
        for name, member in converted["S"]["members"].items()
    }
    assert targets == {
        "plain": "T",
        "json": "SynthesizedJsonT",
        "body": "StreamingB",
        "bytes": "B",
    }
    assert converted["SynthesizedJsonT"]["traits"] == {
        "smithy.api#mediaType": "application/json",
        "smithy.api#length": {"max": 9},
    }
    assert converted["StreamingB"]["traits"] == {"smithy.api#streaming": {}}
    assert "traits" not in converted["B"]
