"""Metadata with types.

Implements https://smithy.io/2.0/spec/model.html#metadata.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import Shape
from smithy_parser.validation.findings import error, with_trait
from smithy_parser.validation.node_values import NodeValues

_METADATA: Final = "smithy.api#metadata"
_RESERVED: Final = ("severityOverrides", "suppressions", "validators")


def metadata_trait(model: Model) -> Iterator[Event]:
    """MetadataTrait: keys that two shapes define, or that Smithy itself uses."""
    for key, shapes in _types(model).items():
        for shape in shapes:
            if key in _RESERVED:
                message = (
                    f"The metadata key `{key}` has been reserved by Smithy and may not "
                    f"be defined elsewhere."
                )
            elif len(shapes) > 1:
                others = sorted(other.id for other in shapes if other is not shape)
                message = (
                    f"A type has already been defined for the metadata key `{key}`. "
                    f"Conflicts with: [{', '.join(others)}]"
                )
            else:
                continue
            yield error(shape, "MetadataTrait", message, _METADATA)


def typed_metadata(model: Model) -> Iterator[Event]:
    """TypedMetadata: values that don't fit the shape of their key."""
    values = NodeValues(model)
    for key, shapes in _types(model).items():
        if key not in model.metadata or key in _RESERVED:
            continue
        id, context = f"TypedMetadata.{key}", f"metadata.{key}"
        source = model.metadata_source(key)
        for problem in values.problems(shapes[0], model.metadata[key]):
            yield problem.event(id, None, context, source)


def _types(model: Model) -> Mapping[str, list[Shape]]:
    found: dict[str, list[Shape]] = {}
    for shape in with_trait(model, _METADATA):
        trait = shape.traits[_METADATA]
        key = trait.get("key") if isinstance(trait, Mapping) else None
        if isinstance(key, str):
            found.setdefault(key, []).append(shape)
    return found
