"""Suggestions for ids that don't resolve."""

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithy_parser import Document, ModelError, load_model
from smithy_parser.suggestions import Effort, edit_distance, suggest

WORDS = st.text("ab#", max_size=6)


@given(WORDS, WORDS, st.integers(0, 3))
def test_distance_is_levenshteins_up_to_the_limit(
    left: str, right: str, limit: int
) -> None:
    exact = levenshtein(left, right)
    assert edit_distance(left, right, limit) == (exact if exact <= limit else None)


def levenshtein(left: str, right: str) -> int:
    """The definition, word for word."""

    @cache
    def distance(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        change = distance(i - 1, j - 1) + (left[i - 1] != right[j - 1])
        return min(distance(i - 1, j) + 1, distance(i, j - 1) + 1, change)

    return distance(len(left), len(right))


def test_only_the_nearest_are_suggested() -> None:
    assert suggest("a#Foo", ["a#Fo", "a#Fooo", "a#Fooba", "b#Bar"]) == [
        "a#Fo",
        "a#Fooo",
    ]


def test_a_model_that_is_broken_throughout_gets_some_suggestions(
    events: Callable[[str], list[str]],
) -> None:
    members = "\n".join(f"m{i}: Strin{i}" for i in range(1000))
    found = events(f"structure S {{ {members} }}")
    assert len(found) == 1000
    assert sum("Did you mean" in event for event in found) <= 100


@pytest.mark.parametrize(
    ("shapes", "length"), [(20, 2_000), (2_000, 10), (4_000, 10), (8_000, 10)]
)
def test_suggestions_for_one_model_do_so_much_and_no_more(
    shapes: int, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many names are missing, and however much they are like others."""
    compared = 0

    def counted(left: str, right: str, limit: int) -> int | None:
        nonlocal compared
        compared += len(right)
        return edit_distance(left, right, limit)

    monkeypatch.setattr("smithy_parser.suggestions.edit_distance", counted)
    members = "".join(f"m{n}: {'A' * length}{n:05}X " for n in range(shapes))
    known = "".join(f"string {'A' * length}{n:05}\n" for n in range(shapes))
    text = f'$version: "2.0"\nnamespace a\n{known}structure S {{ {members} }}'
    with pytest.raises(ModelError, match="Did you mean"):
        load_model(Document("a.smithy", text))
    assert compared <= Effort().left
