"""References to resources.

Implements https://smithy.io/2.0/spec/resource-traits.html#references-trait.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.nodes import Node, compact_json, is_list
from smithy_parser.shapes import ResourceShape, Shape, ShapeType, StructureShape
from smithy_parser.validation.findings import error, ticked, with_trait

_REFERENCES: Final = "smithy.api#references"
_ID: Final = "ReferencesTrait"
_STRINGS: Final = (ShapeType.STRING, ShapeType.ENUM)


def references_trait(model: Model) -> Iterator[Event]:
    """ReferencesTrait: references that don't name all identifiers of a resource."""
    for shape in with_trait(model, _REFERENCES):
        value = shape.traits[_REFERENCES]
        for reference in value if is_list(value) else ():
            if isinstance(reference, Mapping):
                yield from _check(model, shape, reference)


def _check(
    model: Model, shape: Shape, reference: Mapping[str, Node]
) -> Iterator[Event]:
    shown = _show(reference)
    if shape.type in _STRINGS and reference.get("ids"):
        message = f"References applied to string shapes cannot contain 'ids': {shown}"
        yield _error(shape, message)
    resource = model.get(str(reference.get("resource")))
    if resource is None:
        return
    if not isinstance(resource, ResourceShape):
        message = (
            f"`references` trait reference targets a {resource.type} shape not a "
            f"resource: {shown}"
        )
        yield _error(shape, message)
    elif isinstance(shape, StructureShape):
        yield from _of_structure(model, shape, reference, resource)
    elif len(resource.identifiers) != 1:
        message = (
            f"This string shape contains an invalid reference to {resource.id}: "
            f"{shown}. References on a string shape can only refer to resource shapes "
            f"with exactly one entry in its identifiers property, but this shape has "
            f"the following identifiers: [{ticked(resource.identifiers)}]"
        )
        yield _error(shape, message)


def _of_structure(
    model: Model,
    shape: StructureShape,
    reference: Mapping[str, Node],
    resource: ResourceShape,
) -> Iterator[Event]:
    given = reference.get("ids")
    ids = {k: str(v) for k, v in given.items()} if isinstance(given, Mapping) else {}
    is_implicit = not ids
    if is_implicit:
        ids = {name: name for name in resource.identifiers}
    else:
        yield from _explicit(shape, reference, resource, ids)
    is_collection = reference.get("rel") == "collection"
    reasons: list[str] = []
    for name in ids.values():
        member = shape.members.get(name)
        if member is None:
            if not is_implicit:
                reasons.append(
                    f"`{name}` refers to a member that is not part of the structure"
                )
            elif not is_collection:
                reasons.append(
                    f"implicit binding of `{name}` is not part of the structure "
                    f'(set "rel" to "collection" to create a collection binding)'
                )
        elif model.shapes[member.target].type not in _STRINGS:
            reasons.append(
                f"`{name}` refers to a member that does not target a string shape"
            )
    if reasons:
        message = (
            f"`references` trait {_show(reference)} is invalid for the following "
            f"reasons: {'; '.join(sorted(reasons))}"
        )
        yield _error(shape, message)


def _explicit(
    shape: Shape,
    reference: Mapping[str, Node],
    resource: ResourceShape,
    ids: Mapping[str, str],
) -> Iterator[Event]:
    names = ticked(resource.identifiers)
    if len(ids) != len(resource.identifiers):
        amount = "Too many" if len(ids) > len(resource.identifiers) else "Not enough"
        message = (
            f"{amount} identifiers were provided in the `ids` properties of "
            f"{_show(reference)}. Expected {len(resource.identifiers)} identifiers(s), "
            f"but found {len(ids)}. This resource requires bindings for the following "
            f"identifiers: [{names}]."
        )
        yield _error(shape, message)
    if extra := ids.keys() - resource.identifiers.keys():
        message = (
            f"`references` trait {_show(reference)} contains extraneous resource "
            f"identifier bindings, [{ticked(extra)}], that are not actually identifier "
            f"names of the resource, `{resource.id}`. This resource has the following "
            f"identifier names: [{names}]"
        )
        yield _error(shape, message)


def _show(reference: Mapping[str, Node]) -> str:
    shown = ",".join(
        f'"{name}":{compact_json(reference[name], sort_keys=True)}'
        for name in ("resource", "ids", "service", "rel")
        if name in reference
    )
    return f"Reference{{{shown}}}"


def _error(shape: Shape, message: str) -> Event:
    return error(shape, _ID, message, _REFERENCES)
