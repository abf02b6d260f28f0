"""One line of an explanation, with what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of a package.

    Its texts may come from a model as they are: who prints them makes them harmless.
    """

    name: str
    type: str = ""
    """The Python class or type, if it has one."""
    facts: tuple[str, ...] = ()
    place: str = ""
    """File and line of the model."""
    children: tuple[Entry, ...] = ()
