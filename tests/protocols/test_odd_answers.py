"""Answers that are not quite what the model says, as real services send them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType
from typing import Any

import cbor2
import pytest

from smithwright.settings import PackageSettings
from tests.support.inline import ALL_PROTOCOLS, model_of, package_of, response
from tests.support.packages import generated_package

MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
service Store { version: "1", operations: [Act, Head, Show, List] }

@http(method: "POST", uri: "/act")
operation Act { output := { value: Value, text: String }, errors: [Refused] }

@http(method: "POST", uri: "/head")
operation Head {
    output := {
        @httpHeader("x-texts") texts: Texts
        @httpHeader("x-numbers") numbers: Numbers
        @httpHeader("x-flags") flags: Flags
        @httpHeader("x-kinds") kinds: Kinds
        @httpHeader("x-number") number: Integer
        @httpHeader("x-double") double: Double
        @httpHeader("x-decimal") decimal: BigDecimal
        @httpHeader("x-flag") flag: Boolean
        @httpHeader("x-time") time: Timestamp
        @httpHeader("x-level") level: Level
    }
}
@http(method: "POST", uri: "/show")
operation Show { output := { @httpPayload value: Value } }
@http(method: "POST", uri: "/list")
operation List { output := { @httpPayload texts: Numbers } }

@error("client")
structure Refused { message: String, wait: Integer }

structure Value {
    text: String
    number: Integer
    large: Long
    whole: BigInteger
    exact: BigDecimal
    double: Double
    single: Float
    flag: Boolean
    time: Timestamp
    @timestampFormat("http-date") date: Timestamp
    data: Blob
    kind: Kind
    level: Level
    numbers: Numbers
    times: Times
    inner: Value
}
enum Kind {
    ONE = "one"
}
intEnum Level {
    LOW = 1
}
list Texts { member: String }
list Numbers { member: Integer }
list Flags { member: Boolean }
list Kinds { member: Kind }
list Times { member: Timestamp }
"""
XML = ("restXml", "awsQuery", "ec2Query")
JSON = ("restJson1", "awsJson1_0", "awsJson1_1", "rpcv2Json")
SIMPLE = {
    "number": ("-5", -5),
    "large": ("9007199254740993", 2**53 + 1),
    "whole": ("1" * 40, int("1" * 40)),
    "exact": ("2.50", Decimal("2.50")),
    "double": ("1.5", 1.5),
    "single": ("NaN", None),
    "flag": ("true", True),
    "time": ("2020-01-02T03:04:05Z", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
    "date": (
        "Thu, 02 Jan 2020 03:04:05 GMT",
        datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
    ),
    "data": ("YWJj", b"abc"),
    "kind": ("one", "one"),
    "level": ("1", 1),
}
BEFORE = ["", "\n", " \r\n\t\n", "\ufeff", "\ufeff\n", "\n\ufeff"]
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'


@cache
def package(protocol: str) -> ModuleType:
    return package_of(model_of(MODEL), Path(mkdtemp()), protocol)


def enveloped(protocol: str, inner: str, operation: str = "Act") -> str:
    """Returns the XML of an output with these elements in it."""
    if protocol == "awsQuery":
        inner = f"<{operation}Result>{inner}</{operation}Result>"
    return f"<A>{inner}</A>"


# Any: what a generated package returns has no static type here.
def value_of(protocol: str, members: str) -> Any:
    body = enveloped(protocol, f"<value>{members}</value><text>after</text>")
    output = response(package(protocol), "Act", body)
    assert output.text == "after"
    return output.value


@pytest.mark.parametrize("protocol", XML)
@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("declared", ["", DECLARED])
def test_something_may_stand_before_a_document(
    protocol: str, before: str, declared: str
) -> None:
    made = package(protocol)
    body = before + declared + enveloped(protocol, "<text>a</text>")
    assert response(made, "Act", body).text == "a"
    body = f"{before}{declared}<Error><Code>Refused</Code><wait>3</wait></Error>"
    with pytest.raises(made.Refused) as found:
        response(made, "Act", body, 400)
    assert found.value.wait == 3


@pytest.mark.parametrize("protocol", XML)
@pytest.mark.parametrize("member", SIMPLE)
@pytest.mark.parametrize("space", [" {} ", "\n      {}\n    ", "\t{}"])
def test_white_space_may_stand_around_a_value(
    protocol: str, member: str, space: str
) -> None:
    text, expected = SIMPLE[member]
    found = getattr(
        value_of(protocol, f"<{member}>{space.format(text)}</{member}>"), member
    )
    assert found == expected or (expected is None and found != found)


@pytest.mark.parametrize("protocol", XML)
def test_a_text_keeps_its_white_space(protocol: str) -> None:
    assert (
        value_of(protocol, "<text> a\n b </text><number> 1 </number>").text == " a\n b "
    )


@pytest.mark.parametrize("protocol", XML)
@pytest.mark.parametrize("member", [m for m in SIMPLE if m not in ("data", "kind")])
@pytest.mark.parametrize("empty", ["<{0}/>", "<{0}></{0}>", "<{0}>\n  </{0}>"])
def test_an_empty_element_of_no_text_is_null(
    protocol: str, member: str, empty: str
) -> None:
    made = value_of(protocol, empty.format(member) + "<kind>one</kind>")
    assert getattr(made, member) is None
    assert made.kind == "one"


@pytest.mark.parametrize("protocol", XML)
def test_empty_items_of_no_text_are_left_out(protocol: str) -> None:
    item = "item" if protocol == "ec2Query" else "member"
    numbers = f"<numbers><{item}/><{item}> 1 </{item}><{item}>\n</{item}></numbers>"
    times = f"<times><{item}>2020-01-02T03:04:05</{item}><{item}/></times>"
    made = value_of(protocol, numbers + times)
    assert made.numbers == (1,)
    assert made.times == (datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),)


@pytest.mark.parametrize("protocol", XML)
def test_an_error_may_have_white_space_everywhere(protocol: str) -> None:
    body = """
        <ErrorResponse>
            <Error>
                <Code>
                    Refused
                </Code>
                <Message>
                    No.
                </Message>
                <wait> 3 </wait>
            </Error>
            <RequestId>
                r-1
            </RequestId>
        </ErrorResponse>
    """
    made = package(protocol)
    with pytest.raises(made.Refused) as found:
        response(made, "Act", body, 400)
    error = found.value
    assert (error.code, error.message, error.request_id) == ("Refused", "No.", "r-1")
    assert error.wait == 3


CONTROLS = [*range(1, 9), 0xB, 0xC, *range(0xE, 0x20)]


@pytest.mark.parametrize("protocol", XML)
@pytest.mark.parametrize("code", CONTROLS)
def test_controls_that_xml_cannot_hold_are_read(protocol: str, code: int) -> None:
    for written in (f"&#x{code:x};", f"&#{code};", f"&#x000{code:X};", chr(code)):
        made = value_of(protocol, f"<text>a{written}b&#9;&lt;é</text>")
        assert made.text == f"a{chr(code)}b\t<é"


@pytest.mark.parametrize("protocol", XML)
@pytest.mark.parametrize("code", ["xD800", "xdfff", "55296", "xFFFE", "xFFFF"])
def test_what_no_text_can_hold_is_replaced(protocol: str, code: str) -> None:
    assert value_of(protocol, f"<text>a&#{code};b</text>").text == "a\ufffdb"


@pytest.mark.parametrize("protocol", XML)
def test_other_references_are_still_refused(protocol: str) -> None:
    made = package(protocol)
    for reference in ("&#x110000;", "&#xFFFFFFFF;", "&what;", "&#;", "&"):
        with pytest.raises(made.ResponseError):
            response(made, "Act", enveloped(protocol, f"<text>{reference}</text>"))


def test_a_listing_of_s3_holds_names_with_controls(tmp_path: Path) -> None:
    settings = PackageSettings(
        "s3_of_controls",
        ("botocore:s3",),
        "",
        operations=("ListObjectsV2", "CompleteMultipartUpload"),
    )
    with generated_package(settings, tmp_path, tmp_path) as s3:
        body = (
            f"{DECLARED}<ListBucketResult><Contents><Key>a&#x1;b</Key><Size>1</Size>"
            "</Contents><Contents><Key>c</Key><Size> 2 </Size></Contents>"
            "</ListBucketResult>"
        )
        output = response(s3, "ListObjectsV2", body)
        assert [entry.key for entry in output.contents] == ["a\x01b", "c"]
        assert output.contents[1].size == 2
        for start in BEFORE:
            error = f"{start}{DECLARED}<Error><Code> SlowDown </Code></Error>"
            with pytest.raises(s3.S3Error) as found:
                response(s3, "CompleteMultipartUpload", error)
            assert found.value.code == "SlowDown"
            with pytest.raises(s3.S3Error) as found:
                response(s3, "CompleteMultipartUpload", f"{start}<Error/>")
            assert found.value.code not in ("", "Ok")


@pytest.mark.parametrize("body", [b"", b"\r\n \n", b"\xef\xbb\xbf"])
def test_a_copy_without_a_result_is_no_success(tmp_path: Path, body: bytes) -> None:
    copies = {
        "CopyObject": "CopyObjectResult",
        "UploadPartCopy": "CopyPartResult",
        "CompleteMultipartUpload": "CompleteMultipartUploadResult",
    }
    settings = PackageSettings(
        "s3_of_copies", ("botocore:s3",), "", operations=(*copies, "PutObject")
    )
    with generated_package(settings, tmp_path, tmp_path) as s3:
        for operation, name in copies.items():
            with pytest.raises(s3.ResponseError, match="empty body"):
                response(s3, operation, body)
            result = f"<{name}><ETag>e</ETag></{name}>"
            assert "e'" in repr(response(s3, operation, result))
        assert response(s3, "PutObject", body) is not None


def test_what_is_published_is_said(tmp_path: Path) -> None:
    settings = PackageSettings(
        "sns_of_nothing", ("botocore:sns",), "", operations=("Publish", "Unsubscribe")
    )
    with generated_package(settings, tmp_path, tmp_path) as sns:
        with pytest.raises(sns.ResponseError, match="empty body"):
            response(sns, "Publish")
        assert response(sns, "Unsubscribe") is not None


@pytest.mark.parametrize("protocol", JSON)
@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"a\ud800b", "a\ufffdb"),
        (r"\udfff", "\ufffd"),
        (r"\uD83D\uD83D\uDE00", "\ufffd\U0001f600"),
        (r"\uDE00\uD83D", "\ufffd\ufffd"),
        (r"\\ud800", r"\ud800"),
        (r"\\\ud800", "\\\ufffd"),
        (r"\"\ud800\"é\n", '"\ufffd"é\n'),
    ],
)
def test_a_lone_surrogate_in_json_is_replaced(
    protocol: str, written: str, read: str
) -> None:
    body = f'{{"value": {{"text": "{written}", "number": 1}}, "text": "after"}}'
    output = response(package(protocol), "Act", body)
    assert (output.value.text, output.value.number, output.text) == (read, 1, "after")
    error = f'{{"__type": "Refused", "wait": 2, "message": "{written}"}}'
    with pytest.raises(package(protocol).ServiceError) as found:
        response(package(protocol), "Act", error, 400)
    assert (found.value.code, found.value.message) == ("Refused", read)


@pytest.mark.parametrize("protocol", JSON)
def test_a_byte_order_mark_before_json_is_passed_over(protocol: str) -> None:
    assert response(package(protocol), "Act", '\ufeff{"text": "a"}').text == "a"


@pytest.mark.parametrize("protocol", JSON)
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1", "1"),
        ("-1.50", "-1.50"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("true", "true"),
        ("false", "false"),
        ("1e5", "1E+5"),
    ],
)
def test_a_number_in_json_may_stand_for_a_text(
    protocol: str, written: str, read: str
) -> None:
    body = f'{{"value": {{"text": {written}, "exact": 0.12345678901234567890}}}}'
    output = response(package(protocol), "Act", body)
    assert output.value.text == read
    # One odd value takes nothing from the others.
    assert output.value.exact == Decimal("0.12345678901234567890")


@pytest.mark.parametrize("protocol", [*JSON, "rpcv2Cbor"])
@pytest.mark.parametrize(
    ("member", "odd", "expected"),
    [
        ("number", "5", 5),
        ("number", " +5 ", 5),
        ("number", "5.0", 5),
        ("number", "", None),
        ("whole", 1e20, 10**20),
        ("flag", "TRUE", True),
        ("flag", "", None),
        ("double", "", None),
        ("time", "", None),
        ("level", "1", 1),
        ("kind", " one ", "one"),
        ("text", 5, "5"),
    ],
)
def test_one_odd_value_loses_no_answer(
    protocol: str, member: str, odd: object, expected: object
) -> None:
    members = {"value": {member: odd}, "text": "after"}
    is_binary = protocol == "rpcv2Cbor"
    body = cbor2.dumps(members) if is_binary else json.dumps(members)
    output = response(package(protocol), "Act", body)
    assert getattr(output.value, member) == expected
    assert output.text == "after"


@pytest.mark.parametrize("protocol", ["restJson1", "restXml"])
@pytest.mark.parametrize(
    ("header", "text", "items"),
    [
        ("texts", "a,,b", ("a", "b")),
        ("texts", ", a , ,", ("a",)),
        ("texts", '"", a', ("", "a")),
        ("texts", "", ()),
        ("numbers", "1,, 2,", (1, 2)),
        ("numbers", '"1", "2"', (1, 2)),
        ("flags", ", true,,false", (True, False)),
        ("kinds", "one,, one", ("one", "one")),
    ],
)
def test_empty_items_of_a_header_are_none(
    protocol: str, header: str, text: str, items: tuple[object, ...]
) -> None:
    output = response(package(protocol), "Head", headers={f"x-{header}": text})
    assert getattr(output, header) == items


@pytest.mark.parametrize(
    "header", ["number", "double", "decimal", "flag", "time", "level"]
)
@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_header_of_no_text_is_null(header: str, text: str) -> None:
    output = response(package("restJson1"), "Head", headers={f"x-{header}": text})
    assert getattr(output, header) is None


@pytest.mark.parametrize(
    ("header", "text", "expected"),
    [
        ("number", "12 apples", "a whole number"),
        ("number", "1.5", "a whole number"),
        ("number", "1e9999", "a whole number"),
        ("numbers", "1, two", "a whole number"),
        ("double", "wide", "a number"),
        ("decimal", "3,5", "a decimal number"),
        ("flag", "perhaps", "true or false"),
        ("flags", "true, yes please", "true or false"),
        ("time", "last week", "a timestamp"),
        ("level", "high", "a whole number"),
    ],
)
def test_a_header_says_what_was_expected_and_not_what_it_is(
    header: str, text: str, expected: str
) -> None:
    made = package("restJson1")
    with pytest.raises(made.ResponseError) as found:
        response(made, "Head", headers={f"x-{header}": text})
    message = str(found.value)
    assert f"x-{header}" in message
    assert expected in message
    assert str(len(text)) in message
    assert text not in message


def refusal(
    protocol: str, body: str | bytes, headers: Mapping[str, str] | None = None
) -> str:
    made = package(protocol)
    with pytest.raises(made.ResponseError) as found:
        response(made, "Act", body, headers=headers)
    return str(found.value)


FOREIGN = {
    "JSON": b'{"secret": "hunter2"}',
    "XML": b"<A><secret>hunter2</secret></A>",
    "HTML": b"<!DOCTYPE html><html><title>hunter2</title></html>",
    "CBOR": cbor2.dumps({"secret": "hunter2"}),
    "text": b"hunter2 was here",
    "gzip": b"\x1f\x8b\x08\x00hunter2",
    "zstd": b"\x28\xb5\x2f\xfdhunter2",
}


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize("found", FOREIGN)
def test_a_body_of_another_format_is_called_so(protocol: str, found: str) -> None:
    expected = "XML"
    if protocol == "rpcv2Cbor":
        expected = "CBOR"
    elif protocol in JSON:
        expected = "JSON"
    if found == expected:
        return
    message = refusal(protocol, FOREIGN[found])
    assert f"expected {expected}" in message
    assert found in message
    is_compressed = found in ("gzip", "zstd")
    assert ("Content-Encoding" if is_compressed else "Content-Type") in message
    assert "hunter2" not in message


@pytest.mark.parametrize("protocol", XML)
def test_a_value_in_xml_says_what_was_expected(protocol: str) -> None:
    members = "<value><data>hunter2</data></value>"
    message = refusal(protocol, enveloped(protocol, members))
    assert "base64" in message
    assert "hunter2" not in message
    members = "<value><date>hunter2</date></value>"
    message = refusal(protocol, enveloped(protocol, members))
    assert "timestamp" in message
    assert "hunter2" not in message
