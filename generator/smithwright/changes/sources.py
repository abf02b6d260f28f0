"""The two models of a comparison."""

from __future__ import annotations

from pathlib import Path

from smithwright.sources import resolve
from smithy_parser import Document, Model, load_model


def read_model(spec: str, base: Path) -> tuple[Model, str]:
    """Returns the model that a source spec or a folder holds, and its name.

    Raises:
        SourceError: The source cannot be read or converted.
        ModelError: The model has errors.
    """
    if (base / spec).is_dir():
        return load_model(base / spec), Path(spec).as_posix()
    document = resolve(spec, base)
    return load_model(Document(document.name, document.data)), document.name
