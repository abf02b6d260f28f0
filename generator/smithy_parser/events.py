"""Validation events: what is wrong with a model, and where.

Implements https://smithy.io/2.0/spec/model-validation.html#validation-events.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from smithy_parser.shape_id import ShapeId


class SourceLocation(NamedTuple):
    """A position in a source: line and column count from 1, in characters.

    Line and column are 0 where the source has no text, as a decoded AST has none.
    """

    filename: str
    line: int
    column: int

    def __str__(self) -> str:
        """The location as editors and compilers write it, as far as it is known."""
        if not self.line:
            return self.filename
        return f"{self.filename}:{self.line}:{self.column}"


NOWHERE = SourceLocation("N/A", 0, 0)


class Severity(StrEnum):
    """How bad an event is, from least to worst."""

    SUPPRESSED = "SUPPRESSED"
    NOTE = "NOTE"
    WARNING = "WARNING"
    DANGER = "DANGER"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class Event:
    """One finding about a model.

    Attributes:
        severity: A model with an event of severity ERROR or DANGER is refused.
        id: The kind of finding, as suppressions name it.
        shape_id: The shape or member concerned, if there is one.
        message: The finding in words.
        source: Where it is.
        excerpt: The line of the source, for errors of syntax.
    """

    severity: Severity
    id: str
    shape_id: ShapeId | None
    message: str
    source: SourceLocation = NOWHERE
    excerpt: str = ""

    def __str__(self) -> str:
        """Returns the event on one line, its location first."""
        return (
            f"{self.source}: {self.severity} [{self.id}] "
            f"{self.shape_id or '-'}: {self.message}"
        )

    @property
    def is_fatal(self) -> bool:
        """Whether a model with this event is refused."""
        return self.severity in (Severity.ERROR, Severity.DANGER)

    def report(self) -> str:
        """Returns the event, and below it the line that it is about with a mark."""
        if not self.excerpt:
            return str(self)
        mark = " " * (self.source.column - 1) + "^"
        return f"{self}\n    {self.excerpt}\n    {mark}"


class ModelError(Exception):
    """A model, or a question about one, that cannot be answered.

    Attributes:
        events: All events of the model, the harmless ones too.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        """Keeps `events`; the message shows those that are fatal."""
        self.events = tuple(events)
        super().__init__("\n".join(e.report() for e in self.events if e.is_fatal))

    def __reduce__(self) -> tuple[type["ModelError"], tuple[tuple[Event, ...]]]:
        """Pickle the events, from which the message is made anew."""
        return type(self), (self.events,)


class Refusal(Exception):
    """Raised inside a stage: what is being read cannot be used; says why."""

    def __init__(
        self,
        message: str,
        source: SourceLocation,
        shape_id: ShapeId | None = None,
        excerpt: str = "",
    ) -> None:
        """Makes the event that the stage reports."""
        self.event = Event(Severity.ERROR, "Model", shape_id, message, source, excerpt)
        super().__init__(message)
