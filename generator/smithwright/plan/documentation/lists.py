"""Lists as what they are in Markdown: prefixes of the lines of the blocks in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from smithwright.plan.documentation.markdown import Paragraph, Verbatim

ListKind = Literal["ul", "ol", "dl"]

# Deeper lists go on at this level: no published model nests more than five, and
# CommonMark parsers stop at levels of their own.
_DEEPEST = 8
_STEP = 4


@dataclass(slots=True, eq=False)
class _List:
    kind: ListKind
    marker: str
    column: int = 0
    inner: int = 0
    items: int = 0
    starting: bool = False
    loose: bool = False

    def next_marker(self) -> str:
        self.items += 1
        self.starting = False
        number = str(self.items) if self.kind == "ol" else ""
        return f"{number}{self.marker} "


@dataclass(slots=True)
class Outline:
    """Collects the blocks of a text, and knows which list items are open."""

    _lists: list[_List] = field(default_factory=list[_List])
    _too_deep: int = 0
    _just_ended: _List | None = None
    _blocks: list[tuple[Paragraph | Verbatim, _List | None]] = field(
        default_factory=list[tuple[Paragraph | Verbatim, _List | None]]
    )

    def start_list(self, kind: ListKind) -> None:
        """Start a list, inside the open item if there is one."""
        if len(self._lists) == _DEEPEST:
            self._too_deep += 1
            return
        first, other = (".", ")") if kind == "ol" else ("-", "+")
        before = self._just_ended
        # Only another marker keeps two lists in a row apart.
        again = before and before.marker == first
        self._lists.append(_List(kind, other if again else first))

    def end_list(self, kind: ListKind) -> None:
        """End the innermost open list of that kind, if any, and those in it."""
        if self._too_deep:
            self._too_deep -= 1
        elif any(open_list.kind == kind for open_list in self._lists):
            while (ended := self._lists.pop()).kind != kind:
                pass
            self._just_ended = ended if ended.items else self._just_ended

    def start_item(self) -> None:
        """Start an item of the innermost list; one without a list makes its own."""
        if not self._lists or self._lists[-1].kind == "dl":
            self.start_list("ul")
        self._lists[-1].starting = True

    def start_term(self) -> None:
        """Start a term of a definition list: an item that its definitions join."""
        self._to_definitions()
        self._lists[-1].starting = True

    def start_definition(self) -> None:
        """Start a definition, in the item of the term before it."""
        self._to_definitions()
        if not self._lists[-1].items:
            self._lists[-1].starting = True

    def _to_definitions(self) -> None:
        if not any(open_list.kind == "dl" for open_list in self._lists):
            self.start_list("dl")
            return
        while self._lists[-1].kind != "dl":
            self._lists.pop()

    def paragraph(self, words: Iterable[str], marked: Iterable[int] = ()) -> None:
        """Add a paragraph of words, some of them with a mark that is still open."""
        lead, hang, parent = self._place()
        block = Paragraph(lead, hang, True, tuple(words), frozenset(marked))
        self._blocks.append((block, parent))

    def verbatim(self, lines: list[str]) -> None:
        """Add lines that keep their breaks."""
        lead, hang, parent = self._place()
        self._blocks.append((Verbatim(lead, hang, True, tuple(lines)), parent))

    def blocks(self) -> tuple[Paragraph | Verbatim, ...]:
        """The blocks, with no blank lines between those of a tight list."""
        return tuple(
            block if parent is None or parent.loose else replace(block, gap=False)
            for block, parent in self._blocks
        )

    def _place(self) -> tuple[str, str, _List | None]:
        """Prefixes for the next block, and the list that decides on the blank line."""
        self._just_ended = None
        lead = ""
        column = 0
        within: _List | None = None
        decides: _List | None = None
        for open_list in self._lists:
            if open_list.starting:
                if not lead:
                    decides = open_list if open_list.items else within
                if not open_list.items:
                    open_list.column = column
                lead = lead.ljust(open_list.column) + open_list.next_marker()
                column = len(lead)
                open_list.inner = max(column, open_list.column + _STEP)
            elif open_list.items:
                within = open_list
                column = open_list.inner
        if lead:
            return lead, " " * column, decides
        if within is not None:
            within.loose = True
        return " " * column, " " * column, within
