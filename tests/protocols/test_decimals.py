"""Decimals that are no numbers are not sent, wherever they are."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType

import pytest

from tests.support.inline import ALL_PROTOCOLS, model_of, package_of, request

MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
service Store { version: "1", operations: [Act, Ask, Pay] }

@http(method: "POST", uri: "/act")
operation Act { input := with [Members] {} }
@http(method: "POST", uri: "/ask/{at}")
operation Ask {
    input := {
        @required @httpLabel at: BigDecimal
        @httpQuery("q") query: BigDecimal
        @httpQuery("qs") queries: Decimals
        @httpHeader("x-h") header: BigDecimal
        @httpHeader("x-hs") headers: Decimals
    }
}
@http(method: "POST", uri: "/pay")
operation Pay { input := { @httpPayload value: Inner } }

@mixin
structure Members {
    exact: BigDecimal
    list: Decimals
    inner: Inner
    double: Double
    text: String
}
structure Inner {
    @xmlAttribute
    attribute: BigDecimal
    exact: BigDecimal
}
list Decimals { member: BigDecimal }
"""
NO_NUMBERS = [
    Decimal(text) for text in ("NaN", "-NaN", "sNaN", "Infinity", "-Infinity")
]


@cache
def package(protocol: str) -> ModuleType:
    return package_of(model_of(MODEL), Path(mkdtemp()), protocol)


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize("value", NO_NUMBERS, ids=str)
def test_what_is_no_number_is_refused_in_bodies(protocol: str, value: Decimal) -> None:
    made = package(protocol)
    for members in (
        {"exact": value},
        {"list": [Decimal(1), value]},
        {"inner": {"exact": value}},
        {"inner": {"attribute": value}},
        {"inner": {"exact": value}, "text": "NaN", "double": float("nan")},
    ):
        with pytest.raises(made.BuildError, match="not finite"):
            request(made, "Act", **members)


@pytest.mark.parametrize("protocol", ["restJson1", "restXml"])
@pytest.mark.parametrize("value", NO_NUMBERS, ids=str)
def test_what_is_no_number_is_refused_elsewhere(protocol: str, value: Decimal) -> None:
    made = package(protocol)
    for member in ("at", "query", "queries", "header", "headers"):
        given = [value] if member.endswith("s") else value
        with pytest.raises(made.BuildError, match="not finite"):
            request(made, "Ask", **{"at": Decimal(1), member: given})
    with pytest.raises(made.BuildError, match="not finite"):
        request(made, "Pay", value={"exact": value})


@pytest.mark.parametrize("text", ["1.50", "-0", "1E+400", "0E-10", "1" * 60])
def test_numbers_are_sent_with_all_their_digits(text: str) -> None:
    sent = request(
        package("restJson1"),
        "Act",
        exact=Decimal(text),
        text="NaN, Infinity",
        double=float("inf"),
    )
    found = json.loads(sent.body, parse_float=Decimal, parse_int=Decimal)
    assert found == {
        "exact": Decimal(text),
        "text": "NaN, Infinity",
        "double": "Infinity",
    }
