"""What has to hold for a value, and the traits that say so.

https://smithy.io/2.0/spec/constraint-traits.html; the traits of the namespace
`smithwright.constraints` are this project's own (docs/constraints.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from smithy_parser.patterns import LONGEST, PythonPattern, to_python

LENGTH = "smithy.api#length"
PATTERN = "smithy.api#pattern"
SPARSE = "smithy.api#sparse"
RANGE = "smithy.api#range"
UNIQUE_ITEMS = "smithy.api#uniqueItems"

TOTAL_SIZE = "smithwright.constraints#totalSize"
REQUIRED_ELEMENTS = "smithwright.constraints#requiredElements"
EXCLUSIVE_MEMBERS = "smithwright.constraints#exclusiveMembers"

Number: TypeAlias = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive bounds; None leaves a side open."""

    minimum: Number | None = None
    maximum: Number | None = None

    def __bool__(self) -> bool:
        return self.minimum is not None or self.maximum is not None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that a text has to match."""

    text: str
    """As the model has it."""
    holder: str
    """The id of the shape or member that has the trait."""
    longest: int | None = None
    """How many characters the text may have; None for any number."""

    @property
    def checked(self) -> PythonPattern | None:
        """What is checked, in Python's dialect; None where nothing is."""
        return None if self.objection else to_python(self.text)

    @property
    def objection(self) -> str:
        """Why it is not checked; empty where it is."""
        if (translated := to_python(self.text)) is None:
            return "its pattern has no equivalent in Python's re"
        if not translated.is_quick(LONGEST if self.longest is None else self.longest):
            return "its pattern may take very long, and is not checked"
        return ""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What has to hold for one value."""

    length: Bounds = Bounds()
    range: Bounds = Bounds()
    """What the model says and what fits in the type."""
    has_range: bool = False
    """Whether the model says anything of it."""
    total_size: Bounds = Bounds()
    pattern: Pattern | None = None
    unique_items: bool = False
    required_elements: tuple[str, ...] = ()
    exclusive: tuple[tuple[str, ...], ...] = ()
    """Groups of member names; no two of a group may be set together."""
