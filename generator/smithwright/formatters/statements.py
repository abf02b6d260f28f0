"""Generated text as its logical lines: what black lays out one by one.

This knows the Python that the generator writes and no more: a text with anything else
(a comment, a backslash, two statements on a line) is left to black as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from smithwright.formatters.skeleton import UnknownTextError, level, shortest
from smithwright.formatters.spread import is_spread, spread_form

_INDENT = 4

_BLOCKS = frozenset(
    "async class def elif else except finally for if try while with".split()
)
_FIRST_WORD = re.compile(r"\w+|@|")

# black writes such escapes in its own way: https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
_ESCAPED_CHARACTER = re.compile(r"(?<!\\)(?:\\\\)*\\[xuUN]")


class Kind(Enum):
    """What decides on the blank lines around a statement."""

    CLASS = auto()
    DECORATOR = auto()
    DEF = auto()
    DOCSTRING = auto()
    IMPORT = auto()
    BRANCH = auto()
    """A header that goes on with the statement before: `else:`."""
    BLOCK = auto()
    """Another header of a block."""
    OTHER = auto()


_KINDS = {
    "@": Kind.DECORATOR,
    "async": Kind.DEF,
    "class": Kind.CLASS,
    "def": Kind.DEF,
    "elif": Kind.BRANCH,
    "else": Kind.BRANCH,
    "except": Kind.BRANCH,
    "finally": Kind.BRANCH,
    "from": Kind.IMPORT,
    "import": Kind.IMPORT,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A logical line: a simple statement, or the header of a compound one."""

    text: str
    """Without the indentation of its first line."""
    depth: int
    blank_lines: int
    """How many are before it."""
    kind: Kind
    is_string: bool
    """Whether it is a string between triple quotes, which black leaves as it is."""
    form: str | None = None
    """Its shortest form, if all of its lines fit: black treats all of a form alike."""


def statements(text: str, line_length: int) -> Iterator[Statement]:
    """Yields the statements of a module.

    Args:
        text: The module.
        line_length: The most characters of a line.

    Raises:
        UnknownTextError: There is something in it that the generator does not write.
    """
    lines = iter(text.split("\n"))
    blank_lines, starts_block = 0, True
    for line in lines:
        start = line.lstrip(" ")
        if not start:
            blank_lines += 1
            continue
        depth, rest = divmod(len(line) - len(start), _INDENT)
        if rest:
            raise UnknownTextError
        if start.startswith('"""'):
            text = _string(start, depth, lines, is_docstring=starts_block)
            kind = Kind.DOCSTRING if starts_block else Kind.OTHER
            yield Statement(text, depth, blank_lines, kind, is_string=True)
            blank_lines, starts_block = 0, False
            continue
        text = _code(start, lines)
        kind, form = _kind(text), _form(text, depth, line_length)
        yield Statement(text, depth, blank_lines, kind, is_string=False, form=form)
        blank_lines, starts_block = 0, text[-1] == ":"


def _kind(text: str) -> Kind:
    word = _FIRST_WORD.match(text)
    first = word[0] if word else ""
    opens_block = text[-1] == ":"
    if opens_block != (first in _BLOCKS) or text == "...":
        raise UnknownTextError
    return _KINDS.get(first, Kind.BLOCK if opens_block else Kind.OTHER)


def _form(text: str, depth: int, line_length: int) -> str | None:
    margin = _INDENT * depth
    if not text.isascii():
        return None
    if "\n" not in text:
        return shortest(text) if margin + len(text) <= line_length else None
    return spread_form(text) if is_spread(text, margin, line_length) else None


def _code(start: str, lines: Iterator[str]) -> str:
    opened = level(shortest(start))
    if opened == 0:
        return start
    gathered = [start]
    for line in lines:
        gathered.append(line)
        opened += level(shortest(line.strip()))
        if opened == 0:
            return "\n".join(gathered)
    raise UnknownTextError


def _string(start: str, depth: int, lines: Iterator[str], *, is_docstring: bool) -> str:
    gathered = [start]
    if not (len(start) >= 6 and start.endswith('"""')):
        for line in lines:
            gathered.append(line)
            if '"""' in line:
                break
    text = "\n".join(gathered)
    body = text[3:-3]
    if not text.endswith('"""') or '"""' in body or _has_escaped_character(body):
        raise UnknownTextError
    if is_docstring and not _is_settled(gathered, depth):
        raise UnknownTextError
    return text


def _has_escaped_character(text: str) -> bool:
    # Most have no backslash at all, which is found out sooner.
    return "\\" in text and _ESCAPED_CHARACTER.search(text) is not None


def _is_settled(lines: list[str], depth: int) -> bool:
    """Returns whether black leaves the lines of a docstring as they are."""
    margin = " " * _INDENT * depth
    first = lines[0][3:]
    if len(lines) == 1:
        body = first[:-3]
        return bool(body) and body == body.strip() and body[-1] not in '"\\'
    inner = [line for line in lines[1:-1] if line]
    indents = [len(line) - len(line.lstrip()) for line in inner]
    return (
        lines[-1] == f'{margin}"""'
        and bool(lines[-2])
        and bool(first)
        and first == first.strip()
        and first[0] != '"'
        and bool(inner)
        and min(indents) == len(margin)
        and all(line == line.rstrip() and line[-1] != "\\" for line in [first, *inner])
    )
