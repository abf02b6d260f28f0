"""From sources to a model: the stages in their order.

sources → declarations → merge → applied traits → mixins → shapes → model
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from .ast_reader import read_ast
from .declarations import Declarations
from .events import Event, ModelError, Refusal, Severity
from .json_text import JsonDocument
from .link import link
from .merge import merge
from .mixins import flatten
from .model import Model
from .nodes import Node
from .places import Text
from .relationships import unresolved
from .shapes import Shape
from .sources import Document, Source, read_sources
from .traits import apply_traits


def load_model(*sources: Source) -> Model:
    """Load the model that `sources` make up together.

    Args:
        sources: Paths of ``.smithy`` and ``.json`` files or of folders with them,
            bytes, decoded JSON ASTs, and `Document`s; in any order.

    Raises:
        ModelError: The model has an event of severity ERROR. The exception has all
            events.
    """
    model, events = assemble(*sources)
    if model is None or any(event.severity is Severity.ERROR for event in events):
        raise ModelError(events)
    return model


def assemble(*sources: Source) -> tuple[Model | None, list[Event]]:
    """Load a model and give all events, for tools that want them all.

    The model is None where an error leaves nothing to look at; with other errors it
    is what could be made of the sources.
    """
    events: list[Event] = []
    shapes, metadata = _load(sources, events)
    builtin = {id: shape for id, shape in _prelude().items() if id not in shapes}
    shapes.update(builtin)
    events += unresolved(shapes)
    return Model(shapes, metadata, frozenset(builtin)), events


def _load(
    sources: Iterable[Source], events: list[Event]
) -> tuple[dict[str, Shape], dict[str, Node]]:
    declared = (_declarations(text, events) for text in read_sources(sources, events))
    merged = merge([d for d in declared if d is not None], events)
    apply_traits(merged, events)
    return link(flatten(merged, events).values(), events), merged.metadata


def _declarations(
    document: Text | JsonDocument, events: list[Event]
) -> Declarations | None:
    try:
        if isinstance(document, JsonDocument):
            return read_ast(document, events)
        raise Refusal("Only JSON AST can be read", document.locate(0))
    except Refusal as refusal:
        events.append(refusal.event)
        return None


@cache
def _prelude() -> dict[str, Shape]:
    data = files("smithy_parser").joinpath("prelude.json").read_bytes()
    events: list[Event] = []
    return _load([Document("prelude.json", data)], events)[0]
