"""Smithy's regular expressions in the dialect of Python's `re`.

Smithy's patterns follow ECMA 262: https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
"""

from __future__ import annotations

import re
import warnings

_TOKEN = re.compile(r"\\.|\(\?<(?![=!])|.", re.DOTALL)
_OUTSIDE_CLASS = {"$": r"\Z", "(?<": "(?P<", r"\/": "/"}
_INSIDE_CLASS = {"[": r"\[", r"\/": "/"}


def to_python(pattern: str) -> str | None:
    r"""Returns what matches the same strings in `re` with its ASCII flag, or None.

    `$` is the very end in ECMA 262, where Python's also matches before a last line
    break; named groups are `(?<name>…)`; a class may hold an unescaped `[`. What `re`
    cannot say, such as `\p{L}`, is not translated.
    """
    translated = _translate(pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(translated, re.ASCII)
    except (re.error, Warning, OverflowError, RecursionError):
        return None
    return translated


def _translate(pattern: str) -> str:
    out: list[str] = []
    in_class = False
    for token in (match[0] for match in _TOKEN.finditer(pattern)):
        if in_class:
            out.append(_INSIDE_CLASS.get(token, token))
            in_class = token != "]"
        else:
            out.append(_OUTSIDE_CLASS.get(token, token))
            in_class = token == "["
    return "".join(out)
