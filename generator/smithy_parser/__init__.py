"""Smithy models in Python: https://smithy.io/2.0/spec/.

`load_model` reads a model from any mix of sources and raises `ModelError` if it has
errors; `assemble` also validates the model and gives it together with all events. A
`Model` is immutable: shapes by id, with their members, traits and source positions.
"""

from .assemble import assemble, load_model
from .events import Event, ModelError, Severity, SourceLocation
from .model import MISSING, MissingType, Model
from .nodes import Node
from .nullability import Nullability
from .relationships import Relationship, relationships
from .selectors.errors import SelectorError
from .shape_id import ShapeId
from .shapes import (
    EnumShape,
    IntEnumShape,
    ListShape,
    MapShape,
    Member,
    OperationShape,
    ResourceShape,
    ServiceShape,
    Shape,
    ShapeType,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from .sources import Document, Source
from .validation import trait_errors, validate

__all__ = [
    "MISSING",
    "Document",
    "EnumShape",
    "Event",
    "IntEnumShape",
    "ListShape",
    "MapShape",
    "Member",
    "MissingType",
    "Model",
    "ModelError",
    "Node",
    "Nullability",
    "OperationShape",
    "Relationship",
    "ResourceShape",
    "SelectorError",
    "ServiceShape",
    "Severity",
    "Shape",
    "ShapeId",
    "ShapeType",
    "SimpleShape",
    "Source",
    "SourceLocation",
    "StructureShape",
    "UnionShape",
    "assemble",
    "load_model",
    "relationships",
    "trait_errors",
    "validate",
]
