"""Expressions of strings that are put together from constant text and variables."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TypeAlias

from smithwright.plan.identifiers import SafeText
from smithwright.writing.code import Code, Literal, code, joined

Part: TypeAlias = str | SafeText
"""Constant text, or the expression of a string."""


def formatted(parts: Iterable[Part]) -> Code:
    """Returns the expression that joins constant text and strings, as an f-string."""
    parts = tuple(parts)
    if all(isinstance(part, str) for part in parts):
        return Literal.of("".join(map(str, parts)))
    texts = (
        (
            part.replace("{", "{{").replace("}", "}}")
            if isinstance(part, str)
            else f"{{{part}}}"
        )
        for part in parts
    )
    return code("f{}", Literal.of("".join(texts)))


def concatenated(parts: Iterable[Part]) -> Code:
    """Returns the expression that joins `parts`, with constant text as one literal."""
    terms: list[SafeText] = []
    for is_text, group in groupby(parts, lambda part: isinstance(part, str)):
        if is_text:
            terms.append(Literal.of("".join(map(str, group))))
        else:
            terms += [part for part in group if isinstance(part, SafeText)]
    return joined(" + ", terms)
