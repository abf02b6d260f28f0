"""The test of many strings at once never finds an invalid one valid."""

from __future__ import annotations

import re
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amazon_connect._runtime.checks import Texts, are_texts

CHARACTERS = "-_abcABC\x00"
ALLOWED = re.compile(r"[-_abcABC\x00]*\Z")

texts = st.lists(
    st.text(CHARACTERS, max_size=4) | st.text(max_size=4) | st.just("\ud800")
)


@given(texts, st.booleans(), st.integers(0, 9), st.booleans())
def test_what_holds_for_all_holds_for_each(
    given_texts: list[str], filled: bool, longest: int, is_limited: bool
) -> None:
    characters = CHARACTERS if is_limited else None
    test = Texts(filled=filled, longest=longest, characters=characters)
    if test.hold(given_texts):
        for text in given_texts:
            assert text or not filled
            assert len(text) <= longest
            assert ALLOWED.match(text) or not is_limited


@given(st.lists(st.text(CHARACTERS, min_size=1, max_size=4), max_size=3))
def test_valid_strings_that_are_short_together_hold(given_texts: list[str]) -> None:
    test = Texts(filled=True, longest=12, characters=CHARACTERS)
    assert test.hold(given_texts)
    assert test.hold(tuple(given_texts))


@pytest.mark.parametrize("item", [None, 1, b"a", ["a"]])
def test_other_types_do_not_hold(item: object) -> None:
    assert not are_texts(["a", cast("str", item)])


def test_strings_are_held_against_a_length_together() -> None:
    assert are_texts(["ab", "c"])
    assert are_texts(["ab", "c"], 3)
    assert not are_texts(["ab", "cd"], 3)
