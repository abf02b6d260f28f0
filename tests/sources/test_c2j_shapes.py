"""Each type of C2J shape, with its traits, and the Smithy that it becomes."""

from collections.abc import Callable
from typing import Any

import pytest

from smithwright.sources import Json
from smithwright.sources.c2j import ConversionError

# Any: the tests index into freely shaped JSON.
Shapes = dict[str, Any]
Convert = Callable[..., Any]
_STRING: Json = {"type": "string"}


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({"type": "character"}, {"type": "string"}),
        ({"type": "integer", "box": True}, {"type": "integer"}),
        ({"type": "structure", "members": {}, "document": True}, {"type": "document"}),
        (
            {"type": "structure", "members": {}, "union": True, "sensitive": True},
            {
                "type": "union",
                "members": {},
                "traits": {"smithy.api#sensitive": {}},
            },
        ),
        (
            {"type": "structure", "members": {}, "eventstream": True},
            {
                "type": "union",
                "members": {},
                "traits": {"smithy.api#streaming": {}},
            },
        ),
        (
            {"type": "blob", "streaming": True, "requiresLength": True},
            {
                "type": "blob",
                "traits": {
                    "smithy.api#streaming": {},
                    "smithy.api#requiresLength": {},
                },
            },
        ),
        (
            {"type": "timestamp", "timestampFormat": "rfc822"},
            {
                "type": "timestamp",
                "traits": {"smithy.api#timestampFormat": "http-date"},
            },
        ),
        (
            {"type": "string", "min": 1, "max": 2, "pattern": "a+"},
            {
                "type": "string",
                "traits": {
                    "smithy.api#length": {"min": 1, "max": 2},
                    "smithy.api#pattern": "^a+$",
                },
            },
        ),
        (
            {"type": "double", "max": 0.5},
            {"type": "double", "traits": {"smithy.api#range": {"max": 0.5}}},
        ),
        (
            {
                "type": "string",
                "deprecated": True,
                "deprecatedMessage": "Old.",
                "deprecatedSince": "2020",
                "documentation": "<p>Doc.</p>",
            },
            {
                "type": "string",
                "traits": {
                    "smithy.api#documentation": "<p>Doc.</p>",
                    "smithy.api#deprecated": {"message": "Old.", "since": "2020"},
                },
            },
        ),
        (
            {"type": "string", "enum": ["InProgress", "2nd"], "pattern": "x"},
            {
                "type": "enum",
                "members": {
                    "IN_PROGRESS": {
                        "target": "smithy.api#Unit",
                        "traits": {"smithy.api#enumValue": "InProgress"},
                    },
                    "V2ND": {
                        "target": "smithy.api#Unit",
                        "traits": {"smithy.api#enumValue": "2nd"},
                    },
                },
            },
        ),
    ],
)
def test_a_shape_becomes_its_equal_in_smithy(
    convert_shape: Convert, shape: Shapes, expected: Shapes
) -> None:
    assert convert_shape(shape) == expected


def test_lists_and_maps_with_their_xml_names(convert: Convert) -> None:
    shapes = {
        "L": {"type": "list", "member": {"shape": "T", "locationName": "item"}},
        "M": {
            "type": "map",
            "key": {"shape": "T", "locationName": "Name"},
            "value": {"shape": "L"},
            "sparse": True,
        },
        "T": {"type": "string"},
    }
    converted = convert(shapes, protocol="query")
    target = {"target": "com.amazonaws.tinything#T"}
    assert converted["L"] == {
        "type": "list",
        "member": {**target, "traits": {"smithy.api#xmlName": "item"}},
    }
    assert converted["M"] == {
        "type": "map",
        "key": {**target, "traits": {"smithy.api#xmlName": "Name"}},
        "value": {"target": "com.amazonaws.tinything#L"},
        "traits": {"smithy.api#sparse": {}},
    }
    assert "traits" not in convert(shapes, protocol="rest-json")["L"]["member"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a", "^a$"),
        ("^a", "^a$"),
        ("a$", "^a$"),
        (r"a\$", r"^a\$$"),
        (r"a\\$", r"^a\\$"),
        (r".*\S.*", r"\S"),
        (".*", ".*"),
        (".*?a.*", "^.*?a.*$"),
        (r".*a\.*", r"^.*a\.*$"),
    ],
)
def test_patterns_match_the_whole_as_c2j_means_them(
    convert_shape: Convert, pattern: str, expected: str
) -> None:
    traits = convert_shape({"type": "string", "pattern": pattern})["traits"]
    assert traits == {"smithy.api#pattern": expected}


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["InProgress", "in-progress", "IN_PROGRESS"], None),
        (["s3:ObjectCreated:*"], ["S3_OBJECT_CREATED"]),
        (["HTTPServer", "aws:kms", "v1.2"], ["HTTP_SERVER", "AWS_KMS", "V1_2"]),
        (["1", "1.5", "-1"], ["V1", "V1_5", "V1_2"]),
        (["*", "€", "", "é"], ["CHAR_2A", "CHAR_20AC", "CHAR", "CHAR_E9"]),
        (["a", "A", "a_2"], ["A", "A_2", "A_2_2"]),
    ],
)
def test_enum_members_are_unique_identifiers(
    convert_shape: Convert, values: list[str], names: list[str] | None
) -> None:
    members = convert_shape({"type": "string", "enum": values})["members"]
    if names is None:
        names = ["IN_PROGRESS", "IN_PROGRESS_2", "IN_PROGRESS_3"]
    assert list(members) == names
    found = [member["traits"]["smithy.api#enumValue"] for member in members.values()]
    assert found == values


def test_a_value_listed_twice_is_one_member(convert_shape: Convert) -> None:
    assert list(convert_shape({"type": "string", "enum": ["a", "a"]})["members"]) == [
        "A"
    ]


@pytest.mark.parametrize(
    ("error", "traits"),
    [
        ({}, {"smithy.api#error": "client"}),
        ({"fault": True}, {"smithy.api#error": "server"}),
        (
            {"error": {"httpStatusCode": 503}},
            {"smithy.api#error": "server", "smithy.api#httpError": 503},
        ),
        (
            {"error": {"httpStatusCode": 500, "senderFault": True, "code": "Odd"}},
            {
                "smithy.api#error": "client",
                "smithy.api#httpError": 500,
                "aws.protocols#awsQueryError": {"code": "Odd", "httpResponseCode": 500},
            },
        ),
        (
            {"retryable": {"throttling": True}},
            {
                "smithy.api#error": "client",
                "smithy.api#retryable": {"throttling": True},
            },
        ),
        (
            {"retryable": {"throttling": False}},
            {"smithy.api#error": "client", "smithy.api#retryable": {}},
        ),
    ],
)
def test_an_exception_gets_these_traits(
    convert_shape: Convert, error: Shapes, traits: Shapes
) -> None:
    shape = convert_shape(
        {"type": "structure", "members": {}, "exception": True, **error}
    )
    assert shape["traits"] == traits
    assert shape["members"] == {"message": {"target": "smithy.api#String"}}


def test_an_error_that_has_a_message_gets_no_second_one(convert: Convert) -> None:
    shapes = {
        "E": {
            "type": "structure",
            "members": {"Message": {"shape": "T"}},
            "exception": True,
        },
        "T": {"type": "string"},
    }
    assert list(convert(shapes)["E"]["members"]) == ["Message"]


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        ({"not-a-name": _STRING}, "'not-a-name' is not a Smithy identifier"),
        (
            {"S": {"type": "structure", "members": {"1": {"shape": "S"}}}},
            "shape S: '1' is not a Smithy identifier",
        ),
        ({"S": {"type": "tuple"}}, "shape S: unknown type 'tuple'"),
        (
            {"S": {"type": "timestamp", "timestampFormat": "julian"}},
            "shape S: unknown timestamp format 'julian'",
        ),
        (
            {"S": {"type": "structure", "members": {"a": {"shape": "Gone"}}}},
            "shape S: reference to a missing shape 'Gone'",
        ),
    ],
)
def test_nonsense_is_one_error_that_names_the_shape(
    convert: Convert, shapes: dict[str, Json], message: str
) -> None:
    with pytest.raises(ConversionError) as caught:
        convert(shapes)
    assert str(caught.value) == message
