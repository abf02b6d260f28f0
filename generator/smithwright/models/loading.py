"""Models as every part of the project loads them: with the project's own traits."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from smithwright.sources import documents_of
from smithwright.sources.document import SourceDocument
from smithy_parser import Document, Event, Model, assemble, load_model


def load(sources: Iterable[str], base: Path) -> Model:
    """Returns the model that sources make up, with the traits of this project.

    Args:
        sources: Source specs.
        base: The folder that their paths are relative to.

    Raises:
        SourceError: A source cannot be read.
        ModelError: The model has errors.
    """
    return model_of(documents_of(sources, base))


def model_of(documents: Iterable[SourceDocument]) -> Model:
    """Returns the model that documents make up.

    Raises:
        ModelError: The model has errors.
    """
    return load_model(*_as_parsed(documents), definitions=_project_traits())


def events_of(documents: Iterable[SourceDocument]) -> list[Event]:
    """Returns all that is to be said about the model that documents make up."""
    return assemble(*_as_parsed(documents), definitions=_project_traits())[1]


def _as_parsed(documents: Iterable[SourceDocument]) -> list[Document]:
    return [Document(each.name, each.data) for each in documents]


def _project_traits() -> list[Document]:
    content = Path(__file__).with_name("constraints.json").read_bytes()
    return [Document("smithwright/constraints.json", content)]


def is_project_trait(shape_id: str) -> bool:
    """Returns whether a shape belongs to the definitions of this project's traits."""
    return shape_id.startswith("smithwright.constraints#")
