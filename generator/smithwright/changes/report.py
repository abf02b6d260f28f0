"""The report: every difference with what it means, and the version to go for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from smithwright.changes.meaning.impact import BUMPS, Bump, Impact, Meaning
from smithwright.changes.meaning.shapes import meaning
from smithwright.changes.meaning.traits import is_documentation
from smithwright.changes.renames import Rename, renames
from smithwright.changes.usage import Usage
from smithwright.changes.words import Phrase, words
from smithy_parser import Model, ShapeType
from smithy_parser.diff import Change, Difference, Part, diff

_FIRST = (ShapeType.SERVICE, ShapeType.RESOURCE, ShapeType.OPERATION)


@dataclass(frozen=True, slots=True)
class Entry:
    """A difference, in words, and what it means.

    Attributes:
        difference: What differs, with Smithy's events.
        words: What happened to the shape or member.
        meaning: What that is to users of the generated package.
        is_documentation: Whether only texts differ.
    """

    difference: Difference
    words: Phrase
    meaning: Meaning
    is_documentation: bool

    @property
    def is_added_operation(self) -> bool:
        """Whether there is a new operation."""
        difference = self.difference
        return (
            difference.part is Part.SHAPE
            and difference.change is Change.ADDED
            and difference.type is ShapeType.OPERATION
        )

    @property
    def subject(self) -> str:
        """The id of the shape or member; the key of metadata."""
        return str(self.difference.shape_id or self.difference.name)


@dataclass(frozen=True)
class Report:
    """All differences between two models.

    Attributes:
        old: What the old model is called.
        new: What the new model is called.
        entries: The differences: what matters most first, then by shape.
        renames: Names in Python that change because others came or went.
    """

    old: str
    new: str
    entries: tuple[Entry, ...]
    renames: tuple[Rename, ...]

    @cached_property
    def impact(self) -> Impact:
        """The greatest of all impacts."""
        found = [entry.meaning.impact for entry in self.entries]
        found += [Impact.BREAKING for _ in self.renames]
        return max(found, key=lambda impact: impact.rank, default=Impact.NONE)

    @property
    def bump(self) -> Bump:
        """The part of the package's version that the differences ask for."""
        return BUMPS[self.impact]

    @cached_property
    def documentation(self) -> tuple[Entry, ...]:
        """The differences of texts."""
        return tuple(entry for entry in self.entries if entry.is_documentation)

    def of(self, impact: Impact) -> tuple[Entry, ...]:
        """The differences of an impact, without those of texts."""
        return tuple(
            entry
            for entry in self.entries
            if entry.meaning.impact is impact and not entry.is_documentation
        )

    @cached_property
    def counts(self) -> dict[Impact, int]:
        """How many differences there are of each impact, without those of texts."""
        found = Counter(
            e.meaning.impact for e in self.entries if not e.is_documentation
        )
        return {impact: found[impact] for impact in reversed(Impact)}


def compare(old: Model, new: Model, old_name: str, new_name: str) -> Report:
    """Returns the report on two models.

    Args:
        old: The model as it was.
        new: The model as it is.
        old_name: What the report calls the old model.
        new_name: What the report calls the new model.

    Raises:
        ModelError: Something that a service binds is not what can be bound.
    """
    before, after = Usage(old), Usage(new)
    entries = [_entry(before, after, each) for each in diff(old, new)]
    entries.sort(key=_rank)
    return Report(old_name, new_name, tuple(entries), renames(before, after))


def _entry(old: Usage, new: Usage, difference: Difference) -> Entry:
    is_text = difference.part is Part.TRAIT and is_documentation(difference)
    return Entry(difference, words(difference), meaning(old, new, difference), is_text)


def _rank(entry: Entry) -> tuple[object, ...]:
    """What matters most, then what is called, then what it is made of."""
    difference = entry.difference
    is_first = difference.type in _FIRST and difference.part is not Part.MEMBER
    return (-entry.meaning.impact.rank, not is_first, entry.subject, difference.path)
