"""Patterns of ECMA 262 in Python's dialect."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithwright.plan.patterns import to_python


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^[a-z]+$", r"^[a-z]+\Z"),
        (r"^\$$", r"^\$\Z"),
        ("[$]", "[$]"),
        (r"\/a\/", "/a/"),
        ("(?<year>[0-9]{4})", "(?P<year>[0-9]{4})"),
        ("(?<=a)b", "(?<=a)b"),
        ("(?<!a)b", "(?<!a)b"),
        ("[[a]", r"[\[a]"),
        (r"[\]$]", r"[\]$]"),
        (r"\\$", r"\\\Z"),
        ("", ""),
        ("a{2,3}?", "a{2,3}?"),
    ],
)
def test_translation(pattern: str, expected: str) -> None:
    """What differs between the dialects is translated, the rest left."""
    assert to_python(pattern) == expected


@pytest.mark.parametrize(
    "pattern",
    [r"\p{L}", "(", "[", "*a", "a{2,1}", r"\k", "(?<a", "(" * 5000, "a{99999999999}"],
)
def test_what_re_cannot_say(pattern: str) -> None:
    """A pattern that `re` cannot express is None."""
    assert to_python(pattern) is None


def test_end_is_the_very_end() -> None:
    """`$` does not match before a last line break."""
    translated = to_python("^a$")
    assert translated is not None
    assert re.search(translated, "a", re.ASCII)
    assert not re.search(translated, "a\n", re.ASCII)


# Where both dialects agree: neither `$` nor sets nor names of groups.
ATOMS = st.sampled_from(
    ["a", "b", ".", "[ab]", "[^a]", "[a-c]", r"\d", r"\w", "(a|b)", "(?:ab)", r"\."]
)
PATTERNS = st.lists(
    st.tuples(ATOMS, st.sampled_from(["", "*", "+", "?", "{1,2}"])).map("".join),
    max_size=5,
).map("".join)


@given(PATTERNS, st.lists(st.text("abc1.\n", max_size=8), max_size=5))
def test_same_matches_where_dialects_agree(pattern: str, texts: list[str]) -> None:
    """A pattern of both dialects keeps its meaning."""
    translated = to_python(pattern)
    assert translated is not None
    for text in texts:
        found, expected = (
            re.search(each, text, re.ASCII) for each in (translated, pattern)
        )
        assert (found and found.span()) == (expected and expected.span())


@given(st.text() | st.text("()[]{}\\?<>!=:|*+$^-a"))
def test_any_text_is_translated_or_not(pattern: str) -> None:
    """No pattern makes the translation fail, and what comes out compiles."""
    if (translated := to_python(pattern)) is not None:
        re.compile(translated, re.ASCII)
