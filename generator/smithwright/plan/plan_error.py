"""The error of a model that no package can be made of, and what it points to."""

from __future__ import annotations

from typing import Protocol

from smithwright.errors import SmithwrightError
from smithy_parser import SourceLocation


class Origin(Protocol):
    """What in a model something was decided from."""

    @property
    def id(self) -> str:
        """The absolute id of the shape."""
        ...

    @property
    def source(self) -> SourceLocation:
        """Where it stands."""
        ...


class PlanError(SmithwrightError):
    """The model asks for what no package can be made of, or what is not supported."""

    def __init__(self, origin: Origin, message: str) -> None:
        """Makes the error.

        Args:
            origin: What in the model asks for it.
            message: What is wrong.
        """
        super().__init__(origin, message)
        self.origin = origin
        self.message = message

    def __str__(self) -> str:
        return f"{self.origin.source}: {self.origin.id}: {self.message}"
