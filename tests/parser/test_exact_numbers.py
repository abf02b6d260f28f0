"""Numbers with more digits, or a smaller exponent, than a double has."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithy_parser import Document, assemble, load_model
from smithy_parser.nodes import ExactNumber, number, same

LONG = "0.100000000000000000000001"
MODEL = f"""$version: "2.0"
namespace a
@range(min: {LONG}, max: 1e-400)
bigDecimal Number
structure Holder {{ @default({LONG}) number: BigDecimal }}
"""


@pytest.mark.parametrize("digits", [LONG, f"-{LONG}", "1e-400", "9007199254740993.5"])
def test_a_number_that_no_double_holds_keeps_its_digits(digits: str) -> None:
    read = number(digits)
    assert isinstance(read, ExactNumber)
    assert Decimal(str(read)) == Decimal(digits)
    assert float(read) == float(digits)
    for made in (copy.deepcopy(read), pickle.loads(pickle.dumps(read))):
        assert repr(made) == repr(read)


@pytest.mark.parametrize("digits", ["0.1", "-0.0", "1e22", "0.30000000000000004", "0"])
def test_a_number_that_a_double_holds_is_one(digits: str) -> None:
    assert type(number(digits)) in (int, float)


@pytest.mark.parametrize("digits", ["1e-5000", "1e-99999999999999999999", "1e99999"])
def test_a_number_of_too_many_digits_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="out of range"):
        number(digits)


def test_numbers_are_told_apart_and_ordered_by_all_digits() -> None:
    long = number(LONG)
    assert not same(long, 0.1)
    assert not same(0.1, long)
    assert same(long, number(f"{LONG}000"))
    assert 0.1 < long < number("0.100000000000000000000002") < 1
    assert 1 > long > 0.1
    assert long <= number(LONG) <= long
    assert hash(long) == hash(Decimal(LONG))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=30))
def test_any_decimal_is_what_it_says(value: Decimal) -> None:
    assert Decimal(str(number(f"{value:f}"))) == value


def test_idl_keeps_all_digits() -> None:
    model = load_model(Document("a.smithy", MODEL.replace("1e-400", "7")))
    (text,) = model.to_idl().values()
    assert f"@range(min: {LONG}, max: 7)" in text
    assert f"= {LONG}" in text
    assert load_model(Document("b.smithy", text))["a#Number"] == model["a#Number"]


def test_json_keeps_all_digits() -> None:
    traits = f'{{"smithy.api#range": {{"min": {LONG}}}}}'
    ast = (
        f'{{"smithy":"2","shapes":{{"a#N":{{"type":"bigDecimal","traits":{traits}}}}}}}'
    )
    trait = load_model(Document("a.json", ast))["a#N"].traits["smithy.api#range"]
    assert repr(trait) == f"{{'min': {LONG}}}"
    assert json.dumps(trait) == '{"min": 0.1}'


def test_bounds_are_compared_by_all_digits() -> None:
    (found,) = assemble(Document("a.smithy", MODEL))[1][:1]
    assert "`min` value greater than its `max`" in found.message
    value = "0.100000000000000000000000"
    text = f"""$version: "2.0"
namespace a
@range(min: {LONG})
bigDecimal Number
structure Holder {{ @default({value}) number: Number }}
"""
    events = assemble(Document("a.smithy", text))[1]
    assert any("greater than or equal to" in event.message for event in events)
