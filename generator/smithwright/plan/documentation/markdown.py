"""Markdown as a flat run of blocks, wrapped to lines that parse back to the same.

A list is nothing but the prefixes of its items' lines, so nesting needs no tree:
every block carries what its first line and its further lines start with. What an
item holds besides its first paragraph is indented by four columns, which CommonMark
(https://spec.commonmark.org/0.31.2/#list-items) and Python-Markdown both accept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from smithwright.plan.documentation.sentences import first_sentence

# Words that would make a block of their own at the start of a line: list markers,
# headings, quotes, rules, underlines, fences, table rulers, reST directives.
_BLOCK_START = re.compile(
    r"[-+]++|\*++|_++|=++|[:|]*+-[:|-]*+|#.*|>.*|~~~.*|\.\.|\d{1,9}[.)]"
)

Size: TypeAlias = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of inline Markdown; a word holds spaces only inside a code span.

    Attributes:
        lead: What the first line starts with: indentation and list markers.
        hang: The indentation of the further lines.
        gap: Whether a blank line comes before it.
        words: The inline Markdown between the places where a line may break.
        marked: The indexes of the words after which a mark is still open.
    """

    lead: str
    hang: str
    gap: bool
    words: tuple[str, ...]
    marked: frozenset[int] = frozenset()

    def lines(self, width: int, taken: int, size: Size) -> Iterator[str]:
        """Fill lines up to ``width`` characters, one word at least.

        Args:
            width: How many characters a line has.
            taken: How many of the first line's are taken already.
            size: How many characters a text takes up.
        """
        line = self.lead + _at_line_start(self.words[0])
        filled = taken + size(line)
        text = " ".join(self.words)
        # Few texts have words to look at one by one.
        of_word = len if size(text) == len(text) else size
        for word in self.words[1:]:
            filled += 1 + of_word(word)
            if filled <= width:
                line += " " + word
            else:
                yield line
                line = self.hang + _at_line_start(word)
                filled = size(line)
        yield line


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines that keep their breaks: a fenced code block or a table.

    Attributes:
        lead: What the first line starts with: indentation and list markers.
        hang: The indentation of the further lines.
        gap: Whether a blank line comes before it.
        text: The lines.
    """

    lead: str
    hang: str
    gap: bool
    text: tuple[str, ...]

    def lines(self, width: int, taken: int, size: Size) -> Iterator[str]:
        """The lines as they are, whatever the width."""
        yield (self.lead + self.text[0]).rstrip()
        for line in self.text[1:]:
            yield (self.hang + line).rstrip()


@dataclass(frozen=True, slots=True)
class Markdown:
    """Documentation in CommonMark; false when there is none.

    It holds no line break but those that ``wrapped`` makes, no control character and
    no HTML, and is not yet escaped for the Python literal or comment that it goes to.
    """

    blocks: tuple[Paragraph | Verbatim, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.blocks)

    def wrapped(
        self, width: int, *, taken: int = 0, size: Size = len
    ) -> tuple[str, ...]:
        """Lay the text out in lines.

        Args:
            width: The length in characters that a line has at most, unless a single
                word, code span, code block or table row is longer.
            taken: How many characters of the first line are taken already.
            size: How many characters a text takes up where it is going to.

        Returns:
            The lines, without line ends, tabs or trailing spaces.
        """
        lines: list[str] = []
        for block in self.blocks:
            if block.gap and lines:
                lines.append("")
            lines.extend(block.lines(width, 0 if lines else taken, size))
        return tuple(lines)

    def summary(self) -> Markdown:
        """Return the first sentence, with its code spans, links and emphasis whole.

        Text without a paragraph, such as a table, gives its first block.
        """
        for block in self.blocks:
            if isinstance(block, Paragraph):
                count = first_sentence(block.words, block.marked)
                return Markdown((Paragraph("", "", False, block.words[:count]),))
        return Markdown(self.blocks[:1])


def paragraph(words: Iterable[str]) -> Markdown:
    """A paragraph of words that have no marks; no text if there are none."""
    block = Paragraph("", "", False, tuple(words))
    return Markdown((block,) if block.words else ())


def _at_line_start(word: str) -> str:
    if _BLOCK_START.fullmatch(word) is None:
        return word
    return f"{word[:-1]}\\{word[-1]}" if word[0].isdigit() else "\\" + word
