"""Enums with a value that the lax decoder takes for no value."""

from __future__ import annotations

from types import ModuleType

import pytest

from smithy_parser import Document, load_model

from ..support.inline import package_of

MODEL = """
$version: "2.0"
namespace a

use aws.protocols#awsJson1_0
use aws.protocols#awsQuery
use smithy.protocols#rpcv2Cbor

@{protocol}
@xmlNamespace(uri: "https://example.com/")
service Service {{ version: "1", operations: [Get] }}

operation Get {{ input := {{ kind: Kind }}, output := {{ kind: Kind, kinds: Kinds }} }}

list Kinds {{ member: Kind }}

enum Kind {{
    NULL
    SHOWN = "shown"
}}
"""
BODIES = {
    "awsJson1_0": b'{"kind":"NULL","kinds":["NULL","other"]}',
    "awsQuery": b"<GetResponse><GetResult><kind>NULL</kind><kinds>"
    b"<member>NULL</member><member>other</member></kinds></GetResult></GetResponse>",
    "rpcv2Cbor": b"\xa2\x64kind\x64NULL\x65kinds\x82\x64NULL\x65other",
}


@pytest.fixture(scope="module", params=BODIES)
def protocol(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def package(protocol: str, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    model = load_model(Document("kinds.smithy", MODEL.format(protocol=protocol)))
    return package_of(model, tmp_path_factory.mktemp("kinds"))


def test_a_value_null_is_kept(protocol: str, package: ModuleType) -> None:
    headers = {"smithy-protocol": "rpc-v2-cbor"} if protocol == "rpcv2Cbor" else {}
    response = package.HttpResponse(status=200, headers=headers, body=BODIES[protocol])
    output = package.OPERATIONS["Get"].parse(response)
    assert output.kind is package.Kind.NULL
    assert output.kinds == (package.Kind.NULL, "other")


def test_it_is_an_enum_wherever_it_comes_from(package: ModuleType) -> None:
    made = package.GetInput(kind=package.Kind.NULL)
    assert made.kind is package.Kind.NULL
    assert package.GetInput.from_dict({"kind": "NULL"}).kind is package.Kind.NULL
    assert made.to_dict() == {"kind": "NULL"}
    assert package.GetInput().kind is None
    assert type(package.GetInput.from_dict({"kind": "new"}).kind) is package.Kind
