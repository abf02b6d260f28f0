"""The service shape: names, protocols, authentication."""

from collections.abc import Callable
from typing import Any

import pytest

from smithwright.sources import Json
from smithwright.sources.c2j import ConversionError

# Any: the tests index into freely shaped JSON.
Convert = Callable[..., Any]


@pytest.mark.parametrize(
    ("metadata", "traits"),
    [
        ({}, {"aws.protocols#restJson1": {}}),
        ({"protocol": "json", "jsonVersion": "1.1"}, {"aws.protocols#awsJson1_1": {}}),
        (
            {
                "protocols": ["smithy-rpc-v2-cbor", "json", "query"],
                "jsonVersion": "1.0",
                "awsQueryCompatible": {},
            },
            {
                "smithy.protocols#rpcv2Cbor": {},
                "aws.protocols#awsJson1_0": {},
                "aws.protocols#awsQuery": {},
                "aws.protocols#awsQueryCompatible": {},
            },
        ),
        ({"protocol": "ec2"}, {"aws.protocols#ec2Query": {}}),
        ({"protocol": "rest-xml"}, {"aws.protocols#restXml": {}}),
        (
            {"protocol": "rest-xml", "serviceId": "S3"},
            {"aws.protocols#restXml": {"noErrorWrapping": True}},
        ),
        (
            {"protocolSettings": {"h2": "eventstream"}},
            {
                "aws.protocols#restJson1": {
                    "http": ["http/1.1", "h2"],
                    "eventStreamHttp": ["h2"],
                }
            },
        ),
    ],
)
def test_protocols_in_the_order_of_preference(
    convert: Convert, metadata: dict[str, Json], traits: dict[str, Json]
) -> None:
    service = next(iter(convert(**metadata).values()))
    found = {
        name: value for name, value in service["traits"].items() if "protocols#" in name
    }
    assert list(found.items()) == list(traits.items())


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ({}, "com.amazonaws.tinything#TinyThing"),
        (
            {"targetPrefix": "com.amazonaws.tiny.Tiny_2020"},
            "com.amazonaws.tinything#Tiny_2020",
        ),
        ({"serviceId": "Connect"}, "com.amazonaws.connect#AmazonConnectService"),
        ({"serviceId": "taken"}, "com.amazonaws.taken#TakenService"),
    ],
)
def test_the_service_shape_is_named_by_target_prefix_or_service_id(
    convert: Convert, metadata: dict[str, Json], name: str
) -> None:
    converted = convert({"TAKEN": {"type": "string"}}, **metadata)
    assert next(iter(converted)) == name.removeprefix("com.amazonaws.tinything#")


@pytest.mark.parametrize(
    ("metadata", "traits"),
    [
        ({}, {"aws.auth#sigv4": {"name": "tiny"}}),
        ({"signingName": "big"}, {"aws.auth#sigv4": {"name": "big"}}),
        ({"signatureVersion": "v2"}, {}),
        ({"signatureVersion": "bearer"}, {"smithy.api#httpBearerAuth": {}}),
        (
            {"auth": ["aws.auth#sigv4a", "aws.auth#sigv4"]},
            {
                "aws.auth#sigv4a": {"name": "tiny"},
                "aws.auth#sigv4": {"name": "tiny"},
                "smithy.api#auth": ["aws.auth#sigv4a", "aws.auth#sigv4"],
            },
        ),
    ],
)
def test_a_service_gets_the_traits_of_its_authentication(
    convert: Convert, metadata: dict[str, Json], traits: dict[str, Json]
) -> None:
    service = next(iter(convert(**metadata).values()))
    found = {name: value for name, value in service["traits"].items() if "uth" in name}
    assert found == traits


def test_an_unknown_protocol_is_an_error(convert: Convert) -> None:
    with pytest.raises(ConversionError, match="unknown protocol 'soap'"):
        convert(protocol="soap")
