"""Patterns of ECMA 262 in Python's dialect."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithy_parser.patterns import to_python


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
        (r"\d-[\w-.]", r"\d-[\w\-.]"),
        (r"[_-\d]", r"[_\-\d]"),
        (r"\Aa\z", r"\Aa\Z"),
        ("[a||b]", r"[a|\|b]"),
        (r"[\uD800\uDC00-\uDBFF\uDFFF]", r"[\U00010000-\U0010FFFF]"),
        (r"\x{60}", r"\U00000060"),
        (r"\p{L}\P{Nd}-", r"[\p{L}][\P{Nd}]-"),
        (r"[-\p{L}-_]", r"[\-\p{L}\-_]"),
        (r"[\p{Graph}\x20]", r"[!-~\x20]"),
    ],
)
def test_a_pattern_is_translated_to_pythons_dialect(
    pattern: str, expected: str
) -> None:
    """What differs between the dialects is translated, the rest left."""
    translated = to_python(pattern)
    assert translated is not None
    assert translated.text == expected


@pytest.mark.parametrize(
    "pattern",
    [
        r"\p{Xx}",
        r"\p{IsAlphabetic}",
        "[a&&b]",
        "(",
        "[",
        "*a",
        "a{2,1}",
        r"\k",
        "(?<a",
        "(" * 5000,
        "a{99999999999}",
    ],
)
def test_what_re_cannot_say(pattern: str) -> None:
    """A pattern that `re` cannot express is None."""
    assert to_python(pattern) is None


def test_backslashes_may_be_doubled_throughout() -> None:
    """What was taken from Java's source text means what Java makes of it."""
    doubled = to_python(r"^(?!\\.$)[\\p{L}\\-_]+$")
    assert doubled is not None
    assert doubled.text == r"^(?!\.\Z)[\p{L}\-_]+\Z"
    assert doubled.has_categories


def test_end_is_the_very_end() -> None:
    """`$` does not match before a last line break."""
    translated = to_python("^a$")
    assert translated is not None
    assert re.search(translated.text, "a", re.ASCII)
    assert not re.search(translated.text, "a\n", re.ASCII)


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
            re.search(each, text, re.ASCII) for each in (translated.text, pattern)
        )
        assert (found and found.span()) == (expected and expected.span())


@given(st.text() | st.text("()[]{}\\?<>!=:|*+$^-a"))
def test_any_text_is_translated_or_not(pattern: str) -> None:
    """No pattern makes the translation fail, and what comes out compiles."""
    if (translated := to_python(pattern)) is not None:
        re.compile(translated.ascii_text, re.ASCII)
