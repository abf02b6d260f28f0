"""HTTP bindings, in the corners that published cases leave out.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

import gzip
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import md5
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.inline import inline_package, model_of, package_of, request, response

MODEL = """
@restJson1
@restXml
service Service {
    version: "1"
    operations: [Headers, Prefixed, Everything, Query, Labels, Pay, Tokens, Plain]
}

@http(method: "POST", uri: "/headers")
operation Headers {
    input := with [HeaderMembers] {}
    output := with [HeaderMembers] {
        @httpResponseCode
        status: Integer
    }
    errors: [Refused]
}

@mixin
structure HeaderMembers {
    @httpHeader("x-text")
    text: String
    @httpHeader("x-texts")
    texts: Texts
    @httpHeader("x-json")
    json: Json
    @httpHeader("x-jsons")
    jsons: Jsons
    @httpHeader("x-flag")
    flag: Boolean
    @httpHeader("x-numbers")
    numbers: Numbers
    @httpHeader("x-double")
    double: Double
    @httpHeader("x-decimal")
    decimal: BigDecimal
    @httpHeader("x-kind")
    kind: Kind
    @httpHeader("x-kinds")
    kinds: Kinds
    @httpHeader("x-level")
    level: Level
    @httpHeader("x-levels")
    levels: Levels
    @httpHeader("x-time")
    time: Timestamp
    @httpHeader("x-times")
    times: Times
    @httpHeader("x-epoch")
    @timestampFormat("epoch-seconds")
    epoch: Timestamp
    @httpHeader("x-moment")
    moment: Moment
    @httpHeader("x-moments")
    moments: Moments
}

@error("client")
structure Refused {
    @httpHeader("x-reason")
    reason: Kind
    @httpPrefixHeaders("x-why-")
    why: TextMap
    detail: String
}

@http(method: "POST", uri: "/prefixed")
operation Prefixed {
    input := {
        @httpHeader("x-foo")
        foo: String
        @httpPrefixHeaders("x-meta-")
        meta: TextMap
    }
    output := {
        @httpHeader("x-foo")
        foo: String
        @httpPrefixHeaders("X-Meta-")
        meta: TextMap
    }
}

@http(method: "POST", uri: "/everything")
operation Everything {
    input := {
        @httpHeader("hello")
        hello: String
        @httpPrefixHeaders("")
        all: TextMap
    }
    output := {
        @httpHeader("hello")
        hello: String
        @httpPrefixHeaders("")
        all: TextMap
    }
}

@http(method: "GET", uri: "/query?fixed=1&alone")
operation Query {
    input := {
        @httpQuery("name")
        name: String
        @httpQuery("names")
        names: Texts
        @httpQuery("flag")
        flag: Boolean
        @httpQuery("kinds")
        kinds: Kinds
        @httpQuery("levels")
        levels: Levels
        @httpQuery("double")
        double: Double
        @httpQuery("time")
        time: Timestamp
        @httpQuery("date")
        @timestampFormat("http-date")
        date: Timestamp
        @httpQuery("epochs")
        epochs: Epochs
        @httpQueryParams
        others: TextsMap
    }
}

@http(method: "GET", uri: "/labels/{text}/{number}/{flag}/{double}/{time}/{at}/{rest+}")
operation Labels {
    input := {
        @required
        @httpLabel
        text: String
        @required
        @httpLabel
        number: Integer
        @required
        @httpLabel
        flag: Boolean
        @required
        @httpLabel
        double: Double
        @required
        @httpLabel
        time: Timestamp
        @required
        @httpLabel
        @timestampFormat("epoch-seconds")
        at: Timestamp
        @required
        @httpLabel
        rest: String
    }
}

@httpChecksumRequired
@requestCompression(encodings: ["gzip"])
@http(method: "POST", uri: "/pay")
operation Pay {
    input := {
        @httpHeader("Content-Encoding")
        encoding: String
        @httpHeader("Content-MD5")
        md5: String
        @httpPayload
        data: Blob
    }
}

@http(method: "POST", uri: "/tokens")
operation Tokens {
    input := {
        @httpQuery("token")
        @idempotencyToken
        token: String
    }
}

@http(method: "DELETE", uri: "/plain")
operation Plain {
    input := {}
    output := {}
}

@mediaType("application/json")
string Json
enum Kind {
    ONE = "one"
    TWO = "two"
}
intEnum Level {
    LOW = 1
    HIGH = 2
}
@timestampFormat("date-time")
timestamp Moment
@timestampFormat("epoch-seconds")
timestamp Epoch
list Texts { member: String }
list Jsons { member: Json }
list Numbers { member: Long }
list Kinds { member: Kind }
list Levels { member: Level }
list Times { member: Timestamp }
list Moments { member: Moment }
list Epochs { member: Epoch }
map TextMap { key: String, value: String }
map TextsMap { key: String, value: Texts }
"""
PROTOCOLS = ("restJson1", "restXml")
TIME = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
HEADERS: list[tuple[str, object, str]] = [
    ("text", "a, b", "a, b"),
    ("text", "", ""),
    ("texts", ["a", "b, c", 'd"e', "f"], 'a, "b, c", "d\\"e", f'),
    ("texts", ["\\", '\\"'], '\\, "\\\\\\""'),
    ("json", '{"a": 1}', "eyJhIjogMX0="),
    ("jsons", ["[1, 2]", "{}"], "WzEsIDJd, e30="),
    ("flag", False, "false"),
    ("numbers", [1, -(2**62)], "1, -4611686018427387904"),
    ("double", float("-inf"), "-Infinity"),
    ("kind", "two", "two"),
    ("kind", "unheard of", "unheard of"),
    ("kinds", ["one", "two"], "one, two"),
    ("kinds", ["one", "of tomorrow, perhaps"], 'one, "of tomorrow, perhaps"'),
    ("level", 2, "2"),
    ("levels", [1, 2, 7], "1, 2, 7"),
    ("time", TIME, "Thu, 02 Jan 2020 03:04:05 GMT"),
    ("times", [TIME] * 2, ", ".join(["Thu, 02 Jan 2020 03:04:05 GMT"] * 2)),
    ("epoch", TIME, "1577934245"),
    ("moment", TIME, "2020-01-02T03:04:05Z"),
    ("moments", [TIME] * 2, "2020-01-02T03:04:05Z, 2020-01-02T03:04:05Z"),
]


def package(protocol: str) -> ModuleType:
    return inline_package(MODEL, protocol)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(("member", "value", "text"), HEADERS)
def test_headers_are_written_and_read(
    protocol: str, member: str, value: object, text: str
) -> None:
    sent = request(package(protocol), "Headers", **{member: value})
    assert sent.headers == {f"x-{member}": text}
    output = response(package(protocol), "Headers", headers={f"X-{member}": text})
    assert output.to_dict() == {member: value, "status": 200}


@pytest.mark.parametrize(
    ("member", "text", "value"),
    [
        ("texts", 'a,b , "c" ,d', ["a", "b", "c", "d"]),
        ("texts", '"a\\\\b","c', ["a\\b", '"c']),
        ("time", "Thu, 02 Jan 2020 03:04:05.678 GMT", TIME.replace(microsecond=678000)),
        ("epoch", "1577934245.678", TIME.replace(microsecond=678000)),
        ("moment", "2020-01-02T04:04:05+01:00", TIME),
        ("flag", "True", True),
    ],
)
def test_other_forms_of_a_header_are_read(
    member: str, text: str, value: object
) -> None:
    output = response(package("restJson1"), "Headers", headers={f"x-{member}": text})
    assert output.to_dict()[member] == value


@pytest.mark.parametrize("text", ["noon", "Thu, 02 Jan 2020 03:04:05.x GMT", "1.5 s"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(package("restJson1").ResponseError, match="x-time"):
        response(package("restJson1"), "Headers", headers={"x-time": text})


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_body_is_left_out_with_its_type_where_all_is_in_headers(
    protocol: str,
) -> None:
    for operation in ("Headers", "Prefixed", "Plain"):
        sent = request(package(protocol), operation)
        assert (sent.body, sent.headers) == (b"", {})


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_prefixed_headers_leave_out_their_prefix(protocol: str) -> None:
    sent = request(package(protocol), "Prefixed", foo="a", meta={"B": "c", "": "d"})
    assert sent.headers == {"x-foo": "a", "x-meta-B": "c", "x-meta-": "d"}
    output = response(
        package(protocol), "Prefixed", headers={"X-Foo": "a", "x-meta-b": "c"}
    )
    assert output.to_dict() == {"foo": "a", "meta": {"b": "c"}}
    assert response(package(protocol), "Prefixed").to_dict() == {"meta": {}}


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("name", ["hello", "Hello"])
def test_a_member_with_a_header_counts_before_the_map_of_all(
    protocol: str, name: str
) -> None:
    sent = request(
        package(protocol), "Everything", hello="a", all={name: "b", "x-foo": "c"}
    )
    assert {key.lower(): text for key, text in sent.headers.items()} == {
        "hello": "a",
        "x-foo": "c",
    }
    headers = {"hello": "a", "x-foo": "c"}
    output = response(package(protocol), "Everything", headers=headers)
    assert output.to_dict() == {"hello": "a", "all": headers}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_map_of_all_headers_may_name_one_that_no_member_sets(protocol: str) -> None:
    sent = request(package(protocol), "Everything", all={"Hello": "b", "x-foo": "c"})
    assert sent.headers == {"Hello": "b", "x-foo": "c"}


def test_error_members_are_read_from_headers_and_body() -> None:
    with pytest.raises(package("restJson1").Refused) as raised:
        response(
            package("restJson1"),
            "Headers",
            b'{"detail": "d"}',
            400,
            {"X-Amzn-Errortype": "Refused", "X-Reason": "two", "X-Why-A": "b"},
        )
    error = raised.value
    assert (error.reason, error.why, error.detail) == ("two", {"A": "b"}, "d")


def test_a_query_holds_what_is_fixed_and_what_members_say() -> None:
    sent = request(
        package("restJson1"),
        "Query",
        name="a&b=c d/é~",
        names=["x", "", "x"],
        flag=True,
        kinds=["one"],
        levels=[2],
        double=float("nan"),
        time=TIME,
        date=TIME,
        epochs=[TIME],
        others={"name": ["lost"], "fixed": ["lost"], "more": ["1", "2"], "é": [""]},
    )
    assert sent.target == (
        "/query?fixed=1&alone&name=a%26b%3Dc%20d%2F%C3%A9~&names=x&names=&names=x"
        "&flag=true&kinds=one&levels=2&double=NaN&time=2020-01-02T03%3A04%3A05Z"
        "&date=Thu%2C%2002%20Jan%202020%2003%3A04%3A05%20GMT&epochs=1577934245"
        "&more=1&more=2&%C3%A9="
    )
    assert request(package("restJson1"), "Query", names=[], others={}).target == (
        "/query?fixed=1&alone"
    )


def test_a_map_of_parameters_may_name_one_that_no_member_sets() -> None:
    sent = request(
        package("restJson1"), "Query", others={"name": ["a", "b"], "fixed": ["lost"]}
    )
    assert sent.target == "/query?fixed=1&alone&name=a&name=b"


def test_labels_are_encoded_and_a_greedy_one_keeps_its_slashes() -> None:
    sent = request(
        package("restJson1"),
        "Labels",
        text="a/b ?%é",
        number=0,
        flag=False,
        double=1e20,
        time=TIME,
        at=TIME,
        rest="a//b/.../c d",
    )
    assert sent.path == (
        "/labels/a%2Fb%20%3F%25%C3%A9/0/false/1e%2B20/2020-01-02T03%3A04%3A05Z"
        "/1577934245/a//b/.../c%20d"
    )


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_checksum_is_of_what_is_sent(protocol: str) -> None:
    small = request(package(protocol), "Pay", data=b"x" * 10239)
    assert small.body == b"x" * 10239
    assert small.headers["Content-MD5"] == _md5(small.body)
    large = request(package(protocol), "Pay", data=b"x" * 10240, encoding="custom")
    assert gzip.decompress(large.body) == b"x" * 10240
    assert large.headers["Content-Encoding"] == "custom, gzip"
    assert large.headers["Content-MD5"] == _md5(large.body)
    given = request(package(protocol), "Pay", data=b"x", md5="given")
    assert given.headers["Content-MD5"] == "given"


def _md5(data: bytes) -> str:
    return b64encode(md5(data, usedforsecurity=False).digest()).decode()


def test_the_size_from_which_bodies_are_compressed_can_be_chosen() -> None:
    pay = package("restJson1").PayInput(data=b"")
    config = package("restJson1").Config(compress_from_bytes=0)
    assert gzip.decompress(pay.make_operation(config).request.body) == b""


@pytest.mark.parametrize("size", [-1, 10485761])
def test_a_size_beyond_all_measure_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="compress_from_bytes"):
        package("restJson1").Config(compress_from_bytes=size)


def test_bodies_may_be_left_as_they_are() -> None:
    pay = package("restJson1").PayInput(data=b"x" * 20_000)
    config = package("restJson1").Config(compress=False)
    sent = pay.make_operation(config).request
    assert sent.body == b"x" * 20_000
    assert "Content-Encoding" not in sent.headers


@pytest.mark.parametrize(
    ("encodings", "is_compressed"),
    [('"gzip"', True), ('"br", "GZIP"', True), ('"br"', False)],
)
def test_a_body_is_compressed_as_the_service_can_read_it(
    tmp_path: Path, encodings: str, is_compressed: bool
) -> None:
    model = model_of(MODEL.replace('encodings: ["gzip"]', f"encodings: [{encodings}]"))
    sent = request(package_of(model, tmp_path), "Pay", data=b"x" * 20_000)
    assert sent.headers.get("Content-Encoding") == ("gzip" if is_compressed else None)


def test_a_token_in_the_query_is_made_up() -> None:
    assert request(package("restJson1"), "Tokens").target == "/tokens?token=token"
    sent = request(package("restJson1"), "Tokens", token="given")
    assert sent.target == "/tokens?token=given"
