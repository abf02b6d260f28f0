"""What every formatter does, and the one that does nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol, TypeAlias

PathAndText: TypeAlias = tuple[PurePosixPath, str]
"""A file's path inside its package and its text, which compiles."""


class FormatterError(Exception):
    """The formatter refuses a file.

    Attributes:
        path: The file; None if the formatter does not say.
        reason: What it says.
    """

    def __init__(self, path: PurePosixPath | None, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class Formatter(Protocol):
    """Lays out Python text."""

    @property
    def identity(self) -> str:
        """Name, version and settings: all but the text that decides the result."""
        ...

    @property
    def knowledge(self) -> str:
        """What its process has found out, and others need not; empty if nothing."""
        ...

    def learn(self, knowledge: str) -> None:
        """Take over what another process of the same generator knows."""
        ...

    def format(self, texts: Iterable[PathAndText]) -> Iterator[PathAndText]:
        """Lay out texts, stubs (`.pyi`) as stubs.

        Raises:
            FormatterError: It refuses one.
        """
        ...


@dataclass(frozen=True, slots=True)
class AsRendered:
    """Leaves every text as it is."""

    identity: str = "as rendered"
    knowledge: str = ""

    def learn(self, knowledge: str) -> None:
        """There is nothing to know."""

    def format(self, texts: Iterable[PathAndText]) -> Iterator[PathAndText]:
        """The texts."""
        return iter(texts)
