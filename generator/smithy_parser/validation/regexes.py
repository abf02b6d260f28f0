"""The regular expressions of ``pattern`` traits, as far as Python knows them.

Implements https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait.
"""

import re
from functools import lru_cache


def found_in(pattern: str, text: str) -> bool:
    """Whether an expression matches somewhere in a text.

    An expression that Python can't read is taken to match.
    """
    expression = _compiled(pattern)
    return expression is None or expression.search(text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None
