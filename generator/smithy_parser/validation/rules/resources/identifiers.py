"""Identifiers of resources, and the members of operations that are bound to them.

Implements https://smithy.io/2.0/spec/service-types.html#resource-identifiers.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import OperationShape, ResourceShape, StructureShape
from smithy_parser.validation.findings import error, ticked, warning
from smithy_parser.validation.traversal import bound_operations, input_of, own
from smithy_parser.validation.values import trait_text

_ID: Final = "ResourceIdentifier"
_BINDING_ID: Final = "ResourceIdentifierBinding"
_IDENTIFIER: Final = "smithy.api#resourceIdentifier"
_REQUIRED: Final = "smithy.api#required"


def resource_identifier(model: Model) -> Iterator[Event]:
    """ResourceIdentifier: child resources have the identifiers of their parents."""
    for resource in own(model, ResourceShape):
        names = {name.lower() for name in resource.properties}
        for name in resource.identifiers:
            if name.lower() in names:
                message = (
                    f"Resource identifier `{name}` cannot also be a resource property"
                )
                yield error(resource, _ID, message)
        for id in resource.resources:
            yield from _check_child(model.expect(id, ResourceShape), resource)


def _check_child(child: ResourceShape, parent: ResourceShape) -> Iterator[Event]:
    missing = sorted(parent.identifiers.keys() - child.identifiers.keys())
    if missing:
        message = (
            f"This resource is bound as a child of `{parent.id}`, but it is invalid "
            "because its `identifiers` property is missing the following identifiers "
            f"that are defined in `{parent.id}`: [{', '.join(missing)}]"
        )
        yield error(child, _ID, message)
    differing = sorted(
        f"expected the `{name}` member to target `{target}`, but found a target of "
        f"`{child.identifiers[name]}`"
        for name, target in parent.identifiers.items()
        if child.identifiers.get(name, target) != target
    )
    if differing:
        message = (
            "The `identifiers` property of this resource is incompatible with its "
            f"binding to `{parent.id}`: {'; '.join(differing)}"
        )
        yield error(child, _ID, message)


def identifier_bindings(
    resource: ResourceShape, structure: StructureShape
) -> Mapping[str, str]:
    """Returns the members of an input or output that are identifiers, by identifier.

    A member is bound by its trait; without one, by its name, if it is required.
    """
    bindings: dict[str, str] = {}
    for name, member in structure.members.items():
        explicit = trait_text(member, _IDENTIFIER)
        if explicit is not None:
            bindings[explicit] = name
        elif (
            _REQUIRED in member.traits
            and resource.identifiers.get(name) == member.target
        ):
            bindings.setdefault(name, name)
    return bindings


def resource_identifier_binding(model: Model) -> Iterator[Event]:
    """ResourceIdentifierBinding: operations take the identifiers they need."""
    for structure in own(model, StructureShape):
        yield from _check_traits(structure)
    for resource in own(model, ResourceShape):
        for id in resource.resources:
            yield from _check_parent(model, model.expect(id, ResourceShape), resource)
        for id in bound_operations(resource):
            yield from _check_operation(
                model, resource, model.expect(id, OperationShape)
            )


def _check_traits(structure: StructureShape) -> Iterator[Event]:
    members_of: dict[str, list[str]] = {}
    for name, member in structure.members.items():
        explicit = trait_text(member, _IDENTIFIER)
        if explicit is not None:
            members_of.setdefault(explicit, []).append(name)
    for identifier, found in members_of.items():
        names = "', '".join(sorted(found))
        is_implicit = identifier in structure.members and identifier not in found
        if is_implicit and _IDENTIFIER not in structure.members[identifier].traits:
            message = (
                f"Implicit resource identifier for '{identifier}' is overridden by "
                f"`resourceIdentifier` trait on members: '{names}'"
            )
            yield warning(structure, _BINDING_ID, message)
        if len(found) > 1:
            message = (
                "Conflicting resource identifier member bindings found for identifier "
                f"'{identifier}' between members: '{names}'"
            )
            yield error(structure, _BINDING_ID, message)


def _check_parent(
    model: Model, child: ResourceShape, parent: ResourceShape
) -> Iterator[Event]:
    for id in bound_operations(child):
        operation = model.expect(id, OperationShape)
        bindings = identifier_bindings(child, input_of(model, operation))
        missing = [name for name in parent.identifiers if name not in bindings]
        if missing:
            message = (
                f"This operation is bound to the `{child.id}` resource, which is a "
                f"child of the `{parent.id}` resource, and it is missing the following "
                f"resource identifier bindings of `{parent.id}`: [{ticked(missing)}]"
            )
            yield error(operation, _BINDING_ID, message)


def _check_operation(
    model: Model, resource: ResourceShape, operation: OperationShape
) -> Iterator[Event]:
    structure = input_of(model, operation)
    bindings = identifier_bindings(resource, structure)
    is_bound = all(
        name in bindings and structure.members[bindings[name]].target == target
        for name, target in resource.identifiers.items()
    )
    is_collection = operation.id in (
        *resource.collection_operations,
        resource.create,
        resource.list,
    )
    if is_collection and is_bound:
        message = (
            f"This operation is bound as a collection operation on the `{resource.id}` "
            "resource, but it improperly binds all of the identifiers of the resource "
            "to members of the operation input."
        )
        yield error(operation, _BINDING_ID, message)
    elif not is_collection and not is_bound:
        message = (
            "This operation does not form a valid instance operation when bound to "
            f"resource `{resource.id}`. All of the identifiers of the resource were "
            "not implicitly or explicitly bound to the input of the operation. "
            "Expected the following identifier bindings: "
            f"[{_shown(resource.identifiers)}]. Found the following identifier "
            f"bindings: [{_shown(bindings)}]"
        )
        yield error(operation, _BINDING_ID, message)


def _shown(bindings: Mapping[str, str]) -> str:
    return ", ".join(
        sorted(
            f"required member named `{name}` that targets `{target}`"
            for name, target in bindings.items()
        )
    )
