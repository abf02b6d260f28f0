"""CommonMark documentation: kept as it is, but for where its lines break.

Paragraphs and list items are filled anew where they are certain to be that; all else
keeps its lines. Only what a docstring can't hold is written in another way: headings
become bold lines and indented code becomes a fenced block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from textwrap import dedent

from smithwright.plan.documentation.code import fence_for
from smithwright.plan.documentation.markdown import Markdown, Paragraph, Verbatim
from smithwright.plan.documentation.spans import open_marks, safe, split_words

_CODE_INDENT = 4
_ITEM = re.compile(r"( *)(?:[-+*]|(\d{1,9})[.)]) {1,4}(?=[^ ])")
_FENCE = re.compile(r"( *)(?:(?:[-+*]|\d{1,9}[.)]) +)?(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6} +(\S.*)$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)$")
# Quotes, tables, rules, link definitions, empty items and headings, items in items.
_OWN_LINES = re.compile(
    r" *+(?:[>|]|\[[^\]]*\]:|(?:[-*_] *){3,}$|=+$|-+$|[+*]$|\d{1,9}[.)]$"
    r"|#{1,6}(?: +#+)? *$"
    r"|(?:[-+*]|\d{1,9}[.)]) ++(?:[-+*>#]|\d{1,9}[.)]|~~~|```)"
    r"|(?:[-+*]|\d{1,9}[.)]) {5})"
)
_HARD_BREAKS = ("  ", "\\")


def read_commonmark(documentation: str) -> Markdown:
    """Read documentation that is written in CommonMark."""
    reader = _Reader()
    for lines in _chunks(documentation.expandtabs(_CODE_INDENT).split("\n")):
        reader.read(lines)
    return Markdown(tuple(reader.blocks))


def _chunks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Split lines at blank ones, but keep a fenced code block together."""
    chunk: list[str] = []
    fence: re.Match[str] | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if fence is not None and (not line.strip() or indent >= len(fence[1])):
            chunk.append(line)
            if set(line.strip()) == {fence[2][0]} and fence[2] in line:
                fence = None
                yield chunk
                chunk = []
            continue
        fence = _FENCE.match(line)
        if chunk and (fence or not line.strip()):
            yield chunk
            chunk = []
        chunk.append(line)
        if not line.strip():
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@dataclass(slots=True)
class _Reader:
    """Turns chunks into blocks.

    Attributes:
        blocks: The finished blocks.
    """

    blocks: list[Paragraph | Verbatim] = field(
        default_factory=list[Paragraph | Verbatim]
    )
    # Where the content of the last list item starts; None if that is not certain.
    _content: int | None = 0
    _gap: bool = False

    def read(self, lines: list[str]) -> None:
        """Read the lines of one chunk."""
        indent = len(lines[0]) - len(lines[0].lstrip(" "))
        if not lines[0].strip():
            self._gap = True
        elif _FENCE.match(lines[0]):
            self._content = 0 if indent == 0 else None
            self._keep(lines)
        elif indent >= _CODE_INDENT and self._content == 0:
            code = list(takewhile(lambda line: line.startswith(" " * 4), lines))
            self._code(code)
            self._rest(lines[len(code) :])
        elif 0 in (indent, self._content) and _is_underlined(lines):
            self._heading(lines[0].strip())
            self._rest(lines[2:])
        elif (units := self._units(lines, indent)) is None:
            listed = indent > 0 or any(map(_ITEM.match, lines))
            self._content = None if listed else 0
            self._keep(safe(_with_hard_breaks(lines)).split("\n"))
        else:
            for unit in units:
                self._fill(unit)

    def _rest(self, lines: list[str]) -> None:
        if lines:
            self.read(lines)

    def _units(self, lines: list[str], indent: int) -> list[list[str]] | None:
        """Split at items and headings; None if not certain what the lines are."""
        content = 0 if indent == 0 else self._content
        if content is None or not content <= indent < content + _CODE_INDENT:
            return None
        units: list[list[str]] = []
        listed = False
        if any(line.endswith(_HARD_BREAKS) for line in lines[:-1]):
            return None
        for line in lines:
            if _keeps_line(line):
                return None
            item = _ITEM.match(line)
            if item is not None and len(item[1]) - content < _CODE_INDENT:
                # Only a list's first number may interrupt a paragraph.
                if units and not listed and item[2] not in (None, "1"):
                    return None
                content = len(item[0])
                listed = True
                units.append([line])
            elif _HEADING.match(line):
                if listed or content:
                    return None
                units.append([line])
            elif not units or _HEADING.match(units[-1][0]):
                units.append([line])
            else:
                units[-1].append(line)
        return units

    def _fill(self, lines: list[str]) -> None:
        first = lines[0]
        item = _ITEM.match(first)
        heading = _HEADING.match(first)
        lead = item[0] if item else first[: len(first) - len(first.lstrip(" "))]
        if heading is not None:
            self._heading(_without_closing(heading[1]))
            return
        if item is not None and self._content == 0:
            # A list right after a paragraph: Python-Markdown needs a blank line.
            self._gap = True
        if item is not None or not lead:
            self._content = len(lead)
        text = "\n".join([first[len(lead) :], *lines[1:]])
        self._paragraph(lead, split_words(safe(text)))

    def _heading(self, text: str) -> None:
        self._content = 0
        self._gap = True
        words = split_words(safe(text))
        if words and "*" not in text and not text.endswith("\\"):
            words = ["**" + words[0], *words[1:]]
            words[-1] += "**"
        self._paragraph("", words)
        self._gap = True

    def _paragraph(self, lead: str, words: list[str]) -> None:
        if words:
            hang, marked = " " * len(lead), open_marks(words)
            block = Paragraph(lead, hang, self._gap, tuple(words), marked)
            self.blocks.append(block)
            self._gap = False

    def _code(self, lines: list[str]) -> None:
        """Indented code, which editors and docstring parsers take for anything."""
        text = dedent("\n".join(lines))
        fence = fence_for(text)
        self._keep([fence, *text.split("\n"), fence])

    def _keep(self, lines: list[str]) -> None:
        self.blocks.append(Verbatim("", "", self._gap, tuple(lines)))
        self._gap = False


def _is_underlined(lines: list[str]) -> bool:
    """https://spec.commonmark.org/0.31.2/#setext-headings, of one line only."""
    first = lines[0]
    if len(lines) == 1 or _UNDERLINE.match(lines[1].rstrip(" ")) is None:
        return False
    return not (_is_block(first) or first.startswith(" " * _CODE_INDENT))


def _keeps_line(line: str) -> bool:
    ruler = {"|", "-"} <= set(line) <= set(" :|-")
    return ruler or _OWN_LINES.match(line.rstrip(" ")) is not None


def _with_hard_breaks(lines: list[str]) -> str:
    """Lines joined, their hard breaks visible: trailing spaces would be lost."""
    text = [
        (
            line.rstrip(" ") + "\\"
            if line.endswith("  ")
            and not (_HEADING.match(line) or _keeps_line(line) or _is_block(after))
            else line
        )
        for line, after in pairwise(lines)
    ]
    return "\n".join([*text, lines[-1]])


def _is_block(line: str) -> bool:
    return bool(_ITEM.match(line) or _HEADING.match(line) or _keeps_line(line))


def _without_closing(heading: str) -> str:
    bare = heading.rstrip(" ").rstrip("#")
    return bare if bare.endswith(" ") else heading
