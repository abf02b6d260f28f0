"""Places in sources, turned into line and column only when somebody asks."""

from bisect import bisect_right
from functools import cached_property
from typing import Protocol

from smithy_parser.events import SourceLocation


class Place(Protocol):
    """Something in a source that can be found there."""

    def locate(self) -> SourceLocation:
        """File, line and column."""
        ...

    def of_trait(self, trait: str) -> "Place":
        """Returns the place of a trait that is written on the shape at this place."""
        ...

    def of_member(self, name: str) -> "Place":
        """Returns the place of a member that has this one as its origin."""
        ...


class SourceText:
    """The text of a source, under its name."""

    def __init__(self, name: str, content: str) -> None:
        """Keeps a name for messages and the content."""
        self.name = name
        self.content = content

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.content.find
        while (end := find("\n", starts[-1])) >= 0:
            starts.append(end + 1)
        return starts

    def locate(self, offset: int) -> SourceLocation:
        """Line and column of the character at `offset`."""
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        return SourceLocation(self.name, line, column)

    def line(self, number: int) -> str:
        """Returns the text of a line, counted from 1, without its line break."""
        start = self._line_starts[number - 1]
        end = self.content.find("\n", start)
        return self.content[start : end if end >= 0 else None].rstrip("\r")


class TextPlace:
    """An offset in a text."""

    __slots__ = ("_offset", "_text")

    def __init__(self, text: SourceText, offset: int) -> None:
        """Points to the character of `text` at `offset`."""
        self._text = text
        self._offset = offset

    def locate(self) -> SourceLocation:
        """Line and column of the offset."""
        return self._text.locate(self._offset)

    def of_trait(self, trait: str) -> Place:
        """Returns the shape's own place: the readers of text record those of traits."""
        del trait
        return self

    def of_member(self, name: str) -> Place:
        """Returns the place itself: each member in a text has its own."""
        del name
        return self
