"""Regular expressions of models, which nobody has made sure to be quick.

Implements https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait.
"""

import re
from functools import lru_cache
from math import comb
from typing import Final

_MAX_PATHS: Final = 10_000_000
_QUANTIFIER: Final = re.compile(r"[*+]|\{[0-9]+,[0-9]*\}")
_TOKEN: Final = re.compile(
    rf"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|[()]|{_QUANTIFIER.pattern}|.", re.DOTALL
)


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern occurs in a text.

    True also where that cannot be found out: the pattern is none to Python, or it is
    one that might take very long on this text.
    """
    compiled = _compile(pattern)
    if compiled is None or not _is_quick(pattern, len(text)):
        return True
    return compiled.search(text) is not None


@lru_cache(maxsize=1024)
def _compile(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern, re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return None


def _is_quick(pattern: str, length: int) -> bool:
    """Whether the ways to match that backtracking may try are few enough."""
    quantifiers, is_nested = _repetition(pattern)
    if is_nested:
        return 1 << length <= _MAX_PATHS
    return comb(length + quantifiers, quantifiers) <= _MAX_PATHS


@lru_cache(maxsize=1024)
def _repetition(pattern: str) -> tuple[int, bool]:
    """How many repetitions a pattern has, and whether one is repeated itself."""
    count = 0
    open_groups: list[int] = []
    closed: int | None = None
    for token in _TOKEN.findall(pattern):
        is_quantifier = _QUANTIFIER.fullmatch(token) is not None
        if is_quantifier and closed is not None and closed < count:
            return count, True
        if token == "(":
            open_groups.append(count)
        closed = open_groups.pop() if token == ")" and open_groups else None
        count += is_quantifier
    return count, False
