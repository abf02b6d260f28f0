"""All rules, in the order in which they are looked at."""

from collections.abc import Iterable
from typing import Final

from ..events import Event
from ..model import Model
from ..relationships import unresolved
from .findings import Validator


def _resolves(model: Model) -> Iterable[Event]:
    return unresolved(model.shapes)


REFERENCES: Final[tuple[Validator, ...]] = (_resolves,)
"""What all other rules take for granted."""

VALIDATORS: Final[tuple[Validator, ...]] = ()
"""The rules of the specification."""
