"""Where traits may stand, and with which others.

Implements https://smithy.io/2.0/spec/model.html#trait.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.nodes import Node, is_list
from smithy_parser.selectors.attributes import absolute
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.selector import parse_selector
from smithy_parser.shape_id import relative
from smithy_parser.shapes import Shape, StructureShape
from smithy_parser.validation.findings import error, own_shapes, ticked
from smithy_parser.validation.traversal import own

_TRAIT: Final = "smithy.api#trait"
_MIXIN: Final = "smithy.api#mixin"
_LINE_BREAK: Final = re.compile(r"\n\s*")


def trait_target(model: Model) -> Iterator[Event]:
    """TraitTarget: traits on shapes that their selector doesn't match."""
    for id, applied in _applied(model).items():
        if (shape := model.get(id)) is None:
            continue
        name = relative(id)
        if _MIXIN in shape.traits:
            for each in applied:
                message = (
                    f"Trait `{name}` is a mixin and cannot be applied to `{each.id}`."
                )
                yield error(each, "TraitTarget", message)
        selector = str(_definition(shape).get("selector", "*"))
        if selector != "*":
            yield from _misplaced(model, id, selector, applied)


def _applied_definitions(model: Model) -> Iterator[tuple[str, Mapping[str, Node]]]:
    for id in _applied(model):
        if (shape := model.get(id)) is not None:
            yield id, _definition(shape)


def _applied(model: Model) -> Mapping[str, Sequence[Shape]]:
    """Returns the sources' shapes and members by the traits that they have."""
    found: dict[str, list[Shape]] = {}
    for shape in own_shapes(model):
        for trait in shape.traits:
            found.setdefault(trait, []).append(shape)
    return found


def _misplaced(
    model: Model, trait: str, selector: str, applied: Sequence[Shape]
) -> Iterator[Event]:
    shown = _LINE_BREAK.sub(" ", selector)
    try:
        refused = list(parse_selector(selector).refuses(model.graph, applied))
    except SelectorError as problem:
        message = f"The selector of the trait `{relative(trait)}` is wrong: {problem}"
        yield error(model[trait], "TraitTarget", message, _TRAIT)
        return
    for shape in refused:
        message = (
            f"Trait `{relative(trait)}` cannot be applied to `{shape.id}`. This trait "
            f"may only be applied to shapes that match the following selector: {shown}"
        )
        yield error(shape, "TraitTarget", message, trait)


def trait_conflict(model: Model) -> Iterator[Event]:
    """TraitConflict: traits on one shape that exclude each other."""
    conflicts = {
        id: [absolute(str(other)) for other in _array(definition, "conflicts")]
        for id, definition in _applied_definitions(model)
        if "conflicts" in definition
    }
    for shape in own_shapes(model):
        found = [
            f"`{relative(trait)}` conflicts with `{relative(other)}`"
            for trait in shape.traits
            for other in conflicts.get(trait, ())
            if other in shape.traits
        ]
        if found:
            message = (
                f"Found conflicting traits on {shape.type} shape: "
                f"{', '.join(sorted(found))}"
            )
            yield error(shape, "TraitConflict", message)


def exclusive_structure_member(model: Model) -> Iterator[Event]:
    """ExclusiveStructureMemberTrait: traits that only one member may have."""
    exclusive = {
        id: definition["structurallyExclusive"]
        for id, definition in _applied_definitions(model)
        if "structurallyExclusive" in definition
    }
    for shape in own(model, StructureShape):
        for trait, scope in exclusive.items():
            yield from _repeated(model, shape, trait, scope)


def _repeated(
    model: Model, shape: StructureShape, trait: str, scope: Node
) -> Iterator[Event]:
    by_target = scope == "target"
    names = [
        name
        for name, member in shape.members.items()
        if trait in (model.shapes[member.target] if by_target else member).traits
    ]
    if len(names) < 2:
        return
    if by_target:
        rule = (
            f"Only a single member of a structure can target a shape marked with the "
            f"`{relative(trait)}` trait"
        )
    else:
        rule = (
            f"The `{relative(trait)}` trait can be applied to only a single member of "
            f"a shape"
        )
    message = f"{rule}, but it was found on the following members: {ticked(names)}"
    yield error(shape, "ExclusiveStructureMemberTrait", message)


def trait_breaking_changes(model: Model) -> Iterator[Event]:
    """TraitBreakingChanges: paths that lead to no part of the trait."""
    for id, definition in definitions(model).items():
        for index, rule in enumerate(_array(definition, "breakingChanges")):
            path = rule.get("path", "") if isinstance(rule, Mapping) else ""
            yield from _lost(model, model[id], index, str(path))


def _lost(model: Model, trait: Shape, index: int, path: str) -> Iterator[Event]:
    shape = trait
    for key in path.split("/")[1:]:
        key = key.replace("~1", "/").replace("~0", "~")
        member = shape.members.get(key)
        if member is None:
            message = (
                f"Invalid trait breakingChanges element {index}, '{path}', at segment "
                f"'{key}': Evaluated shape `{shape.id}`, a {shape.type}, has no member "
                f"named `{key}`"
            )
            yield error(trait, "TraitBreakingChanges", message, _TRAIT)
            return
        shape = model.shapes[member.target]


def definitions(model: Model) -> Mapping[str, Mapping[str, Node]]:
    """The values of the trait `trait` by the ids of the traits that they define."""
    return {
        id: _definition(shape)
        for id, shape in model.shapes.items()
        if _TRAIT in shape.traits
    }


def _definition(shape: Shape) -> Mapping[str, Node]:
    value = shape.traits.get(_TRAIT)
    return value if isinstance(value, Mapping) else {}


def _array(definition: Mapping[str, Node], name: str) -> Sequence[Node]:
    value = definition.get(name)
    return value if is_list(value) else ()
