"""rpcv2Json: cases written from its specification.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.support.rpc import rpc_package

CASES: list[tuple[str, object, object]] = [
    ("text", "é", "é"),
    ("data", b"\x00\xff", "AP8="),
    ("flag", True, True),
    ("large", -(2**63), -(2**63)),
    ("whole", 5, "5"),
    ("whole", -(10**40), "-1" + "0" * 40),
    ("exact", Decimal("2.50"), "2.50"),
    ("exact", Decimal("1e-30"), "1E-30"),
    ("single", 1.5, 1.5),
    ("double", float("inf"), "Infinity"),
    ("double", float("-inf"), "-Infinity"),
    # The member asks for date-time, and the protocol takes no notice.
    ("time", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC), 1577934245),
    ("time", datetime(2020, 1, 2, 3, 4, 5, 678000, UTC), 1577934245.678),
    ("kind", "two", "two"),
    ("level", 1000, 1000),
    # jsonName has no meaning here either.
    ("names", ["a", "b"], ["a", "b"]),
    ("sparse", ["a", None], ["a", None]),
    ("sparseByName", {"a": 1, "b": None}, {"a": "1", "b": None}),
    ("byName", {"one": {"whole": 1}}, {"one": {"whole": "1"}}),
    ("choice", {"values": [{}]}, {"values": [{}]}),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder: Path = tmp_path_factory.mktemp("json")
    with rpc_package(folder, "rpcv2Json") as module:
        yield module


def request(package: ModuleType, name: str, members: dict[str, object]) -> Any:
    """Returns the request of an operation."""
    operation = package.OPERATIONS[name]
    return operation.serialize(
        operation.input_type.from_dict(members), package.Config()
    )


def answer(package: ModuleType, body: object, status: int = 200, **headers: str) -> Any:
    """Returns what Put makes of a response."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named.setdefault("Smithy-Protocol", "rpc-v2-json")
    response = package.HttpResponse(
        status=status, headers=named, body=json.dumps(body).encode()
    )
    return package.OPERATIONS["Put"].parse(response)


def test_a_request_names_service_and_operation(package: ModuleType) -> None:
    sent = request(package, "Put", {"Host": "host", "Path": "path"})
    assert sent.url("https://example.com") == (
        "https://host.example.com/service/Store/operation/Put"
    )
    assert sent.method == "POST"
    assert sent.headers == {
        "Smithy-Protocol": "rpc-v2-json",
        "Accept": "application/json",
        "Content-Type": "application/json",
    }
    assert json.loads(sent.body) == {"Host": "host", "Path": "path"}


@pytest.mark.parametrize(("name", "body"), [("Empty", b"{}"), ("Nothing", b"")])
def test_no_input_is_not_an_empty_one(
    package: ModuleType, name: str, body: bytes
) -> None:
    sent = request(package, name, {})
    assert sent.body == body
    assert ("Content-Type" in sent.headers) == bool(body)


@pytest.mark.parametrize(("member", "value", "wire"), CASES)
def test_values_are_written_and_read_as_the_protocol_has_them(
    package: ModuleType, member: str, value: object, wire: object
) -> None:
    members: dict[str, object] = {"Host": "host", "Path": "path"}
    members["value"] = {member: value}
    assert json.loads(request(package, "Put", members).body)["value"] == {member: wire}
    output = answer(package, {"value": {member: wire}})
    assert output.value.to_dict() == {member: value}


def test_a_union_may_hold_its_type(package: ModuleType) -> None:
    choice = {"__type": "example.rpc#Choice", "number": 1}
    assert answer(package, {"value": {"choice": choice}}).value.choice.number == 1


def test_nulls_of_a_dense_list_are_skipped(package: ModuleType) -> None:
    output = answer(package, {"value": {"names": [None, "a"]}})
    assert output.value.names == ("a",)


def test_the_type_in_the_body_names_the_error(package: ModuleType) -> None:
    body = {"__type": "example.rpc#Refused", "message": "No", "reason": {"whole": "1"}}
    with pytest.raises(package.Refused, match="Refused: No") as raised:
        answer(package, body, 400, x_amzn_errortype="Other")
    assert raised.value.reason.whole == 1


def test_neither_header_nor_code_names_the_error(package: ModuleType) -> None:
    with pytest.raises(package.StoreError) as raised:
        answer(package, {"code": "Refused"}, 500, x_amzn_errortype="Refused")
    assert raised.value.code == "InternalServerError"


def test_a_response_of_another_protocol_is_refused(package: ModuleType) -> None:
    with pytest.raises(package.ResponseError, match="Smithy-Protocol"):
        answer(package, {}, Smithy_Protocol="rpc-v2-cbor")


@pytest.mark.parametrize(
    ("member", "wire", "value"),
    [
        ("whole", "5", 5),
        ("whole", '"-123456789012345678901234567890"', -123456789012345678901234567890),
        ("whole", "123456789012345678901234567890", 123456789012345678901234567890),
        ("exact", "2.50", Decimal("2.50")),
        ("exact", "5", Decimal(5)),
        (
            "exact",
            '"0.1234567890123456789012345"',
            Decimal("0.1234567890123456789012345"),
        ),
        (
            "exact",
            "0.1234567890123456789012345",
            Decimal("0.1234567890123456789012345"),
        ),
        ("large", "1e3", 1000),
        ("large", "5.0", 5),
        ("time", "1.577934245678e9", datetime(2020, 1, 2, 3, 4, 5, 678000, UTC)),
        ("double", "1", 1.0),
    ],
)
def test_other_forms_of_a_number_are_read(
    package: ModuleType, member: str, wire: str, value: object
) -> None:
    body = f'{{"value": {{"{member}": {wire}}}}}'.encode()
    response = package.HttpResponse(status=200, body=body)
    output = package.OPERATIONS["Put"].parse(response)
    assert output.value.to_dict() == {member: value}
