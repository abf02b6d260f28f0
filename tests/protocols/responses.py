"""Packages of all protocols for one service, and good responses to start from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from types import ModuleType
from typing import NamedTuple

from tests.support.inline import inline_package, request

_MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
@xmlNamespace(uri: "https://example.com/")
service Store { version: "1", operations: [Act, Fetch, Read] }

@http(method: "POST", uri: "/act")
operation Act {
    input := with [Members] {}
    output := with [Members] {
        @httpHeader("x-number")
        headerNumber: Integer
        @httpHeader("x-time")
        headerTime: Timestamp
        @httpHeader("x-times")
        headerTimes: Times
        @httpHeader("x-epoch")
        @timestampFormat("epoch-seconds")
        headerEpoch: Timestamp
        @httpHeader("x-dates")
        headerDates: Dates
        @httpHeader("x-texts")
        headerTexts: Texts
        @httpHeader("x-flags")
        headerFlags: Flags
        @httpHeader("x-double")
        headerDouble: Double
        @httpHeader("x-decimal")
        headerDecimal: BigDecimal
        @httpHeader("x-kind")
        headerKind: Kind
        @httpHeader("x-level")
        headerLevel: Level
        @httpHeader("x-json")
        headerJson: Json
        @httpPrefixHeaders("x-meta-")
        meta: TextMap
        @httpResponseCode
        status: Integer
    }
    errors: [Refused]
}

@http(method: "POST", uri: "/fetch")
operation Fetch {
    output := { @httpPayload value: Value }
}

@http(method: "POST", uri: "/read")
operation Read {
    output := { @httpPayload kind: Kind }
}

@error("client")
structure Refused with [Members] {
    message: String
    @httpHeader("x-wait")
    wait: Timestamp
}

@mixin
structure Members {
    value: Value
    values: Values
}

structure Value {
    text: String
    data: Blob
    flag: Boolean
    small: Byte
    large: Long
    whole: BigInteger
    exact: BigDecimal
    single: Float
    double: Double
    time: Timestamp
    @timestampFormat("date-time")
    moment: Timestamp
    @timestampFormat("http-date")
    date: Timestamp
    @timestampFormat("epoch-seconds")
    epoch: Timestamp
    kind: Kind
    level: Level
    texts: Texts
    sparse: SparseTexts
    @xmlFlattened
    flat: Times
    times: Times
    choice: Choice
    inner: Value
    @xmlAttribute
    attribute: Integer
    maps: Maps
}

union Choice {
    number: Integer
    value: Value
    nothing: Unit
}

enum Kind {
    ONE = "one"
    TWO = "two"
}

intEnum Level {
    LOW = 1
    HIGH = 1000
}

@mediaType("application/json")
string Json

list Texts { member: String }
@sparse
list SparseTexts { member: String }
list Times { member: Timestamp }
@timestampFormat("date-time")
timestamp Moment
list Dates { member: Moment }
list Flags { member: Boolean }
list Values { member: Value }
map TextMap { key: String, value: String }
"""
# ec2Query has no maps in requests.
_MAPS = """
structure Maps {
    byKind: KindMap
    @xmlFlattened
    deep: DeepMap
    sparse: SparseMap
}
map KindMap { key: Kind, value: Value }
map DeepMap { key: String, value: TimeMap }
map TimeMap { key: String, value: Timestamp }
@sparse
map SparseMap { key: String, value: Double }
"""
_NO_MAPS = "structure Maps { other: Texts }"

_TIME = datetime(2020, 1, 2, 3, 4, 5, 678000, UTC)
_VALUE: dict[str, object] = {
    "text": "é <&\"'",
    "data": b"\x00\xff",
    "flag": True,
    "small": -1,
    "large": 2**62,
    "whole": 10**30,
    "exact": Decimal("2.50"),
    "single": 1.5,
    "double": float("inf"),
    "time": _TIME,
    "moment": _TIME,
    "date": _TIME,
    "epoch": _TIME,
    "kind": "two",
    "level": 1000,
    "texts": ["a", "", "c"],
    "sparse": ["a", "b"],
    "flat": [_TIME] * 2,
    "times": [_TIME],
    "choice": {"value": {"text": "chosen"}},
    "inner": {"inner": {"choice": {"number": 1}}},
    "attribute": 7,
}
_MAPPED: dict[str, object] = {
    "byKind": {"one": {"text": "a"}, "other": {"large": 1}},
    "deep": {"a": {"b": _TIME}},
    "sparse": {"a": 0.5},
}

HEADERS = {
    "x-number": "5",
    "x-time": "Thu, 02 Jan 2020 03:04:05 GMT",
    "x-times": "Thu, 02 Jan 2020 03:04:05 GMT, Fri, 03 Jan 2020 03:04:05 GMT",
    "x-epoch": "1577934245",
    "x-dates": "2020-01-02T03:04:05Z, 2020-01-03T03:04:05Z",
    "x-texts": 'a, "b, c", "d\\"e"',
    "x-flags": "true, false",
    "x-double": "1.5",
    "x-decimal": "2.50",
    "x-kind": "two",
    "x-level": "1000",
    "x-json": "eyJhIjogMX0=",
    "x-meta-a": "b",
    "x-wait": "Thu, 02 Jan 2020 03:04:05 GMT",
    "x-amzn-errortype": "Refused",
    "x-amzn-requestid": "1234",
}
"""Headers of responses of the REST protocols."""


class Good(NamedTuple):
    """A response that is as the model says."""

    operation: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def package(protocol: str) -> ModuleType:
    """Returns the package of a protocol."""
    maps = _NO_MAPS if protocol == "ec2Query" else _MAPS
    return inline_package(_MODEL + maps, protocol)


@cache
def good_responses(protocol: str) -> tuple[Good, ...]:
    """Returns good responses of all operations, and one with an error."""
    members, error = _body(protocol), _error_body(protocol)
    headers = dict(HEADERS) if protocol.startswith("rest") else {}
    good = [Good("Act", 200, headers, members), Good("Act", 400, headers, error)]
    if protocol.startswith("rest"):
        good.append(Good("Fetch", 200, {}, _payload(protocol)))
        good.append(Good("Read", 200, {}, b"two"))
    return tuple(good)


def _body(protocol: str) -> bytes:
    if protocol == "awsQuery":
        result = _body("restXml").replace(b"ActInput", b"ActResult")
        return b"<ActResponse>" + result + b"</ActResponse>"
    if protocol == "ec2Query":
        return _body("restXml")
    value = {**_VALUE, "maps": _MAPPED}
    body: bytes = request(package(protocol), "Act", value=value, values=[value]).body
    return body


def _error_body(protocol: str) -> bytes:
    if protocol == "rpcv2Cbor":
        return b"\xbf\x66__type\x67Refused\x67message\x62No" + _body(protocol)[1:]
    if not protocol.endswith(("Xml", "Query")):
        return b'{"__type":"Refused","message":"No",' + _body(protocol)[1:]
    error = b"<Error><Code>Refused</Code><Message>No</Message>"
    error += _inside(_body("restXml")) + b"</Error>"
    if protocol == "ec2Query":
        error = b"<Errors>" + error + b"</Errors>"
    return b"<Response>" + error + b"<RequestId>1234</RequestId></Response>"


def _payload(protocol: str) -> bytes:
    value: bytes = request(package(protocol), "Act", value=_VALUE).body
    if protocol == "restXml":
        return _inside(value)
    return value.removeprefix(b'{"value":').removesuffix(b"}")


def _inside(body: bytes) -> bytes:
    return body[body.index(b">") + 1 : body.rindex(b"</")]
