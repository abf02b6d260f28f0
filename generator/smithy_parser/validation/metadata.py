"""Metadata whose shape the model defines.

Implements the ``metadata`` trait of the prelude.
"""

from collections.abc import Iterator
from typing import Final

from ..events import NOWHERE, Event
from ..model import Model
from ..shapes import Shape
from .findings import error, with_trait
from .node_values import NodeValues
from .values import text, trait_properties
from .wording import listed

_METADATA: Final = "smithy.api#metadata"
_ID: Final = "MetadataTrait"
_RESERVED: Final = ("severityOverrides", "suppressions", "validators")


def validate_metadata_definitions(model: Model) -> Iterator[Event]:
    """Check that each key of the metadata has one definition at most."""
    for key, shapes in _definitions(model).items():
        for shape in shapes if key in _RESERVED or len(shapes) > 1 else ():
            if key in _RESERVED:
                message = (
                    f"The metadata key `{key}` has been reserved by Smithy and may not "
                    "be defined elsewhere."
                )
            else:
                others = listed(sorted(s.id for s in shapes if s is not shape))
                message = (
                    f"A type has already been defined for the metadata key `{key}`. "
                    f"Conflicts with: [{others}]"
                )
            yield error(shape, _ID, message, _METADATA)


def validate_metadata(model: Model) -> Iterator[Event]:
    """Check the metadata against the shapes that define it."""
    values = NodeValues(model)
    for key, shapes in _definitions(model).items():
        if key in model.metadata and len(shapes) == 1:
            for problem in values.problems(shapes[0], model.metadata[key]):
                id, context = f"TypedMetadata.{key}", f"metadata.{key}"
                yield problem.event(id, None, context, NOWHERE)


def _definitions(model: Model) -> dict[str, list[Shape]]:
    """The shapes that define metadata, by its keys."""
    found: dict[str, list[Shape]] = {}
    for shape in with_trait(model, _METADATA):
        key = text(trait_properties(shape, _METADATA).get("key"))
        if key is not None:
            found.setdefault(key, []).append(shape)
    return found
