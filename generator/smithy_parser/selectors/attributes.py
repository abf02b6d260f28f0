"""Attributes of shapes, and how they compare.

Implements https://smithy.io/2.0/spec/selectors.html#attributes.
"""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from smithy_parser.nodes import Node, compact_json, is_list
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.syntax import Comparison, Operand, Path
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import ServiceShape, Shape


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The variables that are set where an expression is evaluated."""

    variables: Mapping[str, tuple[Shape, ...]]


class Nothing(Enum):
    """The attribute that is not there."""

    NOTHING = ""


class ShapeAttribute(NamedTuple):
    """A shape as an attribute."""

    shape: Shape
    scope: Scope


class ServiceAttribute(NamedTuple):
    """What only services have."""

    service: ServiceShape


class IdAttribute(NamedTuple):
    """A shape id and its parts."""

    id: ShapeId


class TraitsAttribute(NamedTuple):
    """The traits of a shape."""

    traits: Mapping[str, Node]


class VariablesAttribute(NamedTuple):
    """The variables in scope."""

    scope: Scope


class Projection(NamedTuple):
    """Several attributes looked at as one."""

    values: Sequence["Attribute"]


class NodeAttribute(NamedTuple):
    """The value of a trait, or a part of it."""

    node: Node


Attribute: TypeAlias = (
    Nothing
    | ShapeAttribute
    | ServiceAttribute
    | IdAttribute
    | TraitsAttribute
    | VariablesAttribute
    | Projection
    | NodeAttribute
)
_NOTHING: Final = Nothing.NOTHING


def look_up(attribute: Attribute, path: Path) -> Attribute:
    """Returns the attribute at `path` below another one.

    Raises:
        SelectorError: A key is none that shapes, ids or services have.
    """
    for key in path:
        attribute = _property(attribute, key)
    return attribute


def is_present(attribute: Attribute) -> bool:
    """Returns whether there is such an attribute."""
    match attribute:
        case Nothing():
            return False
        case Projection(values):
            return bool(values)
        case NodeAttribute(node):
            return node is not None
        case _:
            return True


def flatten(attribute: Attribute) -> Iterator[Attribute]:
    """The values of a projection, and of projections in it; else the attribute."""
    if not isinstance(attribute, Projection):
        yield attribute
        return
    for value in attribute.values:
        yield from flatten(value)


def text(attribute: Attribute) -> str:
    """Returns an attribute as string comparators see it."""
    match attribute:
        case ShapeAttribute(shape):
            return shape.id
        case ServiceAttribute(service):
            return service.id
        case IdAttribute(id):
            return id
        case NodeAttribute(bool() as node):
            return "true" if node else "false"
        case NodeAttribute(str() | int() | float() as node):
            return str(node)
        case _:
            return ""


def message_text(attribute: Attribute) -> str:
    """An attribute as messages show it: nodes as JSON, strings without quotes."""
    match attribute:
        case Projection():
            return f"[{', '.join(sorted(map(message_text, flatten(attribute))))}]"
        case NodeAttribute(node) if not isinstance(node, str):
            return compact_json(node)
        case _:
            return text(attribute)


def holds(comparison: Comparison, scope: Attribute) -> bool:
    """Returns whether a comparison is true of the attribute that it looks into."""
    left = _operand(comparison.left, scope)
    return any(
        _compare(left, comparison.operator, _operand(right, scope), comparison)
        for right in comparison.right
    )


def _operand(operand: Operand, scope: Attribute) -> Attribute:
    if isinstance(operand, str):
        return NodeAttribute(operand)
    return look_up(scope, operand.path)


def _compare(
    left: Attribute, operator: str, right: Attribute, comparison: Comparison
) -> bool:
    if operator == "?=":
        return text(right) == ("true" if is_present(left) else "false")
    lefts = _texts(left, comparison.ignore_case)
    rights = _texts(right, comparison.ignore_case)
    if operator in _SETS:
        both = isinstance(left, Projection) and isinstance(right, Projection)
        return _SETS[operator](both, set(lefts), set(rights))
    test = _STRINGS.get(operator) or _numeric(_NUMBERS[operator])
    return any(test(a, b) for a in lefts for b in rights)


def _texts(attribute: Attribute, ignore_case: bool) -> list[str]:
    texts = [text(value) for value in flatten(attribute) if is_present(value)]
    return [value.lower() for value in texts] if ignore_case else texts


def _numeric(test: Callable[[Decimal, Decimal], bool]) -> Callable[[str, str], bool]:
    def compare(left: str, right: str) -> bool:
        try:
            return test(Decimal(left), Decimal(right))
        except InvalidOperation:
            return False

    return compare


_STRINGS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": operator.contains,
}
_NUMBERS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_SETS: Final[Mapping[str, Callable[[bool, set[str], set[str]], bool]]] = {
    "{=}": lambda both, left, right: both and left == right,
    "{!=}": lambda both, left, right: not both or left != right,
    "{<}": lambda both, left, right: both and left <= right,
    "{<<}": lambda both, left, right: both and left < right,
}


def _property(attribute: Attribute, key: str) -> Attribute:
    match attribute:
        case Projection():
            return _of_projection(attribute, key)
        case NodeAttribute(node):
            return _of_node(node, key)
        case TraitsAttribute(traits):
            return _of_traits(traits, key)
        case ShapeAttribute(shape, scope):
            return _of_shape(shape, scope, key)
        case IdAttribute(id):
            return _of_id(id, key)
        case VariablesAttribute(scope):
            return _of_variables(scope, key)
        case ServiceAttribute(service):
            return _of_service(service, key)
        case Nothing():
            return _NOTHING


def _of_shape(shape: Shape, scope: Scope, key: str) -> Attribute:
    match key:
        case "trait":
            return TraitsAttribute(shape.traits)
        case "id":
            return IdAttribute(shape.id)
        case "var":
            return VariablesAttribute(scope)
        case "service":
            if isinstance(shape, ServiceShape):
                return ServiceAttribute(shape)
            return _NOTHING
        case _:
            raise SelectorError(f"Shapes have no attribute `{key}`")


def _of_id(id: ShapeId, key: str) -> Attribute:
    match key:
        case "namespace":
            return NodeAttribute(id.namespace)
        case "name":
            return NodeAttribute(id.name)
        case "member":
            return _NOTHING if id.member is None else NodeAttribute(id.member)
        case "(length)":
            return NodeAttribute(len(id))
        case _:
            raise SelectorError(f"Shape ids have no attribute `{key}`")


def _of_service(service: ServiceShape, key: str) -> Attribute:
    match key:
        case "id":
            return IdAttribute(service.id)
        case "version":
            return NodeAttribute(service.version)
        case _:
            raise SelectorError(f"Services have no attribute `{key}`")


def _of_traits(traits: Mapping[str, Node], key: str) -> Attribute:
    match key:
        case "(keys)":
            return Projection([IdAttribute(ShapeId(trait)) for trait in traits])
        case "(values)":
            return Projection([NodeAttribute(value) for value in traits.values()])
        case "(length)":
            return NodeAttribute(len(traits))
        case _:
            id = absolute(key)
            return NodeAttribute(_given(traits[id])) if id in traits else _NOTHING


def _given(value: Node) -> Node:
    """The value of an annotation is an object, as for all structures."""
    return {} if value is None else value


def _of_variables(scope: Scope, key: str) -> Attribute:
    if key not in scope.variables:
        return _NOTHING
    shapes = scope.variables[key]
    return Projection([ShapeAttribute(shape, scope) for shape in shapes])


def _of_projection(projection: Projection, key: str) -> Attribute:
    if key == "(first)":
        return next(flatten(projection), _NOTHING)
    values = (_property(value, key) for value in projection.values)
    return Projection([value for value in values if is_present(value)])


def _of_node(node: Node, key: str) -> Attribute:
    if isinstance(node, Mapping):
        match key:
            case "(keys)":
                return Projection([NodeAttribute(name) for name in node])
            case "(values)":
                return Projection([NodeAttribute(value) for value in node.values()])
            case "(length)":
                return NodeAttribute(len(node))
            case _:
                return NodeAttribute(node[key]) if key in node else _NOTHING
    if is_list(node) and key == "(values)":
        return Projection([NodeAttribute(value) for value in node])
    if key == "(length)" and (is_list(node) or isinstance(node, str)):
        return NodeAttribute(len(node))
    return _NOTHING


def absolute(trait: str) -> str:
    """The id of a trait, whose namespace may be left out if it is the prelude's."""
    return trait if "#" in trait else f"smithy.api#{trait}"
