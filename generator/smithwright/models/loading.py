"""Models as every part of the project loads them: with the project's own traits."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from smithwright.sources import documents_of
from smithwright.sources.document import SourceDocument
from smithy_parser import Document, Model, load_model


def load(sources: Iterable[str], base: Path) -> Model:
    """Returns the model that sources make up, with the traits of this project.

    Args:
        sources: Source specs.
        base: The folder that their paths are relative to.

    Raises:
        SourceError: A source cannot be read.
        ModelError: The model has errors.
    """
    return load_model(*with_project_traits(documents_of(sources, base)))


def with_project_traits(documents: Iterable[SourceDocument]) -> tuple[Document, ...]:
    """Returns what the parser takes: documents, and the traits that they may use."""
    content = Path(__file__).with_name("constraints.json").read_bytes()
    return (
        *(Document(each.name, each.data) for each in documents),
        Document("smithwright/constraints.json", content),
    )


def is_project_trait(shape_id: str) -> bool:
    """Returns whether a shape belongs to the definitions of this project's traits."""
    return shape_id.startswith("smithwright.constraints#")
