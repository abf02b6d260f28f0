"""Suggestions for ids that don't resolve."""

from collections.abc import Callable
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from smithy_parser.suggestions import edit_distance, suggest

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
