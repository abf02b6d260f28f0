"""From the atoms of a paragraph to words of Markdown, split where a line may break.

The rules are CommonMark's: https://spec.commonmark.org/0.31.2/#inlines.
"""

from __future__ import annotations

import re

from smithwright.plan.documentation.code import code_span
from smithwright.plan.documentation.inline import (
    Atom,
    Autolink,
    Code,
    End,
    Mark,
    Space,
    Start,
    Text,
)
from smithwright.plan.documentation.sentences import ends_sentence

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
_MISREAD_IN_LINK = re.compile(rf"{_MISREAD.pattern} | [\[\]]", re.VERBOSE)
# References, because Pyright escapes "<" itself and Python-Markdown knows no "\<".
_REFERENCES = {"<": "&lt;", "&": "&amp;"}


class Words:
    """The words of a paragraph's atoms, and where its first sentence ends.

    Attributes:
        words: Inline Markdown; only a code span holds spaces.
        sentence: How many of the words make the first sentence.
    """

    def __init__(self, atoms: list[Atom]) -> None:
        """Render the atoms."""
        self.words: list[str] = []
        self.sentence = 0
        self._word = ""
        self._marks = 0
        self._linked = False
        self._ended = False
        for before, atom, after in zip(
            [Space(), *atoms], atoms, [*atoms[1:], Space()], strict=False
        ):
            self._add(atom, before, after)
        self._break()
        self.sentence = self.sentence or len(self.words)

    def _add(self, atom: Atom, before: Atom, after: Atom) -> None:
        match atom:
            case Text(text):
                self._prose(_escaped(text, before, after, linked=self._linked))
            case Code(text):
                self._word += code_span(text)
            case Autolink(url):
                self._word += f"<{url}>"
            case Space():
                self._break()
            case Start(Mark(delimiter, destination)):
                self._marks += 1
                self._word += delimiter
                self._linked = self._linked or destination is not None
            case End(Mark(delimiter, destination)):
                self._marks -= 1
                self._word += f"]({destination})" if destination else delimiter
                self._linked = self._linked and destination is None

    def _prose(self, text: str) -> None:
        first, *rest = text.split(" ")
        self._word += first
        for word in rest:
            self._break()
            self._word = word

    def _break(self) -> None:
        # A sentence has ended if the next word does not go on in lower case.
        if self._ended and not self._word[:1].islower():
            self.sentence = len(self.words)
        self.words.append(self._word)
        self._ended = not (self.sentence or self._marks) and ends_sentence(self._word)
        self._word = ""


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
