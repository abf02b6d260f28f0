"""Patterns that may take very long, and those that only look like it."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithy_parser.patterns import LONGEST, is_quick, to_python
from smithy_parser.patterns.automaton import START, automaton_of, parsed

EXPONENTIAL = [
    # From services of AWS.
    *(r"^([A-Za-z](-|_|.)?)+\Z", r"^(\/+[^\/]+\/*)+\Z", r"^[0-9](.[0-9]*)*\Z"),
    *(r"^[ \t]*[ -~]+([ \t]+[ -~]+)*[ \t]*\Z", r"\$\{(\w+.)+\w+\}"),
    r"^([^/]([!-~]+/){1,511})?[A-Za-z0-9_+=,.@-]{1,64}\Z",
    r"(?:[A-Za-z0-9]-?)*x*[A-Za-z0-9_-]*y*[A-Za-z0-9-_.]*z*[!-~]*\Z",
    # As textbooks have them.
    *(r"^(a+)+\Z", r"^(a*)*\Z", r"(a+)+b", r"^(a|ab|b)*\Z", r"^([^a]|b|bc)*\Z"),
    *(r"^(?=(a+)+b)", r"^((a)|(a))*\Z", r"^x(?:(?:a|b)+c?)+\Z", r"^(?!(a|aa)+b)"),
    # A backreference, a condition, and atoms do not make the rest harmless.
    *(r"^(a|a)*(b)?\2?c\Z", r"^(x)?(?(1)(a+)+|b)\Z", r"^(?>(?:a|aa)+)+b", r"(a++)+b"),
    *(r"(b)?((?(1)aa|a)a*)*c", r"^(a|(?:a))+\1\Z"),
    # Inside a loop that ends the pattern.
    *(r"(?:(a+)+b)+", r"(?:b|(a*)*c)*", r"x(?:(?:a|aa)+b)*", r"(?:a+(?:c+)+b)+"),
    # Counted.
    *(r"^(a|a){60}b\Z", r"^(?:a|a){40}b\Z", r"^(a?){80}a{80}\Z", r"^(?:|){60}b\Z"),
    r"^(?:(?:(?:(?:a{1,3}){1,3}){1,3}){1,3}){1,3}b",
    r"^(?:a{1,4}){1,4}(?:a{1,4}){1,4}(?:a{1,4}){1,4}(?:a{1,4}){1,4}(?:a{1,4}){1,4}b",
    # Without a group.
    *("a?" * 60 + "a" * 60, "a{0,2}" * 40 + "b", r"^" + "a??" * 50 + "a" * 50),
    # With letters that are not ASCII, or of either case.
    *(r"^(.|é)*!\Z", r"^([^a]|ß)*!\Z", r"^(é|[à-ÿ]x?)*\Z", r"^(\W|éé?)+!"),
    *(r"(?i)^(?:ab|(?:A)|(?:B))*!\Z", r"^(?i:(?:a|A.?))*!\Z", r"(?s)^(.|(?:\n))*!\Z"),
    # Turns that match nothing are tried, too.
    *(r"^(x(a?b?)*)*\Z", r"^(?:(?:a?){3})*\Z", r"^(?:(a|b|)+c?)+\Z"),
]
POLYNOMIAL = [
    *("a*" * 8 + r"\Z", r"^\s*\S*\s*\S*x*\Z|" + "[ab]*" * 6, r"a*b", r"^.*a.*b.*\Z"),
    *(r"[a-z]+-[a-z]+-[0-9]", r".+/.+", r"(?!\s*\Z).+", r"^(?:a*b?a*)\Z", r"(a)\1+\Z"),
    *(r"[a-z]{1,200}@[a-z]{1,200}[a-z]{1,200}\.", r"^(?:[ab]*,)*[ac]*[ad]*\Z"),
]
LINEAR = [
    *(r"^([A-Za-z]_?)+\Z", r"^(?:[A-Za-z0-9+/]{4})*\Z", r"^(a|b)*\Z", "", "a*", "a*?"),
    *(r"^[a-z]+(-[a-z]+)*\Z", r"^([a-z0-9]+/)*[a-z0-9]+\Z", r"^(ab|cd)+\Z", r"\bx\b"),
    *(r"^(?:(?:\d{1,3})\.){3}\d+\Z", r"(/\w[^/]*)+", r"^(\d|[a-z])*\Z", r"^(a|a)b\Z"),
    *(r"^[^,]+(,[^,]+)*\Z", r"^(a?){3}\Z", r"(a+)+", r"^\)[*]\Z", r"^(a)\1\Z"),
    *(r"^(?!aws:)[a-z:]*\Z", r"(a+)+|b", r"^[a-z]{1,63}(\.[a-z]{1,63}){0,9}\Z"),
    *(r"(?i)^(?:ab|cd)*\Z", r"^([à-ö]|[ø-ÿ])*!\Z", r"(?<=a)b", r"^(?:a{0,9}b?){5}\Z"),
    *(r"^(?:(?:(?:(?:a{2}){2}){2}){2}){2}\Z", r"^(?>a)*b\Z", r"^(x)?(?(1)a|b)\Z"),
]


@pytest.mark.parametrize("pattern", EXPONENTIAL)
def test_what_can_match_in_two_ways_again_and_again_is_found(pattern: str) -> None:
    assert not is_quick(pattern)
    assert not is_quick(pattern, 200)


@pytest.mark.parametrize("pattern", POLYNOMIAL)
def test_what_grows_with_a_power_of_the_length_is_quick_in_short_texts(
    pattern: str,
) -> None:
    assert not is_quick(pattern)
    assert is_quick(pattern, 15)


@pytest.mark.parametrize("pattern", LINEAR)
def test_what_can_match_in_one_way_is_quick(pattern: str) -> None:
    assert is_quick(pattern)
    for text in ("a" * 100, "ab" * 50, "a1" * 50, "a-" * 50, "/a" * 50):
        re.search(pattern, f"{text}\n!", re.ASCII)


@pytest.mark.parametrize(
    "pattern",
    [
        "^(" + "-[a-z]?" + "[a-z]?" * 75 + ")*$",
        "^(" + "-[a-z]?" + "[a-z]?" * 3_000 + ")*$",
        "(" * 45 + "a" + ")*" * 45,
        "(?:a{0,9}b{0,9}){0,9}" * 400,
        "(?:){4000000000}a*b*",
        "(?:a|b|cd)" * 2_000,
    ],
)
def test_the_check_itself_has_a_budget(pattern: str) -> None:
    translated = to_python(pattern)
    assert translated is not None
    assert not translated.is_quick()


@pytest.mark.parametrize("depth", [51, 300, 3_000])
def test_groups_too_deep_in_each_other_are_no_pattern_of_re(depth: int) -> None:
    assert to_python("(" * depth + "a" + ")" * depth) is None
    assert to_python("(?:" * depth + "a" + ")?" * depth) is None


def test_brackets_that_are_characters_are_not_deep() -> None:
    assert to_python(r"\(" * 100 + "[(]" * 100 + r"[\](]" * 100) is not None


def test_sets_of_categories_are_told_apart_beyond_ascii() -> None:
    apart = to_python(r"^((\p{Lu})|(\p{Mn}))*$")
    alike = to_python(r"^((\p{M})|(\P{L}))*$")
    assert apart is not None
    assert alike is not None
    assert apart.is_quick()
    assert not alike.is_quick()


def ways(pattern: str, text: str) -> int:
    """The paths of an automaton in one text, counted one by one."""
    automaton = automaton_of(parsed(pattern), 600)
    # The text's characters, as the automaton knows them: what a state reads.
    only = automaton_of(parsed(f"(?:{pattern})|" + "|".join(map(re.escape, text))), 600)
    masks = dict(zip(text, only.masks[-len(text) :], strict=True))
    counts, total = {START: 1}, 1
    for character in text:
        after: dict[int, int] = {}
        for state, count in counts.items():
            for each, number in automaton.following[state].items():
                if only.masks[each] & masks[character]:
                    after[each] = after.get(each, 0) + count * number
        counts = after
        total += sum(after.values())
    return total


PARTS = st.sampled_from(["a", "b", "[ab]", "(?:ab)", "(?:a|b|ab)", "(?:a*)", "(?:a|)"])
PATTERNS = st.lists(
    st.tuples(PARTS, st.sampled_from(["", "*", "+", "?", "{1,2}", "{2}", "*?"])),
    min_size=1,
    max_size=4,
).map(lambda parts: "^" + "".join(map("".join, parts)) + "c")


@given(PATTERNS)
def test_nothing_is_quick_whose_ways_are_many_in_some_text(pattern: str) -> None:
    worst = max(ways(pattern, "".join(text)) for text in product("ab", repeat=7))
    if is_quick(pattern, LONGEST):
        assert worst <= 7**5
