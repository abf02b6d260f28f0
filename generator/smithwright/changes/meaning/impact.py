"""How much a change matters to those who use the generated package."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from smithwright.changes.words import Phrase


class Impact(StrEnum):
    """What a change is to users of the generated package, from least to most."""

    NONE = "none"
    """The generated package stays as it is."""
    COMPATIBLE = "compatible"
    """The package changes; code that uses it does not have to."""
    NEW = "new"
    """There is something new to use."""
    BREAKING = "breaking"
    """Code that uses the package may have to change."""

    @property
    def rank(self) -> int:
        """How much it matters, as a number."""
        return tuple(Impact).index(self)


class Bump(StrEnum):
    """The part of a version that changes ask for: https://semver.org."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


BUMPS = dict(zip(Impact, Bump, strict=True))
"""The bump that each impact asks for."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a change means for users of the package, and why."""

    impact: Impact
    reason: Phrase


UNUSED = Meaning(Impact.NONE, Phrase("no operation needs it"))
"""What anything means that nothing is generated of."""
