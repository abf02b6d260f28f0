"""Properties of resources, and the members of operations that are bound to them.

Implements https://smithy.io/2.0/spec/service-types.html#resource-properties.
"""

from collections.abc import Collection, Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import Member, OperationShape, ResourceShape, StructureShape
from smithy_parser.validation.findings import error, with_trait
from smithy_parser.validation.rules.resources.identifiers import identifier_bindings
from smithy_parser.validation.traversal import input_of, output_of, own
from smithy_parser.validation.values import text, trait_properties

_ID: Final = "ResourceOperationInputOutput"
_IDENTIFIER: Final = "smithy.api#resourceIdentifier"
_NESTED: Final = "smithy.api#nestedProperties"
_NOT_PROPERTY: Final = "smithy.api#notProperty"
_PROPERTY: Final = "smithy.api#property"
_TRAIT: Final = "smithy.api#trait"
_LIFECYCLE: Final = ("put", "create", "read", "update", "delete")


def resource_operation_input_output(model: Model) -> Iterator[Event]:
    """ResourceOperationInputOutput: members are properties or identifiers."""
    excluded = frozenset(
        definition.id
        for definition in with_trait(model, _NOT_PROPERTY)
        if _TRAIT in definition.traits
    )
    for resource in own(model, ResourceShape):
        if not resource.properties:
            continue
        used: set[str] = set()
        for label, operation in _operations(model, resource):
            output = output_of(model, operation)
            identifiers = identifier_bindings(resource, output).values()
            for outer in (input_of(model, operation), output):
                members = _property_members(model, resource, outer, excluded)
                used |= members.keys()
                yield from _check_names(_innermost(model, outer), members)
                yield from _check_members(resource, label, members, identifiers)
        for name in resource.properties:
            if name not in used:
                message = (
                    f"Resource property `{name}` is not used in the input or output of "
                    "create or an instance operation."
                )
                yield error(resource, _ID, message)


def _operations(
    model: Model, resource: ResourceShape
) -> Iterator[tuple[str, OperationShape]]:
    """Yields the operations that show a resource, with the names that messages use."""
    for name in _LIFECYCLE:
        if (id := resource.lifecycle.get(name)) is not None:
            yield name, model.expect(id, OperationShape)
    for id in resource.operations:
        yield id.name, model.expect(id, OperationShape)


def _innermost(model: Model, structure: StructureShape) -> StructureShape:
    """Returns the structure with the properties: a nested one, if there is one."""
    for member in structure.members.values():
        if _NESTED in member.traits:
            target = model[member.target]
            if isinstance(target, StructureShape):
                return target
    return structure


def _property_members(
    model: Model,
    resource: ResourceShape,
    outer: StructureShape,
    excluded: frozenset[str],
) -> dict[str, list[Member]]:
    """Returns the members that stand for properties, by the properties' names."""
    identifiers = set(identifier_bindings(resource, outer).values())
    found: dict[str, list[Member]] = {}
    for member in _innermost(model, outer).members.values():
        is_other = member.name in identifiers or excluded & member.traits.keys()
        if is_other and member.name not in resource.properties:
            continue
        renamed = text(trait_properties(member, _PROPERTY).get("name"))
        found.setdefault(renamed or member.name, []).append(member)
    return found


def _check_names(
    structure: StructureShape, members: dict[str, list[Member]]
) -> Iterator[Event]:
    for name, found in sorted(members.items()):
        if len(found) > 1:
            names = ", ".join(sorted(member.name for member in found))
            message = (
                "This shape contains members with conflicting resource property names "
                f"that resolve to '{name}': {names}"
            )
            yield error(structure, _ID, message)


def _check_members(
    resource: ResourceShape,
    label: str,
    members: dict[str, list[Member]],
    identifiers: Collection[str],
) -> Iterator[Event]:
    for name, member in ((name, m) for name, found in members.items() for m in found):
        target = resource.properties.get(name)
        if target is None and member.name not in identifiers:
            message = (
                f"Member `{member.name}` does not target a property or identifier for "
                f"resource `{resource.id}`. If it is an identifier, apply the "
                f"`{_IDENTIFIER}` trait. If it is a property, apply the `{_PROPERTY}` "
                f"trait. If it is neither, apply the `{_NOT_PROPERTY}` trait."
            )
            yield error(member, _ID, message)
        elif target not in (None, member.target):
            message = (
                f"This member must target `{target}`. This member is used as part of "
                f"the `{label}` operation of the `{resource.id}` resource and "
                f"conflicts with its `{name}` resource property."
            )
            yield error(member, _ID, message)
