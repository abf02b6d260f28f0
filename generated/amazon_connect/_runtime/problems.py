"""What is wrong with a value, said so that the caller can mend it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

REDACTED = "*** sensitive data redacted ***"
"""Stands wherever a sensitive value would have been shown."""


class Redacted:
    """Shows as `REDACTED`, whatever it stands for."""

    __slots__ = ()

    def __repr__(self) -> str:
        return REDACTED


class Problem(Struct, frozen=True):
    """One broken constraint."""

    path: str
    """Where, in Python's names: `initial_message.content`, `attributes['tier']`."""

    constraint: str
    """Which: a Smithy trait's name (`required`, `length`, …), or `type`."""

    message: str
    """What holds for a valid value, with the bound, and what was found."""

    def under(self, parent: str) -> Problem:
        """Returns the same problem as seen from the value that holds this one."""
        path = f"{parent}.{self.path}" if self.path else parent
        return Problem(path, self.constraint, self.message)

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class BuildError(ValueError):
    """A value breaks constraints of its model; nothing was built or serialised."""

    def __init__(self, shape: str, problems: Sequence[Problem]) -> None:
        self.shape = shape
        """Name of the class that could not be built."""
        self.problems = tuple(problems)
        """Every problem, in the order of the members."""
        super().__init__(shape, self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        lines = (f"\n  {problem}" for problem in self.problems)
        return f"{self.shape} has {count} {noun}:{''.join(lines)}"


def unset(path: str) -> Problem:
    """Reports an unset required member."""
    return Problem(path, "required", "is required")


def under(parent: str, problems: Sequence[Problem]) -> list[Problem]:
    """Returns `problems` as seen from the value that holds their subject."""
    return [problem.under(parent) for problem in problems]
