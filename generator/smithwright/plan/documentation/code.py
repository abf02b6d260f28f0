"""Code in Markdown: spans and blocks between backticks that nothing in them closes."""

from __future__ import annotations

import re

from smithwright.plan.documentation.characters import clean

_BACKTICKS = re.compile(r"`+")


def quoted(text: str) -> str:
    """Return any text as a code span; nothing where there is nothing to see."""
    words = clean(text).split()
    return code_span(" ".join(words)) if words else ""


def code_span(text: str) -> str:
    """Return one line of text as a code span."""
    if "`" not in text:
        return f"`{text}`"
    taken = {len(run) for run in _BACKTICKS.findall(text)}
    fence = "`"
    while len(fence) in taken:
        fence += "`"
    return f"{fence} {text} {fence}"


def fence_for(text: str) -> str:
    """Return the line that starts, and the line that ends, a block of this code."""
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    return "`" * max(3, longest + 1)
