"""Shapes as JSON AST 2.0.

Implements https://smithy.io/2.0/spec/json-ast.html.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from smithy_parser.declarations import (
    FIXED_MEMBERS,
    NAMED_MEMBERS,
    PROPERTIES,
    PropertyKind,
)
from smithy_parser.introduced import (
    changed_members,
    introduced_members,
    introduced_traits,
)
from smithy_parser.nodes import Node
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import Member, Shape

_Object: TypeAlias = dict[str, Node]

ATTRIBUTES: Final = {"collectionOperations": "collection_operations"}


def write_ast(
    written: Iterable[Shape], metadata: Mapping[str, Node], shapes: Mapping[str, Shape]
) -> _Object:
    """Returns the AST of some shapes; `shapes` has them and their mixins."""
    nodes: _Object = {}
    for shape in written:
        nodes[str(shape.id)] = _shape(shape, shapes)
        for name, traits in changed_members(shape, shapes).items():
            apply: _Object = {"type": "apply", "traits": _plain(traits)}
            nodes[f"{shape.id}${name}"] = apply
    model: _Object = {"smithy": "2.0"}
    if metadata:
        model["metadata"] = dict(metadata)
    return {**model, "shapes": nodes}


def _shape(shape: Shape, shapes: Mapping[str, Shape]) -> Node:
    node: _Object = {"type": str(shape.type)}
    if shape.mixins:
        node["mixins"] = _references(shape.mixins)
    members = introduced_members(shape)
    if shape.type in NAMED_MEMBERS:
        node["members"] = {name: _member(m) for name, m in members.items()}
    elif shape.type in FIXED_MEMBERS:
        node.update((name, _member(m)) for name, m in members.items())
    inherited = [_properties(shapes[mixin]) for mixin in shape.mixins]
    for name, value in _properties(shape).items():
        if not any(base.get(name) == value for base in inherited):
            node[name] = value
    if traits := introduced_traits(shape, shapes):
        node["traits"] = _plain(traits)
    return node


def _member(member: Member) -> Node:
    node = _reference(member.target)
    if member.traits:
        node["traits"] = _plain(member.traits)
    return node


def _properties(shape: Shape) -> _Object:
    found: _Object = {}
    for name, form in PROPERTIES.get(shape.type, {}).items():
        attribute = ATTRIBUTES.get(name, name)
        value = getattr(shape, attribute)
        if not value:
            continue
        match form:
            case PropertyKind.TEXT:
                found[name] = str(value)
            case PropertyKind.TEXTS:
                found[name] = dict(value)
            case PropertyKind.REFERENCE:
                found[name] = _reference(value)
            case PropertyKind.REFERENCES:
                found[name] = _references(value)
            case PropertyKind.NAMED_REFERENCES:
                found[name] = {key: _reference(id) for key, id in value.items()}
    return found


def _references(ids: Iterable[ShapeId]) -> Node:
    return [_reference(id) for id in ids]


def _reference(id: ShapeId) -> _Object:
    return {"target": str(id)}


def _plain(traits: Mapping[str, Node]) -> _Object:
    return {str(trait): value for trait, value in traits.items()}
