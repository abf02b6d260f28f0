"""From sources to a model: the corridor's two ends.

sources → declarations → merge → applied traits → upgrade → mixins → shapes → model
"""

from collections.abc import Iterable

from smithy_parser.builtin import builtin_shapes
from smithy_parser.collection import collection_paused
from smithy_parser.events import Event, ModelError, Severity
from smithy_parser.loading import load_shapes
from smithy_parser.model import Model
from smithy_parser.sources import Source, read_sources
from smithy_parser.validation import validate
from smithy_parser.validation.rules.targets import targets


def load_model(*sources: Source, definitions: Iterable[Source] = ()) -> Model:
    """Loads the model that `sources` make up together.

    The sources are read and put together, and all references resolve to shapes of the
    types that they need, and traits to their definitions. `trait_errors` says whether
    what traits say of some shapes makes sense; `assemble` looks at every rule of
    Smithy, which takes longer.

    Args:
        sources: Paths of ``.smithy`` and ``.json`` files or of folders with them,
            bytes, decoded JSON ASTs, and `Document`s; in any order.
        definitions: Sources of traits that are there as if they came with the parser.

    Raises:
        ModelError: The model has an event of severity ERROR or DANGER. The exception
            has all events.
    """
    model, events = _load(sources, definitions)
    if not _has_errors(events):
        events += (event for event in targets(model) if event.is_fatal)
    if any(event.is_fatal for event in events):
        raise ModelError(events)
    return model


def assemble(
    *sources: Source, definitions: Iterable[Source] = ()
) -> tuple[Model | None, list[Event]]:
    """Loads a model, validates it, and gives all events, for tools that want them all.

    The model is None where an error leaves nothing to look at; with other errors it
    is what could be made of the sources. A model with an error of reading is not
    validated: what follows from that error would hide it.
    """
    model, events = _load(sources, definitions)
    if not _has_errors(events):
        return model, validate(model, events)
    return (model if len(model.shapes) > len(model.builtin) else None), events


def _load(
    sources: Iterable[Source], definitions: Iterable[Source]
) -> tuple[Model, list[Event]]:
    events: list[Event] = []
    with collection_paused():
        documents = list(read_sources(sources, events))
        known = builtin_shapes(documents)
        known |= load_shapes(read_sources(definitions, events), known, events)[0]
        shapes, merged = load_shapes(documents, known, events)
    builtin = {id: shape for id, shape in known.items() if id not in shapes}
    model = Model(
        shapes | builtin, merged.metadata, frozenset(builtin), merged.metadata_places
    )
    return model, events


def _has_errors(events: Iterable[Event]) -> bool:
    return any(event.severity is Severity.ERROR for event in events)
