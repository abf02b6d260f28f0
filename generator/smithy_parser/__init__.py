"""Smithy models in Python: https://smithy.io/2.0/spec/.

`load_model` reads a model from any mix of sources and raises `ModelError` if it has
errors; `assemble` also validates the model and gives it together with all events. A
`Model` is immutable: shapes by id, with their members, traits and source positions.
"""

from smithy_parser.assemble import assemble, load_model
from smithy_parser.events import Event, ModelError, Severity, SourceLocation
from smithy_parser.model import MISSING, MissingType, Model
from smithy_parser.nodes import Node
from smithy_parser.nullability import Nullability
from smithy_parser.relationships import Relationship, relationships
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import (
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
from smithy_parser.sources import Document, Source
from smithy_parser.validation import trait_errors, validate

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
