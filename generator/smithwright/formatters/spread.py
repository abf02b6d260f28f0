"""Statements that are spread over lines: a line for each item, a comma after each.

The comma after the last item keeps black from joining them, so a spread statement stays
as it is if each of its lines fits, however wide these are:
https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html#the-magic-trailing-comma
"""

from __future__ import annotations

from itertools import groupby, islice

from smithwright.formatters.skeleton import level, shortest

_INDENT = 4


def is_spread(text: str, margin: int, line_length: int) -> bool:
    """Returns whether a statement is spread over lines that fit.

    Args:
        text: The statement, without the indentation of its first line.
        margin: That indentation.
        line_length: The most characters of a line.
    """
    first, *items, last = text.split("\n")
    if margin + len(first) > line_length or first[-1] not in "([{":
        return False
    open_brackets = 1
    for line in items:
        item = line.lstrip(" ")
        if not item:
            return False
        if len(line) > line_length and not _is_never_split(item):
            return False
        closes = item[0] in ")]}"
        open_brackets -= closes
        if len(line) - len(item) != margin + _INDENT * open_brackets:
            return False
        if item[-1] in "([{":
            open_brackets += 1
        elif not item.endswith(",") or (closes and len(item) != 2):
            return False
        if open_brackets < 1:
            return False
    return (
        open_brackets == 1
        and last.lstrip(" ") in (")", "]", "}", "):")
        and len(last) - len(last.lstrip(" ")) == margin
    )


def _is_never_split(item: str) -> bool:
    return shortest(item) in ('"a",', '"a": "a",')


def spread_form(text: str) -> str:
    """Returns the shortest form of a spread statement.

    Items of the same form that follow each other are two, as any number is: only a
    single one may be something else.
    """
    margin = " " * _INDENT
    first, *items, last = text.split("\n")
    lines = [shortest(first)]
    depth = 1
    for _, alike in groupby(shortest(item.strip()) for item in items):
        for item in islice(alike, 2):
            depth -= item[0] in ")]}"
            lines.append(f"{margin * depth}{item}")
            depth += level(item) if item[0] not in ")]}" else 0
    return "\n".join([*lines, last.strip()])
