"""The two models of a comparison."""

from __future__ import annotations

from pathlib import Path

from smithwright.models.loading import load
from smithwright.sources import name_of
from smithy_parser import Model


def read_model(spec: str, base: Path) -> tuple[Model, str]:
    """Returns the model that a source spec or a folder holds, and its name.

    Raises:
        SourceError: The source cannot be read or converted.
        ModelError: The model has errors.
    """
    return load((spec,), base), name_of(spec, base)
