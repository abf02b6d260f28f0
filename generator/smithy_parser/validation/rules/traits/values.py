"""The values of traits against the shapes that define the traits.

Implements https://smithy.io/2.0/spec/model.html#trait-node-values.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.nodes import Node, is_list, kind
from smithy_parser.patterns import fault_of
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.selector import parse_selector
from smithy_parser.shape_id import ABSOLUTE_ID, PRELUDE, relative
from smithy_parser.shapes import ListShape, Shape, ShapeType, StructureShape
from smithy_parser.validation.findings import error, own_shapes
from smithy_parser.validation.node_values import NodeValues

_REQUIRED: Final = "smithy.api#required"
_TRAIT: Final = "smithy.api#trait"
_KINDS: Final[Mapping[ShapeType, str]] = {
    ShapeType.STRING: "string",
    ShapeType.ENUM: "string",
    ShapeType.INTEGER: "number",
    ShapeType.LIST: "array",
    ShapeType.MAP: "object",
    ShapeType.STRUCTURE: "object",
}
# The two blanks are Smithy's own.
_ANNOTATION: Final = "Annotation traits  must be an object or omitted in the IDL, but"


def trait_creation(model: Model) -> Iterator[Event]:
    """Model: values that are none of the prelude's traits at all."""
    for shape in own_shapes(model):
        for trait, value in shape.traits.items():
            definition = model.get(trait)
            if definition is None or not trait.startswith(f"{PRELUDE}#"):
                continue
            if (message := _no_such_trait(definition, value)) is not None:
                name = relative(trait)
                message = f"Error creating trait `{name}`: {message}"
                yield error(shape, "Model", message, trait)


def trait_definition(model: Model) -> Iterator[Event]:
    """Model: shapes that are applied as traits, but are none."""
    applied = dict.fromkeys(t for shape in own_shapes(model) for t in shape.traits)
    for trait in applied:
        shape = model.get(trait)
        if shape is not None and _TRAIT not in shape.traits:
            message = (
                f"Shape `{trait}` cannot be applied as a trait. If this is a custom "
                f"trait, please add `@trait` to this shape."
            )
            yield error(shape, "Model", message)


def trait_value(model: Model) -> Iterator[Event]:
    """TraitValue: values that break the constraints of their traits."""
    values = NodeValues(model)
    for shape in own_shapes(model):
        for trait, value in shape.traits.items():
            definition = model.get(trait)
            if definition is None:
                continue
            for problem in values.problems(definition, value):
                context = f"Error validating trait `{relative(trait)}`"
                source = shape.trait_source(trait)
                yield problem.event("TraitValue", shape.id, context, source)


def _no_such_trait(definition: Shape, value: Node) -> str | None:
    expected, found = _KINDS.get(definition.type), kind(value)
    if expected is not None and expected != found:
        if definition.type is ShapeType.STRUCTURE and not definition.members:
            return f"{_ANNOTATION} found {found}"
        return f"Expected {expected}, but found {found}."
    if definition.id == "smithy.api#error" and value not in ("client", "server"):
        return f"error trait must be set to client or server, found `{value}`"
    if definition.id == "smithy.api#pattern" and isinstance(value, str):
        fault = fault_of(value)
        return None if fault is None else f"not a regular expression: {fault}"
    if isinstance(definition, StructureShape) and isinstance(value, Mapping):
        return _bad_members(definition, value)
    if isinstance(definition, ListShape) and is_list(value):
        return _bad_reference(definition, value)
    return None


def _bad_members(definition: StructureShape, value: Mapping[str, Node]) -> str | None:
    for name, member in definition.members.items():
        if _REQUIRED in member.traits and name not in value:
            return f"Missing expected member `{name}`."
    selector = value.get("selector")
    if isinstance(selector, str):
        try:
            parse_selector(selector)
        except SelectorError as problem:
            return str(problem)
    return None


def _bad_reference(definition: ListShape, value: Node) -> str | None:
    """The trait `auth` is a list of ids."""
    if definition.id == "smithy.api#auth" and is_list(value):
        for id in value:
            if isinstance(id, str) and ABSOLUTE_ID.fullmatch(id) is None:
                return f"Invalid shape ID: {id}"
    return None
