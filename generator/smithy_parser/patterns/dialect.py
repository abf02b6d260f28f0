"""Smithy's regular expressions in the dialect of Python's `re`.

Smithy's patterns follow ECMA 262: https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
Many services write them for Java, whose spellings are understood where ECMA 262 has
no meaning for them.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import groupby
from sys import maxunicode
from unicodedata import category

from smithy_parser.patterns.cost import LONGEST, is_quick

_TOKEN = re.compile(
    r"""
    \\u[dD][89abAB]..\\u[dD][c-fC-F]..  # the two halves of one character
    | \\x\{[0-9a-fA-F]{1,6}\}
    | \\[pP]\{\w+\}-? | \\[dDsSwW]-?
    | \\. | \(\?<(?![=!]) | \|\| | .
    """,
    re.DOTALL | re.VERBOSE,
)
# Java's quotations and comments, and classes that are empty in ECMA 262.
_ONLY_ELSEWHERE = re.compile(r"\\Q|\(\?#|\(\?[a-z]*x|\[\^?\]")
_ANYTHING = re.compile("")
# What `re` says of a pattern that no dialect takes; what stands before that, and there.
_FAULTS = (
    ("unterminated character set", _ANYTHING, _ANYTHING),
    ("missing ), unterminated subpattern", _ANYTHING, _ANYTHING),
    ("unbalanced parenthesis", _ANYTHING, _ANYTHING),
    ("min repeat greater than max repeat", _ANYTHING, _ANYTHING),
    ("bad escape (end of pattern)", _ANYTHING, _ANYTHING),
    ("bad character range", _ANYTHING, re.compile(r"[^\\]-[^\\]")),
    ("nothing to repeat", re.compile(r"(?:^|[(|]|\(\?:)\Z"), re.compile("[*+?]")),
    ("multiple repeat", re.compile(r"[*+?}]\Z"), re.compile("[*+?]")),
)
_LONGEST_PATTERN = 20_000
_MOST_NESTED = 50
_NESTING = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|([()])", re.DOTALL)
_SET = re.compile(r"\\[dDsSwWpP]")
_OUTSIDE_CLASS = {"$": r"\Z", "(?<": "(?P<", r"\/": "/", r"\z": r"\Z"}
# `re` warns of `||`, which may come to mean a union.
_INSIDE_CLASS = {"[": r"\[", r"\/": "/", "||": r"|\|"}

# Any other escape too: in `\\p{L}` it is the backslash that is escaped.
_CATEGORY = re.compile(r"\\(?:([pP])\{(\w+)\}|.)", re.DOTALL)
# What Java's source text says for `\p{…}`: nobody means a backslash and a p there.
_ESCAPED_TWICE = re.compile(r"\\\\[pP]\{\w+\}")
_CATEGORIES = frozenset(
    "C Cc Cf Cn Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No "
    "P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs".split()
)
# Java's names of sets, most of them of ASCII characters.
_SETS = {
    "ASCII": r"\x00-\x7F",
    "Alnum": "0-9A-Za-z",
    "Alpha": "A-Za-z",
    "Blank": r"\t\x20",
    "Cntrl": r"\x00-\x1F\x7F",
    "Digit": "0-9",
    "Graph": "!-~",
    "LD": r"\p{L}\p{Nd}",
    "Lower": "a-z",
    "Print": r"\x20-~",
    "Punct": r"!-/:-@\[-`{-~",
    "Space": r"\t-\r\x20",
    "Upper": "A-Z",
    "XDigit": "0-9A-Fa-f",
    "all": r"\x00-\U0010FFFF",
}


@dataclass(frozen=True, slots=True)
class PythonPattern:
    r"""An expression for `re` and its ASCII flag.

    Attributes:
        text: The expression. `re` knows no general categories: `\p{L}` and `\P{L}`,
            which stand in classes only, are left to the generated package.
        has_categories: Whether it has such.
    """

    text: str
    has_categories: bool

    @property
    def ascii_text(self) -> str:
        """The expression that matches the same of the texts that are ASCII."""
        return _spelled_out(self.text, 0x80)

    @property
    def whole_text(self) -> str:
        """The expression that matches the same of all texts, without categories."""
        if not self.has_categories:
            return self.text
        return _spelled_out(self.text, maxunicode + 1)

    def is_quick(self, longest: int = LONGEST) -> bool:
        """Returns whether it is sure to take no more than about a tenth of a second.

        Args:
            longest: How many characters the texts have at most.
        """
        return is_quick(self.whole_text, longest)


@lru_cache(maxsize=1_000)
def to_python(pattern: str) -> PythonPattern | None:
    r"""Returns what matches the same strings, or None where nothing does.

    None is also returned for more groups in each other, or more text, than anybody
    writes by hand, which `re` would spend its stack or its time on.

    `$` is the very end in ECMA 262, where Python's also matches before a last line
    break; named groups are `(?<name>…)`; a class may hold an unescaped `[`, and a `-`
    beside a set of characters. A pattern that escapes the backslash of `\p{L}` is
    taken for one that has all its backslashes doubled, as Connect has some.
    """
    if len(pattern) > _LONGEST_PATTERN:
        return None
    if _ESCAPED_TWICE.search(pattern):
        pattern = pattern.replace(r"\\", "\\")
    text = _translate(pattern)
    names = [name for _, name in _CATEGORY.findall(text) if name]
    if not _CATEGORIES.issuperset(names) or _depth(text) > _MOST_NESTED:
        return None
    translated = PythonPattern(text, bool(names))
    try:
        _compile(translated.ascii_text)
    except (re.error, Warning, OverflowError, RecursionError):
        return None
    return translated


def fault_of(pattern: str) -> str | None:
    """Returns why a text is a pattern in no dialect, or None if it may be one in some.

    What `re` alone refuses is none, such as a lookbehind of any length.
    """
    if len(pattern) > _LONGEST_PATTERN or _ONLY_ELSEWHERE.search(pattern):
        return None
    text = _translate(pattern)
    if _depth(text) > _MOST_NESTED:
        return None
    try:
        _compile(_spelled_out(text, 0x80))
    except re.error as error:
        before, at = text[: error.pos or 0], text[error.pos or 0 :]
        is_fault = any(
            error.msg.startswith(message) and where.search(before) and what.match(at)
            for message, where, what in _FAULTS
        )
        return error.msg if is_fault else None
    except (Warning, OverflowError, RecursionError):
        return None
    return None


def _compile(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        re.compile(text, re.ASCII)


def _depth(text: str) -> int:
    """Returns how many groups are in each other at most."""
    deepest = depth = 0
    for bracket in _NESTING.findall(text):
        depth += (bracket == "(") - (bracket == ")")
        deepest = max(deepest, depth)
    return deepest


def _translate(pattern: str) -> str:
    out: list[str] = []
    in_class = False
    for match in _TOKEN.finditer(pattern):
        token = match[0]
        if in_class and token == "-" and _SET.match(pattern, match.end()):
            out.append(r"\-")
        elif in_class:
            out.append(_in_class(token))
            in_class = token != "]"
        else:
            out.append(_outside_class(token))
            in_class = token == "["
    return "".join(out)


def _outside_class(token: str) -> str:
    if token.startswith((r"\p{", r"\P{")):
        known = token.removesuffix("-")
        return f"[{_in_class(known)}]{token[len(known) :]}"
    return _OUTSIDE_CLASS.get(token) or _character(token)


def _in_class(token: str) -> str:
    if _SET.match(token) and token.endswith("-"):
        return _in_class(token[:-1]) + r"\-"
    if token.startswith(r"\p{"):
        return _SETS.get(token[3:-1], token)
    return _INSIDE_CLASS.get(token) or _character(token)


def _character(token: str) -> str:
    """Returns what `re` writes for a character that has a long escape."""
    if token.startswith(r"\x{"):
        return rf"\U{int(token[3:-1], 16):08X}"
    if len(token) == len(r"\uD800\uDC00") and token.startswith(r"\u"):
        high, low = int(token[2:6], 16), int(token[8:], 16)
        return rf"\U{0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00:08X}"
    return token


@lru_cache(maxsize=1_000)
def _spelled_out(text: str, stop: int) -> str:
    """Returns an expression with the characters of categories below a code point."""
    return _CATEGORY.sub(partial(_ranges, stop), text)


def _ranges(stop: int, found: re.Match[str]) -> str:
    kind, name = found.groups()
    if name is None:
        return found[0]
    ranges = (
        rf"\U{start:08x}-\U{end:08x}"
        for each, start, end in _category_runs(stop)
        if each.startswith(name) == (kind == "p")
    )
    # A class must not be empty, and no ASCII text has U+0080.
    return "".join(ranges) or r"\x80"


@cache
def _category_runs(stop: int) -> tuple[tuple[str, int, int], ...]:
    """Returns the runs of characters of a category, below a code point."""
    runs: list[tuple[str, int, int]] = []
    for name, run in groupby(range(stop), lambda number: category(chr(number))):
        numbers = list(run)
        runs.append((name, numbers[0], numbers[-1]))
    return tuple(runs)
