"""From the atoms of a paragraph to words of Markdown, split where a line may break.

The rules are CommonMark's: https://spec.commonmark.org/0.31.2/#inlines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from smithwright.plan.documentation.code import code_span
from smithwright.plan.documentation.inline import (
    SPACE,
    Atom,
    Autolink,
    Code,
    End,
    Mark,
    Space,
    Start,
    Text,
)

# What prose must not say to Markdown. Underscores between letters or digits and
# asterisks between spaces mean nothing; a backslash does before punctuation and before
# a line break; "](", "][" and "]:" make links; "![" makes an image.
_MISREAD = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~\s]) | ` | (?<!\s)\* | \*(?!\s)
    | (?<!\w)_++ | (?<!_)_++(?![^\W_])
    | \](?=[(\[:]) | !(?=\[) | <(?=[A-Za-z/!?]) | &(?=\#?\w+;)
    """,
    re.VERBOSE,
)
MISREADABLE = r"\\`*_\[\]!<&"
"""The characters, as in a class, without which there is nothing to misread."""
_SUSPECT = re.compile(f"[{MISREADABLE}]")
_MISREAD_IN_LINK = re.compile(rf"{_MISREAD.pattern} | [\[\]]", re.VERBOSE)
# References, because Pyright escapes "<" itself and Python-Markdown knows no "\<".
_REFERENCES = {"<": "&lt;", "&": "&amp;"}


class Words:
    """The words of a paragraph's atoms.

    Attributes:
        words: Inline Markdown; only a code span holds spaces.
        marked: The indexes of the words after which a mark is still open.
    """

    def __init__(self, atoms: list[Atom]) -> None:
        """Render the atoms."""
        self.words: list[str] = []
        self._word = ""
        self.marked: set[int] = set()
        self._marks = 0
        self._linked = False
        for index, atom in enumerate(atoms):
            self._add(atom, atoms, index)
        self._break()

    def _add(self, atom: Atom, atoms: Sequence[Atom], index: int) -> None:
        match atom:
            case Space():
                self._break()
            case Text(text):
                if _SUSPECT.search(text):
                    before = atoms[index - 1] if index else SPACE
                    after = atoms[index + 1] if index + 1 < len(atoms) else SPACE
                    text = _escaped(text, before, after, linked=self._linked)
                self._prose(text)
            case Code(text):
                self._word += code_span(text)
            case Autolink(url):
                self._word += f"<{url}>"
            case Start(Mark(delimiter, destination)):
                self._marks += 1
                self._word += delimiter
                self._linked = self._linked or destination is not None
            case End(Mark(delimiter, destination)):
                self._marks -= 1
                self._word += f"]({destination})" if destination else delimiter
                self._linked = self._linked and destination is None

    def _prose(self, text: str) -> None:
        *whole, last = text.split(" ")
        if whole:
            whole[0] = self._word + whole[0]
            self._finish(whole)
            self._word = last
        else:
            self._word += last

    def _break(self) -> None:
        self._finish([self._word])
        self._word = ""

    def _finish(self, words: list[str]) -> None:
        if self._marks:
            start = len(self.words)
            self.marked.update(range(start, start + len(words)))
        self.words += words


def _escaped(text: str, before: Atom, after: Atom, *, linked: bool) -> str:
    # Beside a mark or code stands punctuation; "![" is the only pair that matters.
    framed = (" " if isinstance(before, Space) else ".") + text
    match after:
        case Space():
            framed += " "
        case Start(Mark(destination=str())):
            framed += "["
        case _:
            framed += "."
    return (_MISREAD_IN_LINK if linked else _MISREAD).sub(_escape, framed)[1:-1]


def _escape(found: re.Match[str]) -> str:
    text = found[0]
    return _REFERENCES.get(text) or "".join(f"\\{char}" for char in text)
