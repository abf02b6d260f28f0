"""Members without a target: they take it from a resource or a mixin.

Implements https://smithy.io/2.0/spec/idl.html#target-elision.
"""

from collections.abc import Mapping
from dataclasses import replace

from smithy_parser.declarations import ELIDED, ShapeDeclaration
from smithy_parser.events import Refusal
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import Member, ShapeType


def fill_targets(
    shape: ShapeDeclaration,
    inherited: Mapping[str, Member],
    shapes: Mapping[str, ShapeDeclaration],
) -> None:
    """Gives each elided member of `shape` its target.

    Raises:
        Refusal: ``for`` names no resource, or there is nothing of a member's name.
    """
    elided = [name for name, m in shape.members.items() if m.target is ELIDED]
    bound: Mapping[str, ShapeId] = {}
    if shape.resource:
        bound = _resource_targets(shape, shapes)
    for name in elided:
        member = shape.members[name]
        target = bound.get(name)
        if target is None and name in inherited:
            target = inherited[name].target
        if target is None:
            message = (
                "Member target was elided, but no bound resource or mixin contained a "
                "matching identifier or member."
            )
            raise Refusal(message, member.source, member.id)
        shape.members[name] = replace(member, target=target)


def _resource_targets(
    shape: ShapeDeclaration, shapes: Mapping[str, ShapeDeclaration]
) -> Mapping[str, ShapeId]:
    resource = shapes.get(shape.resource or "")
    where = shape.place.locate()
    if resource is None:
        elided = (m.id for m in shape.members.values() if m.target is ELIDED)
        user = next(elided, shape.id)
        message = (
            f"Cannot apply resource to elided member {user}: {shape.resource} not found"
        )
        raise Refusal(message, where, shape.id)
    if resource.type is not ShapeType.RESOURCE:
        message = (
            "The target of the `for` production must be a resource shape, but found a "
            f"{resource.type} shape: {resource.id}"
        )
        raise Refusal(message, where, shape.id)
    targets: dict[str, ShapeId] = {}
    for name in ("properties", "identifiers"):
        bindings = resource.properties.get(name)
        if isinstance(bindings, Mapping):
            targets.update((key, ShapeId(id)) for key, id in bindings.items())
    return targets
