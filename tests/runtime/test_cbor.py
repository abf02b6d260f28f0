"""rpcv2Cbor: what is sent, what is read, and what a hostile body can do."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.rpc import rpc_package

INDEFINITE_TEXT = b"\x7f\x62ab\x61c\xff"
# `undefined` takes the place of null.
UNDEFINED = b"\xf7"
INT_64 = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(
    lambda time: time.replace(microsecond=time.microsecond // 1000 * 1000, tzinfo=UTC)
)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "text": TEXTS,
        "data": st.binary(),
        "flag": st.booleans(),
        "small": st.integers(-128, 127),
        "large": INT_64,
        "whole": st.integers(),
        "exact": DECIMALS,
        "single": st.floats(width=32, allow_nan=False),
        "double": st.floats(allow_nan=False),
        "time": TIMES,
        "kind": st.sampled_from(["one", "unheard of"]),
        "level": st.sampled_from([1, 1000, 7]),
        "names": st.lists(TEXTS),
        "sparse": st.lists(TEXTS | st.none()),
        "matrix": st.lists(st.lists(st.floats(allow_nan=False))),
        "byName": st.dictionaries(TEXTS, st.just({"text": "inner"})),
        "sparseByName": st.dictionaries(TEXTS, st.integers() | st.none()),
        "choice": st.fixed_dictionaries({"number": st.integers(-9, 9)}),
        "value_cbor": TEXTS,
    },
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder: Path = tmp_path_factory.mktemp("cbor")
    with rpc_package(folder, "rpcv2Cbor") as module:
        yield module


def request(package: ModuleType, value: dict[str, object]) -> Any:
    """Returns the request of Put with a value."""
    operation = package.OPERATIONS["Put"]
    members = {"Host": "host", "Path": "path", "value": value}
    return operation.serialize(
        operation.input_type.from_dict(members), package.Config()
    )


def answer(package: ModuleType, body: bytes, status: int = 200, **headers: str) -> Any:
    """Returns what Put makes of a response."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named.setdefault("smithy-protocol", "rpc-v2-cbor")
    response = package.HttpResponse(status=status, headers=named, body=body)
    return package.OPERATIONS["Put"].parse(response)


def read(package: ModuleType, member: str, data: bytes) -> Any:
    """Returns what is read for the encoding of one member of a value."""
    inner = b"\xa1" + cbor2.dumps(member) + data
    return answer(package, b"\xa1\x65value" + inner).value


def test_a_request_names_service_and_operation(package: ModuleType) -> None:
    sent = request(package, {})
    assert sent.url("https://example.com") == (
        "https://host.example.com/service/Store/operation/Put"
    )
    assert sent.method == "POST"
    assert sent.headers == {
        "Smithy-Protocol": "rpc-v2-cbor",
        "Accept": "application/cbor",
        "Content-Type": "application/cbor",
    }
    assert cbor2.loads(sent.body) == {"Host": "host", "Path": "path", "value": {}}


@pytest.mark.parametrize(("name", "body"), [("Empty", b"\xbf\xff"), ("Nothing", b"")])
def test_no_input_is_not_an_empty_one(
    package: ModuleType, name: str, body: bytes
) -> None:
    operation = package.OPERATIONS[name]
    sent = operation.serialize(operation.input_type(), package.Config())
    assert sent.body == body
    assert ("Content-Type" in sent.headers) == bool(body)


@given(value=VALUES)
def test_what_is_sent_is_what_another_decoder_reads(
    package: ModuleType, value: dict[str, object]
) -> None:
    assert cbor2.loads(request(package, value).body)["value"] == value


@given(value=VALUES)
def test_what_another_encoder_writes_is_read(
    package: ModuleType, value: dict[str, object]
) -> None:
    body = cbor2.dumps({"value": value}, datetime_as_timestamp=True)
    assert answer(package, body).value.to_dict() == value


@given(number=INT_64)
def test_an_integer_takes_as_few_bytes_as_it_can(
    package: ModuleType, number: int
) -> None:
    body: bytes = request(package, {"large": number}).body
    assert b"\x65large" + cbor2.dumps(number) + b"\xff" in body


@pytest.mark.parametrize(
    ("member", "value", "data"),
    [
        ("whole", 3, b"\xc2\x41\x03"),
        ("whole", -(2**64) - 1, b"\xc3\x49\x01" + bytes(8)),
        ("exact", Decimal("2.50"), b"\xc4\x82\x21\x18\xfa"),
        ("single", math.inf, b"\xfa\x7f\x80\x00\x00"),
        ("single", 1e300, b"\xfb" + bytes.fromhex("7e37e43c8800759c")),
        ("double", 2.0, b"\xfb\x40" + bytes(7)),
        ("time", datetime(1970, 1, 1, tzinfo=UTC), b"\xc1\x00"),
        ("time", datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC), b"\xc1\x20"),
        ("text", "x" * 300, b"\x79\x01\x2c" + b"x" * 300),
    ],
)
def test_values_have_the_form_that_the_protocol_gives_them(
    package: ModuleType, member: str, value: object, data: bytes
) -> None:
    assert data + b"\xff" in request(package, {member: value}).body


def test_a_lone_surrogate_is_reported(package: ModuleType) -> None:
    with pytest.raises(package.BuildError, match="lone surrogate"):
        request(package, {"text": "\ud800"})


def test_an_infinite_decimal_is_reported(package: ModuleType) -> None:
    with pytest.raises(package.BuildError, match="not finite"):
        request(package, {"exact": Decimal("Infinity")})


@pytest.mark.parametrize(
    ("member", "data", "expected"),
    [
        ("double", b"\xf9\x3e\x00", 1.5),
        ("double", b"\x03", 3.0),
        ("large", b"\xfb\x40\x08" + bytes(6), 3),
        ("whole", b"\x05", 5),
        ("exact", b"\x05", Decimal(5)),
        ("text", INDEFINITE_TEXT, "abc"),
        ("text", UNDEFINED, None),
        ("names", b"\x9f" + INDEFINITE_TEXT + b"\xff", ("abc",)),
        ("names", b"\x82\xf6\x61a", ("a",)),
        ("names", b"\x82\xf7\x61a", ("a",)),
        ("sparse", b"\x82\xf6\x61a", (None, "a")),
        ("time", b"\xc1\xf9\x3e\x00", datetime(1970, 1, 1, 0, 0, 1, 500000, UTC)),
        ("time", b"\x01", datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)),
        ("text", b"\xd9\xd9\xf7\x61a", "a"),
        ("text", b"\xd9\x03\xe7\x61a", "a"),
        ("text", b"\xd8\x23\x66(a+)+$", "(a+)+$"),
        ("unheard_of", b"\xa1\x01\x02", None),
    ],
)
def test_other_forms_of_a_value_are_read(
    package: ModuleType, member: str, data: bytes, expected: object
) -> None:
    value = read(package, member, data)
    assert value.to_dict().get(member) == (
        list(expected) if isinstance(expected, tuple) else expected
    )


@pytest.mark.parametrize("body", [b"", b"\xa0", b"\xbf\xff", b"\xd9\xd9\xf7\xa0"])
def test_an_empty_body_holds_no_member(package: ModuleType, body: bytes) -> None:
    assert answer(package, body).value is None


def test_every_cut_of_a_body_is_an_error_that_shows_where_it_came_from(
    package: ModuleType,
) -> None:
    value = {"text": "x", "matrix": [[1.5]], "byName": {"a": {"data": b"y"}}}
    body = cbor2.dumps({"value": value})
    for end in range(1, len(body)):
        with pytest.raises(package.ResponseError) as raised:
            answer(package, body[:end])
        assert raised.value.status == 200
        assert raised.value.body_start == body[:end]


def _references() -> bytes:
    """Returns thirty values that each hold the one before twice, and the last one."""
    held = b"\xd8\x1c\xa1\x66choice\xa1\x66values\x82"
    reference = b"\xd8\x1d\x18"
    values = [held + (reference + bytes([number])) * 2 for number in range(30)]
    first, last = b"\xd8\x1c\xa0", reference + bytes([30])
    return b"\xa2\x61x\x98\x1f" + first + b"".join(values) + b"\x65value" + last


@pytest.mark.parametrize(
    "body",
    [
        b"\x5b\x00\x00\x00\x40\x00\x00\x00\x00",
        b"\x7b\x00\x00\x00\x40\x00\x00\x00\x00abc",
        b"\x9b\x00\x00\x00\x40\x00\x00\x00\x00\x01",
        b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff\x01",
        b"\x81" * 1_000_000,
        b"\x9f" * 1_000_000,
        b"\xa1\x61a" * 1_000_000,
        b"\xc6" * 1_000_000,
        b"\xa1\x65value" * 300 + b"\xa0",
        b"\xa1\x65value\xa1\x65exact\xc4\x82\x01\xc2\x5a\x00\x04\x00\x00"
        + b"\xff" * 0x40000,
        b"\xa1\x65value\xa1\x65exact\xc4\x82\x1b" + b"\x7f" * 8 + b"\x01",
        b"\xa1\x65value\xa1\x65large\xc4\x82\x1a\x3b\x9a\xca\x00\x01",
        b"\xa1\x65value\xa1\x66double\xc2\x59\x10\x00" + b"\xff" * 0x1000,
        b"\xa1\x65value\xd8\x1c\xa1\x65inner\xd8\x1d\x00",
        _references(),
        b"\xa1\x65value\xa1\x64time\xc1\xfb\x7e\x37\xe4\x3c\x88\x00\x75\x9c",
        b"\xa1\x65value\xa1\x64text\x62\xff\xff",
        b"\xa1\x65value\xa1\x65inner\x01",
        b"\x01",
        b"\xff",
    ],
    ids=lambda body: body[:12].hex(),
)
def test_a_hostile_body_costs_little(package: ModuleType, body: bytes) -> None:
    started = perf_counter()
    with pytest.raises(package.ResponseError):
        answer(package, body)
    assert perf_counter() - started < 2


@given(data=st.data())
def test_a_damaged_body_is_read_or_refused(
    package: ModuleType, data: st.DataObject
) -> None:
    value = {"text": "x", "time": 1, "exact": Decimal(1), "names": ["a", None]}
    body = bytearray(cbor2.dumps({"value": value, "other": [1.5, {"a": -1}]}))
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        answer(package, bytes(body))
    except package.ResponseError:
        return


def test_the_type_in_the_body_names_the_error(package: ModuleType) -> None:
    body = {"__type": "example.rpc#Refused", "message": "No", "reason": {"small": 1}}
    with pytest.raises(package.Refused, match="Refused: No") as raised:
        answer(package, cbor2.dumps(body), 400, x_amzn_errortype="Other")
    assert raised.value.reason.small == 1


def test_neither_header_nor_code_names_the_error(package: ModuleType) -> None:
    with pytest.raises(package.ServiceError) as raised:
        answer(
            package, cbor2.dumps({"code": "Refused"}), 500, x_amzn_errortype="Refused"
        )
    assert type(raised.value) is package.StoreError
    assert raised.value.code == "InternalServerError"


def test_an_error_of_another_protocol_has_a_status_only(package: ModuleType) -> None:
    body = cbor2.dumps({"__type": "Refused", "message": "No"})
    with pytest.raises(package.StoreError) as raised:
        answer(package, body, 503, smithy_protocol="rpc-v2-json")
    assert (raised.value.code, raised.value.message) == ("ServiceUnavailable", None)
    assert (raised.value.status, raised.value.fault) == (503, "server")


def test_a_query_compatible_error_keeps_its_old_code(package: ModuleType) -> None:
    body = cbor2.dumps({"__type": "example.rpc#Refused"})
    with pytest.raises(package.Refused) as raised:
        answer(package, body, 400, x_amzn_query_error="Store.Refused;Sender")
    assert raised.value.code == "Store.Refused"


def test_an_error_whose_members_cannot_be_read_is_still_that_error(
    package: ModuleType,
) -> None:
    body = cbor2.dumps({"__type": "Refused", "message": "No", "reason": "wrong"})
    with pytest.raises(package.Refused) as raised:
        answer(package, body, 400)
    assert raised.value.reason is None


def test_an_output_of_another_protocol_is_refused(package: ModuleType) -> None:
    with pytest.raises(package.ResponseError, match="Smithy-Protocol"):
        answer(package, b"\xa0", smithy_protocol="rpc-v2-json")
