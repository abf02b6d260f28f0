"""Payloads that are null, and their types."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType

import pytest

from tests.support.inline import model_of, package_of, response
from tests.support.type_checkers import findings

MODEL = """
@restJson1
service Store {
    version: "1"
    operations: [Anything, Things, Pairs, Sparse, One, Choice, Documents]
    errors: [Refused]
}
@readonly @http(method: "GET", uri: "/anything")
operation Anything { output := { @httpPayload value: Document } }
@readonly @http(method: "GET", uri: "/documents")
operation Documents { output := { @httpPayload value: DocumentList } }
@readonly @http(method: "GET", uri: "/things")
operation Things { output := { @httpPayload value: ThingList } }
@readonly @http(method: "GET", uri: "/pairs")
operation Pairs { output := { @httpPayload value: ThingMap } }
@readonly @http(method: "GET", uri: "/sparse")
operation Sparse { output := { @httpPayload value: SparseMap } }
@readonly @http(method: "GET", uri: "/one")
operation One { output := { @httpPayload value: Thing } }
@readonly @http(method: "GET", uri: "/choice")
operation Choice { output := { @httpPayload value: Either } }

@error("client")
structure Refused {
    @httpPayload
    message: String
    @httpHeader("x-times")
    times: Times
}
list DocumentList { member: Document }
list ThingList { member: Thing }
map ThingMap { key: String, value: Thing }
@sparse
map SparseMap { key: String, value: ThingList }
structure Thing { name: String, time: Timestamp }
union Either { text: String, number: Integer }
list Times { member: Timestamp }
"""
OPERATIONS = ["Anything", "Documents", "Things", "Pairs", "Sparse", "One", "Choice"]


@cache
def folder() -> Path:
    return Path(mkdtemp())


@cache
def package() -> ModuleType:
    return package_of(model_of(MODEL), folder())


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("body", ["null", " null\r\n", ""])
def test_null_is_no_payload(operation: str, body: str) -> None:
    assert response(package(), operation, body).value is None


@pytest.mark.parametrize(
    ("operation", "body", "value"),
    [
        ("Anything", "false", False),
        ("Anything", "0", 0),
        ("Anything", '""', ""),
        ("Anything", "[null]", [None]),
        ("Anything", '{"a": null}', {"a": None}),
        ("Documents", "[null, 1, []]", (None, 1, [])),
        ("Things", "[null]", ()),
        ("Pairs", '{"a": null}', {}),
        ("Sparse", '{"a": null, "b": []}', {"a": None, "b": ()}),
    ],
)
def test_what_is_not_null_is_a_payload(
    operation: str, body: str, value: object
) -> None:
    assert response(package(), operation, body).value == value


@pytest.mark.parametrize("operation", ["Things", "Pairs", "Sparse", "One", "Choice"])
@pytest.mark.parametrize("body", ["nul", "nulll", "null null", "1", '"null"'])
def test_what_only_looks_like_null_is_refused(operation: str, body: str) -> None:
    with pytest.raises(package().ResponseError):
        response(package(), operation, body)


def test_payloads_of_all_types_pass_a_type_checker() -> None:
    assert findings("mypy", folder(), [package().__name__]) == ""
