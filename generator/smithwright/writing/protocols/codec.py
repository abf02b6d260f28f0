"""What a payload's format has to write for a class."""

from __future__ import annotations

from typing import Protocol as Interface

from smithwright.plan.fields import Record
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function


class Codec(Interface):
    """Writes and reads the values of classes in payloads."""

    def writer(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that gives a structure's payload.

        None where the encoder takes the structure as it is.
        """
        ...

    def reader(self, imports: Imports, record: Record) -> Function | None:
        """Returns the function that reads a structure from a payload.

        None where the decoder makes the structure by itself.
        """
        ...
