"""The inline content of one paragraph, as atoms that Markdown can say."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from string import punctuation
from typing import Final


@dataclass(slots=True, eq=False)
class Mark:
    """Emphasis (``*``), strong emphasis (``**``) or, with a destination, a link."""

    delimiter: str
    destination: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Prose, its whitespace collapsed."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """The content of a code span, its whitespace collapsed."""

    text: str


@dataclass(frozen=True, slots=True)
class Start:
    """Where a mark starts."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class End:
    """Where a mark ends."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Space:
    """Where a line may break."""


@dataclass(frozen=True, slots=True)
class Autolink:
    """A link whose text is its destination."""

    url: str


Atom = Text | Code | Autolink | Start | End | Space

SPACE: Final = Space()

_CLINGS = re.compile(r"[.,;)](?:[\s.,;)]|$)")


@dataclass(slots=True)
class Inline:
    """Collects the atoms of a paragraph, with spaces moved out of marks and code.

    Attributes:
        atoms: What has been read.
        open: The marks that have not ended yet, outermost first.
    """

    atoms: list[Atom] = field(default_factory=list[Atom])
    open: list[Mark] = field(default_factory=list[Mark])
    _empty: list[Mark] = field(default_factory=list[Mark])
    _space: bool = False

    def text(self, text: str) -> None:
        """Add prose."""
        self._content(Text, text)

    def code(self, text: str) -> None:
        """Add the content of a code span."""
        self._content(Code, text)

    def start(self, mark: Mark) -> None:
        """Start a mark, unless one like it is open: neither kind nests in itself."""
        if all(mark.delimiter != other.delimiter for other in self.open):
            self.open.append(mark)
            self._empty.append(mark)

    def end(self, delimiter: str) -> None:
        """End the open mark of that delimiter, if any, and all that started in it."""
        if any(mark.delimiter == delimiter for mark in self.open):
            while self._end_last() != delimiter:
                pass

    def _end_last(self) -> str:
        mark = self.open.pop()
        if self._empty and self._empty[-1] is mark:
            self._empty.pop()
        elif self.atoms[-2:] == [Start(mark), Text(mark.destination or "")]:
            self.atoms[-2:] = [Autolink(mark.destination or "")]
        else:
            self.atoms.append(End(mark))
        return mark.delimiter

    def _content(self, kind: type[Text] | type[Code], raw: str) -> None:
        words = raw.split()
        if not words:
            self._space = self._space or bool(raw)
            return
        text = " ".join(words)
        self._space = self._space or raw[0].isspace()
        last = self.atoms[-1] if self.atoms else None
        if self._space and last is not None and not _clings(last, text):
            self.atoms.append(SPACE)
        elif isinstance(last, kind) and not self._empty:
            # Two code spans that touch would read as one with a longer fence.
            self.atoms.pop()
            text = last.text + text
        if self._empty:
            self.atoms += map(Start, self._empty)
            self._empty.clear()
        self.atoms.append(kind(text))
        self._space = raw[-1].isspace()

    def finished(self) -> list[Atom]:
        """End the paragraph, and start the next.

        Returns:
            The atoms, in an order that Markdown can say.
        """
        while self.open:
            self._end_last()
        self._space = False
        atoms, self.atoms = self.atoms, []
        return _readable(atoms)


def _clings(last: Atom, text: str) -> bool:
    """Whether text is punctuation that belongs to the mark or code before it."""
    return isinstance(last, Code | End) and _CLINGS.match(text) is not None


def _readable(atoms: list[Atom]) -> list[Atom]:
    """Leave out the emphasis that CommonMark would not see as such where it stands."""
    starts = {a.mark: i for i, a in enumerate(atoms) if isinstance(a, Start)}
    if not starts:
        return atoms
    lost: set[Mark] = set()
    for end, atom in enumerate(atoms):
        if isinstance(atom, End) and atom.mark.destination is None:
            start = starts[atom.mark]
            before = atoms[start - 1] if start else None
            # "**a***b*": nobody can tell where the one ends and the other starts.
            touches = isinstance(before, End) and before.mark.destination is None
            if touches or not _flanks(atoms, start, end):
                lost.add(atom.mark)
    return [a for a in atoms if not (isinstance(a, Start | End) and a.mark in lost)]


def _flanks(atoms: list[Atom], start: int, end: int) -> bool:
    """https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run and right."""
    before, first = _edge(atoms, start, -1), _edge(atoms, start, 1)
    last, after = _edge(atoms, end, -1), _edge(atoms, end, 1)
    opens = first.isalnum() or _separates(before)
    return opens and (last.isalnum() or _separates(after))


def _edge(atoms: list[Atom], index: int, step: int) -> str:
    """The character that a run of delimiters has on one side."""
    index += step
    while 0 <= index < len(atoms) and _is_delimiter(atoms[index]):
        index += step
    if not 0 <= index < len(atoms):
        return " "
    match atoms[index]:
        case Text(text):
            return text[0 if step > 0 else -1]
        case Space():
            return " "
        case _:
            return "`"


def _is_delimiter(atom: Atom) -> bool:
    return isinstance(atom, Start | End) and atom.mark.destination is None


def _separates(char: str) -> bool:
    # Symbols are punctuation only since CommonMark 0.31, so they are left out.
    return (
        char.isspace()
        or char in punctuation
        or unicodedata.category(char).startswith("P")
    )
