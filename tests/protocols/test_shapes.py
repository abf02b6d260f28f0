"""Shapes on the wire, in the corners that published cases leave out.

Unions, maps and lists of all kinds, written by one protocol after the other and read
again. The expected texts follow from the protocols' specifications.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import ModuleType
from urllib.parse import parse_qsl

import cbor2
import pytest

from tests.support.inline import inline_package, request, response

MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
service Service { version: "1", operations: [Act, Empty, Nothing] }

@http(method: "POST", uri: "/act")
operation Act {
    input := with [Members] {}
    output := with [Members] {}
}

@http(method: "POST", uri: "/empty")
operation Empty {
    input := {}
    output := {}
}

@http(method: "POST", uri: "/nothing")
operation Nothing {}

@mixin
structure Members {
    choice: Choice
    choices: Choices
    @xmlFlattened
    @xmlName("C")
    flat: Choices
    named: NamedList
    nested: NestedList
    empty: Choices
    inner: Inner
    token: String
    %s
}

@xmlName("ignored")
structure Inner {
    @jsonName("j")
    @xmlName("x")
    text: String
    inner: Inner
}

union Choice {
    @jsonName("t")
    @xmlName("T")
    text: String
    number: Integer
    inner: Inner
    unit: Unit
    list: NamedList
    @timestampFormat("http-date")
    date: Timestamp
    time: Timestamp
    blob: Blob
}

list Choices { member: Choice }

list NamedList {
    @xmlName("Item")
    @timestampFormat("date-time")
    member: Timestamp
}

list NestedList { member: NamedNumbers }

list NamedNumbers {
    @xmlName("n")
    member: Integer
}

enum Kind {
    ONE = "one"
    TWO = "two"
}
%s
"""
MEMBERS = """
    byKind: ByKind
    deep: Deep
    times: Times
    @xmlFlattened
    @xmlName("F")
    flatMap: FlatMap
    choiceMap: ChoiceMap
    sparse: SparseMap
    listMap: ListMap
"""
MAPS = """
map ByKind { key: Kind, value: Inner }
map Deep { key: String, value: ByKind }
map Times {
    key: String
    @timestampFormat("http-date")
    value: Timestamp
}
map FlatMap {
    @xmlName("K")
    key: String
    @xmlName("V")
    value: Integer
}
map ChoiceMap { key: String, value: Choice }
@sparse
map SparseMap { key: String, value: Integer }
map ListMap { key: String, value: NamedNumbers }
"""
TIME = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
DATE = "Thu, 02 Jan 2020 03:04:05 GMT"
MOMENT = "2020-01-02T03:04:05Z"


def package(protocol: str) -> ModuleType:
    # ec2Query has no maps in requests.
    maps = ("", "") if protocol == "ec2Query" else (MEMBERS, MAPS)
    return inline_package(MODEL % maps, protocol)


# Members of the input, the JSON of restJson1, the XML, the form, and what is read.
CASES: dict[str, tuple[dict[str, object], object, str, list[tuple[str, str]]]] = {
    "a variant with another name": (
        {"choice": {"text": "a"}},
        {"choice": {"t": "a"}},
        "<choice><T>a</T></choice>",
        [("choice.T", "a")],
    ),
    "an empty variant": (
        {"choice": {"text": ""}},
        {"choice": {"t": ""}},
        "<choice><T></T></choice>",
        [("choice.T", "")],
    ),
    "a variant that is a structure": (
        {"choice": {"inner": {"text": "a", "inner": {"text": "b"}}}},
        {"choice": {"inner": {"j": "a", "inner": {"j": "b"}}}},
        "<choice><inner><x>a</x><inner><x>b</x></inner></inner></choice>",
        [("choice.inner.x", "a"), ("choice.inner.inner.x", "b")],
    ),
    "a variant that is a list": (
        {"choice": {"list": [TIME]}},
        {"choice": {"list": [MOMENT]}},
        f"<choice><list><Item>{MOMENT}</Item></list></choice>",
        [("choice.list.Item.1", MOMENT)],
    ),
    "a variant with a format": (
        {"choice": {"date": TIME}},
        {"choice": {"date": DATE}},
        f"<choice><date>{DATE}</date></choice>",
        [("choice.date", DATE)],
    ),
    "a variant without a format": (
        {"choice": {"time": TIME}},
        {"choice": {"time": 1577934245}},
        f"<choice><time>{MOMENT}</time></choice>",
        [("choice.time", MOMENT)],
    ),
    "a variant that is a blob": (
        {"choice": {"blob": b"\xfb\xff"}},
        {"choice": {"blob": "+/8="}},
        "<choice><blob>+/8=</blob></choice>",
        [("choice.blob", "+/8=")],
    ),
    "a list of unions": (
        {"choices": [{"text": "a"}, {"number": 0}]},
        {"choices": [{"t": "a"}, {"number": 0}]},
        "<choices><member><T>a</T></member><member><number>0</number></member>"
        "</choices>",
        [("choices.member.1.T", "a"), ("choices.member.2.number", "0")],
    ),
    "a flattened list of unions": (
        {"flat": [{"text": "a"}, {"number": 0}]},
        {"flat": [{"t": "a"}, {"number": 0}]},
        "<C><T>a</T></C><C><number>0</number></C>",
        [("C.1.T", "a"), ("C.2.number", "0")],
    ),
    "a list in a list": (
        {"nested": [[1, 2], [], [3]]},
        {"nested": [[1, 2], [], [3]]},
        "<nested><member><n>1</n><n>2</n></member><member></member>"
        "<member><n>3</n></member></nested>",
        [
            ("nested.member.1.n.1", "1"),
            ("nested.member.1.n.2", "2"),
            ("nested.member.2", ""),
            ("nested.member.3.n.1", "3"),
        ],
    ),
    "a variant without a value": (
        {"choices": [{"unit": {}}]},
        {"choices": [{"unit": {}}]},
        "<choices><member><unit></unit></member></choices>",
        [],
    ),
    "an empty list": (
        {"empty": []},
        {"empty": []},
        "<empty></empty>",
        [("empty", "")],
    ),
    "a map with keys of an enum": (
        {"byKind": {"two": {"text": "a"}, "unheard of": {"text": "b"}}},
        {"byKind": {"two": {"j": "a"}, "unheard of": {"j": "b"}}},
        "<byKind><entry><key>two</key><value><x>a</x></value></entry>"
        "<entry><key>unheard of</key><value><x>b</x></value></entry></byKind>",
        [
            ("byKind.entry.1.key", "two"),
            ("byKind.entry.1.value.x", "a"),
            ("byKind.entry.2.key", "unheard of"),
            ("byKind.entry.2.value.x", "b"),
        ],
    ),
    "a map in a map": (
        {"deep": {"é<": {"one": {"text": "a"}}}},
        {"deep": {"é<": {"one": {"j": "a"}}}},
        "<deep><entry><key>é&lt;</key><value><entry><key>one</key><value><x>a</x>"
        "</value></entry></value></entry></deep>",
        [
            ("deep.entry.1.key", "é<"),
            ("deep.entry.1.value.entry.1.key", "one"),
            ("deep.entry.1.value.entry.1.value.x", "a"),
        ],
    ),
    "timestamps in a map": (
        {"times": {"a": TIME}},
        {"times": {"a": DATE}},
        f"<times><entry><key>a</key><value>{DATE}</value></entry></times>",
        [("times.entry.1.key", "a"), ("times.entry.1.value", DATE)],
    ),
    "a flattened map with names of its own": (
        {"flatMap": {"a": 1, "b": 2}},
        {"flatMap": {"a": 1, "b": 2}},
        "<F><K>a</K><V>1</V></F><F><K>b</K><V>2</V></F>",
        [("F.1.K", "a"), ("F.1.V", "1"), ("F.2.K", "b"), ("F.2.V", "2")],
    ),
    "a map of unions": (
        {"choiceMap": {"a": {"text": "b"}}},
        {"choiceMap": {"a": {"t": "b"}}},
        "<choiceMap><entry><key>a</key><value><T>b</T></value></entry></choiceMap>",
        [("choiceMap.entry.1.key", "a"), ("choiceMap.entry.1.value.T", "b")],
    ),
    "a map of lists": (
        {"listMap": {"a": [1, 2]}},
        {"listMap": {"a": [1, 2]}},
        "<listMap><entry><key>a</key><value><n>1</n><n>2</n></value></entry></listMap>",
        [
            ("listMap.entry.1.key", "a"),
            ("listMap.entry.1.value.n.1", "1"),
            ("listMap.entry.1.value.n.2", "2"),
        ],
    ),
}
_RENAMED = {"j": "text", "t": "text"}


def _by_member_names(value: object) -> object:
    """Returns JSON without jsonName, for the protocols that ignore it."""
    if isinstance(value, dict):
        entries = value.items()
        return {_RENAMED.get(key, key): _by_member_names(item) for key, item in entries}
    return [_by_member_names(i) for i in value] if isinstance(value, list) else value


@pytest.mark.parametrize("protocol", ["restJson1", "awsJson1_0", "awsJson1_1"])
@pytest.mark.parametrize("case", CASES)
def test_shapes_are_written_to_json_and_read_back(protocol: str, case: str) -> None:
    members, wire, _, _ = CASES[case]
    expected = wire if protocol == "restJson1" else _by_member_names(wire)
    assert json.loads(request(package(protocol), "Act", **members).body) == expected
    output = response(package(protocol), "Act", json.dumps(expected))
    assert output.to_dict() == members


@pytest.mark.parametrize("case", CASES)
def test_rpc_sends_and_reads_json(case: str) -> None:
    members, _, _, _ = CASES[case]
    body = request(package("rpcv2Json"), "Act", **members).body
    assert DATE.encode() not in body
    assert MOMENT.encode() not in body
    assert response(package("rpcv2Json"), "Act", body).to_dict() == members


@pytest.mark.parametrize("case", CASES)
def test_rpc_sends_and_reads_cbor(case: str) -> None:
    members, _, _, _ = CASES[case]
    body = request(package("rpcv2Cbor"), "Act", **members).body
    assert cbor2.loads(body) == members
    assert response(package("rpcv2Cbor"), "Act", body).to_dict() == members


@pytest.mark.parametrize("case", CASES)
def test_shapes_are_written_to_xml_and_read_back(case: str) -> None:
    members, _, wire, _ = CASES[case]
    body = request(package("restXml"), "Act", **members).body.decode()
    assert body == f"<ActInput>{wire}</ActInput>"
    output = response(package("restXml"), "Act", f"<ActOutput>{wire}</ActOutput>")
    assert output.to_dict() == members


@pytest.mark.parametrize("case", CASES)
def test_query_protocols_read_xml(case: str) -> None:
    members, _, wire, _ = CASES[case]
    body = f"<ActResponse><ActResult>{wire}</ActResult></ActResponse>"
    assert response(package("awsQuery"), "Act", body).to_dict() == members


@pytest.mark.parametrize("case", CASES)
def test_shapes_are_written_to_forms(case: str) -> None:
    members, _, _, form = CASES[case]
    body = request(package("awsQuery"), "Act", **members).body.decode()
    fields = parse_qsl(body, keep_blank_values=True, strict_parsing=True)
    assert fields == [("Action", "Act"), ("Version", "1"), *form]


@pytest.mark.parametrize(
    ("members", "form"),
    [
        ({"choice": {"text": "a"}}, [("Choice.T", "a")]),
        ({"choice": {"number": 1}}, [("Choice.Number", "1")]),
        ({"choice": {"inner": {"text": "a"}}}, [("Choice.Inner.X", "a")]),
        ({"flat": [{"text": "a"}]}, [("C.1.T", "a")]),
        ({"named": [TIME]}, [("Named.1", MOMENT)]),
        ({"nested": [[1], [2]]}, [("Nested.1.1", "1"), ("Nested.2.1", "2")]),
        ({"empty": []}, []),
    ],
)
def test_ec2_gets_forms(
    members: dict[str, object], form: list[tuple[str, str]]
) -> None:
    body = request(package("ec2Query"), "Act", **members).body.decode()
    fields = parse_qsl(body, keep_blank_values=True, strict_parsing=True)
    assert fields == [("Action", "Act"), ("Version", "1"), *form]


@pytest.mark.parametrize("protocol", ["restJson1", "awsJson1_0", "rpcv2Json"])
def test_a_sparse_map_keeps_its_nulls_in_json(protocol: str) -> None:
    members = {"sparse": {"a": None, "b": 0}}
    body = request(package(protocol), "Act", **members).body
    assert json.loads(body) == members
    assert response(package(protocol), "Act", body).to_dict() == members


@pytest.mark.parametrize("protocol", ["restJson1", "awsJson1_1", "rpcv2Json"])
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"nested": null, "token": null}', {}),
        ('{"nested": [null, [1, null]]}', {"nested": [[1]]}),
        ('{"byKind": {"one": null, "two": {}}}', {"byKind": {"two": {}}}),
        (
            '{"choices": [null, {"number": 1, "text": null}]}',
            {"choices": [{"number": 1}]},
        ),
        ('{"choice": {"number": 1, "__type": "Choice"}}', {"choice": {"number": 1}}),
        ('{"unheard": {"of": [1]}, "token": "a"}', {"token": "a"}),
        ('{"token": "a", "token": "b"}', {"token": "b"}),
        (' \n{ "token" : "a" } \t', {"token": "a"}),
    ],
)
def test_readers_of_json_take_no_offence(
    protocol: str, body: str, expected: dict[str, object]
) -> None:
    assert response(package(protocol), "Act", body).to_dict() == expected


@pytest.mark.parametrize(
    ("operation", "protocol", "body", "content_type"),
    [
        ("Empty", "awsJson1_0", b"{}", "application/x-amz-json-1.0"),
        ("Nothing", "awsJson1_0", b"{}", "application/x-amz-json-1.0"),
        ("Empty", "awsJson1_1", b"{}", "application/x-amz-json-1.1"),
        ("Nothing", "awsJson1_1", b"{}", "application/x-amz-json-1.1"),
        ("Empty", "restJson1", b"", None),
        ("Nothing", "restJson1", b"", None),
        ("Act", "restJson1", b"{}", "application/json"),
        ("Empty", "restXml", b"", None),
        ("Act", "restXml", b"<ActInput></ActInput>", "application/xml"),
        ("Empty", "rpcv2Cbor", b"\xbf\xff", "application/cbor"),
        ("Nothing", "rpcv2Cbor", b"", None),
        ("Empty", "rpcv2Json", b"{}", "application/json"),
        ("Nothing", "rpcv2Json", b"", None),
        (
            "Nothing",
            "awsQuery",
            b"Action=Nothing&Version=1",
            "application/x-www-form-urlencoded",
        ),
        (
            "Empty",
            "ec2Query",
            b"Action=Empty&Version=1",
            "application/x-www-form-urlencoded",
        ),
    ],
)
def test_a_request_without_members(
    operation: str, protocol: str, body: bytes, content_type: str | None
) -> None:
    sent = request(package(protocol), operation)
    assert (sent.body, sent.headers.get("Content-Type")) == (body, content_type)


@pytest.mark.parametrize(
    ("protocol", "bodies"),
    [
        ("restJson1", [b"", b"{}", b"{ }", b"null"]),
        ("awsJson1_0", [b"", b"{}"]),
        ("awsJson1_1", [b"", b"{}", b'{"unheard": 1}']),
        ("rpcv2Json", [b"", b"{}"]),
        ("rpcv2Cbor", [b"", b"\xa0", b"\xbf\xff"]),
        ("restXml", [b"<A/>", b'<?xml version="1.0"?>\n<A></A>']),
        ("awsQuery", [b"<A/>", b"<ActResponse><ActResult/></ActResponse>"]),
        ("ec2Query", [b"<A/>", b"<A><requestId>1</requestId></A>"]),
    ],
)
def test_a_response_without_members(protocol: str, bodies: list[bytes]) -> None:
    for body in bodies:
        for operation in ("Act", "Empty", "Nothing"):
            assert response(package(protocol), operation, body).to_dict() == {}


@pytest.mark.parametrize("protocol", ["restXml", "awsQuery", "ec2Query"])
@pytest.mark.parametrize("body", [b"", b" \r\n", b"\xef\xbb\xbf"])
def test_xml_that_is_not_there_is_no_response(protocol: str, body: bytes) -> None:
    made = package(protocol)
    for operation in ("Empty", "Nothing"):
        assert response(made, operation, body).to_dict() == {}
    with pytest.raises(made.ResponseError, match="empty body"):
        response(made, "Act", body)


@pytest.mark.parametrize("protocol", ["awsJson1_0", "awsJson1_1"])
def test_a_target_names_service_and_operation(protocol: str) -> None:
    sent = request(package(protocol), "Act")
    assert (sent.method, sent.target) == ("POST", "/")
    assert sent.headers["X-Amz-Target"] == "Service.Act"


@pytest.mark.parametrize(
    "body",
    [
        "<ActOutput><!-- a --><token>a<!-- b --></token><?c d?></ActOutput>",
        "<ActOutput><token><![CDATA[a]]></token></ActOutput>",
        "<ActOutput>\n  <token>a</token>\n  <unheard><of/></unheard>\n</ActOutput>",
        '<A:ActOutput xmlns:A="a"><A:token>a</A:token></A:ActOutput>',
        '<ActOutput xmlns="a" token="b"><token xmlns="c">a</token></ActOutput>',
        "<anything><token>&#97;</token></anything>",
        '<?xml version="1.0" standalone="yes"?>\n<a><token>a</token></a>',
    ],
)
def test_readers_of_xml_take_no_offence(body: str) -> None:
    assert response(package("restXml"), "Act", body).to_dict() == {"token": "a"}
    assert response(package("ec2Query"), "Act", body).to_dict() == {"token": "a"}


def test_xml_keeps_the_space_in_a_text() -> None:
    body = "<A><token> a \n b </token></A>"
    assert response(package("restXml"), "Act", body).token == " a \n b "


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xbf\x65token\x7f\x61a\x62bc\xff\xff", {"token": "abc"}),
        (b"\xbf\x65token\x7f\xff\xff", {"token": ""}),
        (
            b"\xa1\x66choice\xbf\x64blob\x5f\x41\x00\x41\xff\xff\xff",
            {"blob": b"\x00\xff"},
        ),
        (b"\xa1\x66nested\x9f\x9f\x01\xff\xff", {"nested": [[1]]}),
        (b"\xbf\x66byKind\xbf\x63one\xbf\xff\xff\xff", {"byKind": {"one": {}}}),
        (b"\xa1\x66choice\xa2\x64text\xf6\x66number\x01", {"choice": {"number": 1}}),
        (
            b"\xa1\x66choice\xa1\x64time\x01",
            {"choice": {"time": datetime.fromtimestamp(1, UTC)}},
        ),
        (b"\xa1\x66nested\x81\x81\xf9\x3c\x00", {"nested": [[1]]}),
        (b"\xd9\xd9\xf7\xa1\x65token\xd8\x63\x61a", {"token": "a"}),
        (b"\xa2\x65token\x61a\x65token\x61b", {"token": "b"}),
    ],
)
def test_readers_of_cbor_take_no_offence(
    data: bytes, expected: dict[str, object]
) -> None:
    if "blob" in expected:
        expected = {"choice": expected}
    assert response(package("rpcv2Cbor"), "Act", data).to_dict() == expected


BIG = """
@restXml @awsQuery @ec2Query @rpcv2Json
service Service { version: "1", operations: [Act] }

@http(method: "POST", uri: "/act")
operation Act {
    input := {}
    output := {
        whole: BigInteger
        exact: BigDecimal
    }
}
"""


def package_of_big_numbers(protocol: str) -> ModuleType:
    return inline_package(BIG, protocol)


def read_number(protocol: str, member: str, text: str) -> object:
    body = f"<A><{member}>{text}</{member}></A>"
    if protocol == "awsQuery":
        body = f"<R>{body.replace('A>', 'ActResult>')}</R>"
    elif protocol == "rpcv2Json":
        body = json.dumps({member: text})
    return getattr(response(package_of_big_numbers(protocol), "Act", body), member)


@pytest.mark.parametrize("protocol", ["restXml", "awsQuery", "ec2Query", "rpcv2Json"])
@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("7", 7), ("-0", 0), ("+7", 7), (" 7 ", 7), ("007", 7), ("1e3", 1000)),
        *(("1E+40", 10**40), ("-1.5e21", -15 * 10**20), ("1" * 60, int("1" * 60))),
        *(("123456789012345678901e2", 12345678901234567890100), ("1.50e1", 15)),
        ("1e4299", 10**4299),
    ],
)
def test_big_numbers_may_have_exponents(protocol: str, text: str, number: int) -> None:
    assert read_number(protocol, "whole", text) == number
    if text.strip("+ ") == text:
        assert read_number(protocol, "exact", text) == number


@pytest.mark.parametrize("protocol", ["restXml", "rpcv2Json"])
@pytest.mark.parametrize(
    "text", ["1.5", "1e-1", "1e4300", "1e999999999999", "NaN", "Infinity", "one", "1e"]
)
def test_what_is_no_whole_number_of_use_is_refused(protocol: str, text: str) -> None:
    with pytest.raises(package_of_big_numbers(protocol).ResponseError):
        read_number(protocol, "whole", text)
