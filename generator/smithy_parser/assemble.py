"""From sources to a model: the corridor's two ends.

sources → declarations → merge → applied traits → upgrade → mixins → shapes → model
"""

from .builtin import builtin_shapes
from .events import Event, ModelError, Severity
from .loading import load_shapes
from .model import Model
from .relationships import unresolved
from .sources import Source, read_sources


def load_model(*sources: Source) -> Model:
    """Load the model that `sources` make up together.

    Args:
        sources: Paths of ``.smithy`` and ``.json`` files or of folders with them,
            bytes, decoded JSON ASTs, and `Document`s; in any order.

    Raises:
        ModelError: The model has an event of severity ERROR or DANGER. The exception
            has all events.
    """
    model, events = assemble(*sources)
    if model is None or any(event.is_fatal for event in events):
        raise ModelError(events)
    return model


def assemble(*sources: Source) -> tuple[Model | None, list[Event]]:
    """Load a model and give all events, for tools that want them all.

    The model is None where an error leaves nothing to look at; with other errors it
    is what could be made of the sources.
    """
    events: list[Event] = []
    documents = list(read_sources(sources, events))
    known = builtin_shapes(documents)
    shapes, merged = load_shapes(documents, known, events)
    builtin = {id: shape for id, shape in known.items() if id not in shapes}
    model = Model(shapes | builtin, merged.metadata, frozenset(builtin))
    if any(event.severity is Severity.ERROR for event in events):
        return (model if shapes else None), events
    return model, [*events, *unresolved(model.shapes)]
