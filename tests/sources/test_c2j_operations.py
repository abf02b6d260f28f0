"""C2J operations with their paginators and waiters, and what they become."""

from collections.abc import Callable
from typing import Any

import pytest

from smithwright.sources import Json

# Any: the tests index into freely shaped JSON.
Shapes = dict[str, Any]
Convert = Callable[..., Any]
_POST: Json = {"method": "POST", "requestUri": "/"}
_PAGED: dict[str, Json] = {
    "In": {
        "type": "structure",
        "members": {"token": {"shape": "T"}, "limit": {"shape": "N"}},
    },
    "Out": {
        "type": "structure",
        "members": {
            "next": {"shape": "T"},
            "page": {"shape": "Page"},
            "items": {"shape": "L"},
            "count": {"shape": "T"},
        },
    },
    "N": {"type": "integer"},
    "Page": {
        "type": "structure",
        "members": {"items": {"shape": "L"}, "next": {"shape": "T"}},
    },
    "L": {"type": "list", "member": {"shape": "T"}},
    "T": {"type": "string"},
}


def test_labels_name_members_and_stay_greedy(convert: Convert) -> None:
    shapes = {
        "In": {
            "type": "structure",
            "members": {
                "bucketName": {
                    "shape": "T",
                    "location": "uri",
                    "locationName": "Bucket",
                },
                "key": {"shape": "T", "location": "uri", "locationName": "Key"},
            },
        },
        "T": {"type": "string"},
    }
    http = {
        "method": "GET",
        "requestUri": "/{Bucket}/{Key+}?acl",
        "responseCode": 204,
    }
    operation = {"name": "Get", "http": http, "input": {"shape": "In"}}
    converted = convert(shapes, {"Get": operation})
    assert converted["Get"]["traits"]["smithy.api#http"] == {
        "method": "GET",
        "uri": "/{bucketName}/{key+}?acl",
        "code": 204,
    }


@pytest.mark.parametrize(
    ("operation", "traits"),
    [
        ({"readonly": True}, {"smithy.api#readonly": {}}),
        ({"idempotent": True}, {"smithy.api#idempotent": {}}),
        (
            {"authtype": "none", "auth": ["smithy.api#noAuth"]},
            {"smithy.api#optionalAuth": {}},
        ),
        (
            {"authtype": "v4-unsigned-body", "unsignedPayload": True},
            {"aws.auth#unsignedPayload": {}},
        ),
        (
            {"endpoint": {"hostPrefix": "data."}},
            {"smithy.api#endpoint": {"hostPrefix": "data."}},
        ),
        (
            {"endpointdiscovery": {}},
            {"aws.api#clientDiscoveredEndpoint": {"required": False}},
        ),
        ({"httpChecksumRequired": True}, {"smithy.api#httpChecksumRequired": {}}),
        (
            {
                "httpChecksumRequired": True,
                "httpChecksum": {
                    "requestAlgorithmMember": "A",
                    "requestChecksumRequired": False,
                },
            },
            {"aws.protocols#httpChecksum": {"requestAlgorithmMember": "A"}},
        ),
        (
            {"requestcompression": {"encodings": ["gzip"]}},
            {"smithy.api#requestCompression": {"encodings": ["gzip"]}},
        ),
        (
            {"staticContextParams": {"A": {"value": True}}},
            {"smithy.rules#staticContextParams": {"A": {"value": True}}},
        ),
        (
            {"operationContextParams": {"A": {"path": "B"}}},
            {"smithy.rules#operationContextParams": {"A": {"path": "B"}}},
        ),
    ],
)
def test_an_operation_gets_these_traits(
    convert: Convert, operation: Shapes, traits: Shapes
) -> None:
    operations = {"Do": {"name": "Do", "http": _POST, **operation}}
    assert convert(operations=operations, protocol="json")["Do"] == {
        "type": "operation",
        "input": {"target": "smithy.api#Unit"},
        "output": {"target": "smithy.api#Unit"},
        "traits": traits,
    }


def test_inputs_and_outputs_without_another_use_say_so(convert: Convert) -> None:
    structure: Json = {"type": "structure", "members": {}}
    shapes = dict.fromkeys(("In", "Out", "Both"), structure)
    operations: dict[str, Json] = {
        "A": {
            "name": "A",
            "http": _POST,
            "input": {"shape": "In"},
            "output": {"shape": "Both"},
        },
        "B": {
            "name": "B",
            "http": _POST,
            "input": {"shape": "Both"},
            "output": {"shape": "Out", "documentation": "<p>Out.</p>"},
        },
    }
    converted = convert(shapes, operations)
    assert converted["In"]["traits"] == {"smithy.api#input": {}}
    assert converted["Out"]["traits"] == {
        "smithy.api#documentation": "<p>Out.</p>",
        "smithy.api#output": {},
    }
    assert "traits" not in converted["Both"]


def test_a_shape_named_like_an_operation_is_renamed_everywhere(
    convert: Convert,
) -> None:
    shapes = {
        "Do": {"type": "structure", "members": {"next": {"shape": "Do"}}},
    }
    operations = {"Do": {"name": "Do", "http": _POST, "input": {"shape": "Do"}}}
    converted = convert(shapes, operations)
    assert converted["Do"]["type"] == "operation"
    assert converted["Do"]["input"] == {"target": "com.amazonaws.tinything#DoShape"}
    next_member = converted["DoShape"]["members"]["next"]
    assert next_member == {"target": "com.amazonaws.tinything#DoShape"}


@pytest.mark.parametrize(
    ("paginator", "trait"),
    [
        (
            {"output_token": "next", "limit_key": "limit", "result_key": "items"},
            {"outputToken": "next", "pageSize": "limit", "items": "items"},
        ),
        (
            {"output_token": "next", "limit_key": "token", "result_key": "items"},
            {"outputToken": "next", "items": "items"},
        ),
        (
            {"output_token": "page.next", "result_key": "page.items"},
            {"outputToken": "page.next", "items": "page.items"},
        ),
        (
            {"output_token": "next", "result_key": ["items", "count"]},
            {"outputToken": "next", "items": "items"},
        ),
        (
            {"output_token": "next", "result_key": ["items", "page.items"]},
            {"outputToken": "next"},
        ),
        ({"output_token": "next || items[-1]", "result_key": "items"}, None),
        ({"output_token": ["next"], "result_key": "items"}, None),
    ],
)
def test_a_paginator_becomes_the_trait_of_its_operation(
    convert: Convert, paginator: Shapes, trait: Shapes | None
) -> None:
    operation = {
        "name": "List",
        "http": _POST,
        "input": {"shape": "In"},
        "output": {"shape": "Out"},
    }
    converted = convert(
        _PAGED,
        {"List": operation},
        paginators={"List": {"input_token": "token", **paginator}},
    )
    found = converted["List"]["traits"].get("smithy.api#paginated")
    assert found == (trait and {"inputToken": "token", **trait})


@pytest.mark.parametrize(
    ("acceptor", "matcher"),
    [
        (
            {"matcher": "path", "argument": "a.b", "expected": "X"},
            {"output": {"path": "a.b", "expected": "X", "comparator": "stringEquals"}},
        ),
        (
            {"matcher": "pathAll", "argument": "a[]", "expected": "X"},
            {
                "output": {
                    "path": "a[]",
                    "expected": "X",
                    "comparator": "allStringEquals",
                }
            },
        ),
        (
            {"matcher": "pathAny", "argument": "a[]", "expected": "X"},
            {
                "output": {
                    "path": "a[]",
                    "expected": "X",
                    "comparator": "anyStringEquals",
                }
            },
        ),
        (
            {"matcher": "path", "argument": "length(a) > `0`", "expected": True},
            {
                "output": {
                    "path": "length(a) > `0`",
                    "expected": "true",
                    "comparator": "booleanEquals",
                }
            },
        ),
        ({"matcher": "error", "expected": "Gone"}, {"errorType": "GoneException"}),
        ({"matcher": "error", "expected": "Unknown"}, {"errorType": "Unknown"}),
        ({"matcher": "error", "expected": False}, {"success": True}),
        ({"matcher": "status", "expected": 200}, {"success": True}),
        ({"matcher": "status", "expected": 404}, {"errorType": "GoneException"}),
        ({"matcher": "status", "expected": 403}, None),
    ],
)
def test_a_waiters_acceptor_becomes_a_matcher(
    convert: Convert, acceptor: Shapes, matcher: Shapes | None
) -> None:
    gone = {
        "type": "structure",
        "members": {},
        "exception": True,
        "error": {"code": "Gone", "httpStatusCode": 404},
    }
    operation = {
        "name": "Get",
        "http": _POST,
        "errors": [{"shape": "GoneException"}],
    }
    waiter = {
        "operation": "Get",
        "delay": 150,
        "maxAttempts": 5,
        "acceptors": [{"state": "success", **acceptor}],
    }
    converted = convert(
        {"GoneException": gone}, {"Get": operation}, waiters={"Done": waiter}
    )
    waitable = converted["Get"]["traits"].get("smithy.waiters#waitable")
    expected = {
        "Done": {
            "acceptors": [{"state": "success", "matcher": matcher}],
            "minDelay": 150,
            "maxDelay": 150,
        }
    }
    assert waitable == (matcher and expected)
