"""Patterns of models held against the values in them.

Implements https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait.
"""

from __future__ import annotations

import re
from functools import lru_cache

from smithy_parser.patterns import PythonPattern, to_python


def matches(pattern: str, text: str) -> bool:
    """Returns whether a pattern occurs in a text.

    True also where that cannot be found out: the pattern is none to Python, or it is
    one that might take very long on this text.
    """
    translated = to_python(pattern)
    if translated is None or not translated.is_quick(len(text)):
        return True
    return _compiled(translated).search(text) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: PythonPattern) -> re.Pattern[str]:
    return re.compile(pattern.whole_text, re.ASCII)
