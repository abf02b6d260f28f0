"""Defaults, as clients go by them.

https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality and
https://smithy.io/2.0/spec/type-refinement-traits.html#default-value-serialization
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from types import ModuleType
from urllib.parse import parse_qsl
from xml.etree.ElementTree import fromstring

import cbor2
import pytest

from smithwright.plan.plan_error import PlanError
from tests.support.inline import (
    ALL_PROTOCOLS,
    inline_package,
    request,
    response,
)

MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
@xmlNamespace(uri: "https://example.com/")
service Library { version: "1", operations: [Lend] }

@http(method: "POST", uri: "/lend")
operation Lend {
    input := {
        days: Integer = 14
        book: Book
        @clientOptional
        spare: Book
    }
    output := {
        book: Book
        state: State = "lent"
        count: Integer = 0
        notes: Notes = []
        @clientOptional
        place: String = "here"
        @httpHeader("X-Copies")
        copies: Integer = 3
    }
    errors: [Missing]
}

@error("client")
structure Missing {
    reason: State = "lost"
    @httpHeader("X-Wait")
    days: Integer = 7
}

structure Book {
    title: String = "untitled"
    subtitle: String = ""
    rare: Boolean = false
    pages: Integer = 0
    weight: Double = 1
    price: BigDecimal = 1.5
    isbn: BigInteger = 9780000000000
    printed: Timestamp = 1577934245
    @timestampFormat("date-time")
    added: Timestamp = "2020-01-02T03:04:05.500Z"
    cover: Blob = "AP8="
    notes: Notes = []
    state: State = "lost"
    shelf: Shelf = 2
    @required
    language: String = "en"
    @clientOptional
    owner: String = "nobody"
    editor: String = null
    old: PrimitiveInteger = 0
    oldFlag: PrimitiveBoolean = false
}

list Notes { member: String }

enum State {
    LENT = "lent"
    LOST = "lost"
}

intEnum Shelf {
    LOW = 1
    HIGH = 2
}
"""
BOOK = {
    "title": "untitled",
    "subtitle": "",
    "rare": False,
    "pages": 0,
    "weight": 1.0,
    "price": Decimal("1.5"),
    "isbn": 9780000000000,
    "printed": datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
    "added": datetime(2020, 1, 2, 3, 4, 5, 500000, UTC),
    "cover": b"\x00\xff",
    "notes": [],
    "state": "lost",
    "shelf": 2,
    "language": "en",
}
EMPTY = {
    "rpcv2Cbor": b"\xa1\x64book\xa0",
    "restXml": b"<LendOutput><book/></LendOutput>",
    "awsQuery": b"<LendResponse><LendResult><book/></LendResult></LendResponse>",
    "ec2Query": b"<LendResponse><book/></LendResponse>",
}
ERROR = {
    "rpcv2Cbor": b"\xa1\x66__type\x67Missing",
    "restXml": b"<Error><Code>Missing</Code></Error>",
    "awsQuery": b"<R><Error><Code>Missing</Code></Error></R>",
    "ec2Query": b"<R><Errors><Error><Code>Missing</Code></Error></Errors></R>",
}


def package(protocol: str) -> ModuleType:
    return inline_package(MODEL, protocol)


def test_a_nested_structure_is_sent_with_its_defaults_as_json() -> None:
    sent = json.loads(request(package("restJson1"), "Lend", book={}).body)
    assert sent == {
        "book": {
            **BOOK,
            "price": 1.5,
            "printed": 1577934245,
            "added": "2020-01-02T03:04:05.500Z",
            "cover": "AP8=",
        }
    }


def test_a_nested_structure_is_sent_with_its_defaults_as_cbor() -> None:
    assert cbor2.loads(request(package("rpcv2Cbor"), "Lend", book={}).body) == {
        "book": BOOK
    }


def test_a_nested_structure_is_sent_with_its_defaults_as_xml() -> None:
    root = fromstring(request(package("restXml"), "Lend", book={}).body)
    book = {element.tag.partition("}")[2]: element.text for element in root[0]}
    assert book.keys() == BOOK.keys()
    assert (book["title"], book["subtitle"], book["rare"]) == (
        "untitled",
        None,
        "false",
    )


def test_a_nested_structure_is_sent_with_its_defaults_in_a_form() -> None:
    body = request(package("awsQuery"), "Lend", book={}).body.decode()
    fields = dict(parse_qsl(body, keep_blank_values=True))
    assert {name.partition(".")[2] for name in fields} - {""} == BOOK.keys()
    assert fields["book.language"] == "en"


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_the_input_itself_and_optional_members_have_no_default(protocol: str) -> None:
    value = package(protocol).LendInput()
    assert value.to_dict() == {}
    assert package(protocol).Book().owner is None


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_value_that_is_given_counts(protocol: str) -> None:
    book = package(protocol).Book(title="Emma", old=1)
    assert book.to_dict() == {**BOOK, "title": "Emma", "old": 1}


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_builder_starts_with_the_defaults(protocol: str) -> None:
    book = package(protocol).Book.builder().notes("torn").build()
    assert book.to_dict() == {**BOOK, "notes": ["torn"]}
    assert book.to_builder().set_title(None).build().title is None


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_response_without_a_member_holds_its_default(protocol: str) -> None:
    body = EMPTY.get(protocol, b'{"book": {}}')
    output = response(package(protocol), "Lend", body).to_dict()
    assert output == {
        "book": BOOK,
        "state": "lent",
        "count": 0,
        "notes": [],
        "copies": 3,
    }


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_an_error_without_a_member_holds_its_default(protocol: str) -> None:
    body = ERROR.get(protocol, b'{"__type": "Missing"}')
    with pytest.raises(package(protocol).Missing) as raised:
        response(package(protocol), "Lend", body, 404)
    assert (raised.value.reason, raised.value.days) == ("lost", 7)


def test_headers_of_a_response_count_before_defaults() -> None:
    output = response(package("restJson1"), "Lend", b"{}", headers={"x-copies": "0"})
    assert output.copies == 0


@pytest.mark.parametrize(
    ("target", "default"),
    [("Integer", '"text"'), ("Timestamp", '"noon"'), ("Blob", '"?"'), ("Notes", "[1]")],
)
def test_a_default_of_another_type_is_an_error(target: str, default: str) -> None:
    text = MODEL.replace('state: State = "lent"', f"state: {target} = {default}")
    with pytest.raises((PlanError, ValueError), match="default"):
        inline_package(text, "restJson1")
