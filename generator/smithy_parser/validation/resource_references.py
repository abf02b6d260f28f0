"""The ``references`` trait: structures and strings that stand for a resource.

Implements https://smithy.io/2.0/spec/resource-traits.html#references-trait.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..events import Event
from ..model import Model
from ..nodes import Node
from ..shapes import ResourceShape, Shape, ShapeType, StructureShape
from .findings import error, with_trait
from .values import elements, properties, text
from .wording import compact_json, ticked

_ID: Final = "ReferencesTrait"
_REFERENCES: Final = "smithy.api#references"
_STRINGS: Final = (ShapeType.STRING, ShapeType.ENUM)


@dataclass(frozen=True, slots=True)
class Reference:
    """An element of the trait.

    Attributes:
        resource: The id of the resource.
        ids: The member for each identifier; empty where names say it.
        rest: The other properties.
    """

    resource: str
    ids: Mapping[str, str]
    rest: Mapping[str, Node]

    def __str__(self) -> str:
        """The reference as messages show it."""
        ids = {"ids": self.ids} if self.ids else {}
        shown = compact_json({"resource": self.resource, **ids, **self.rest})
        return f"Reference{shown}"


def references_of(shape: Shape) -> Iterator[Reference]:
    """The references of a shape, their ids absolute."""
    for element in elements(shape.traits.get(_REFERENCES)):
        value = properties(element)
        resource = text(value.get("resource"))
        if resource is None:
            continue
        if "#" not in resource:
            resource = f"{shape.id.namespace}#{resource}"
        ids = {
            name: member
            for name, member in sorted(properties(value.get("ids")).items())
            if isinstance(member, str)
        }
        rest = {key: value[key] for key in ("service", "rel") if key in value}
        yield Reference(resource, ids, rest)


def validate_references(model: Model) -> Iterator[Event]:
    """Check what references refer to, and with which members."""
    for shape in with_trait(model, _REFERENCES):
        for reference in references_of(shape):
            for problem in _problems(model, shape, reference):
                yield error(shape, _ID, problem, _REFERENCES)


def _problems(model: Model, shape: Shape, reference: Reference) -> Iterator[str]:
    if shape.type in _STRINGS and reference.ids:
        yield f"References applied to string shapes cannot contain 'ids': {reference}"
    resource = model.get(reference.resource)
    if resource is None:
        return
    if not isinstance(resource, ResourceShape):
        yield (
            f"`references` trait reference targets a {resource.type} shape not a "
            f"resource: {reference}"
        )
    elif isinstance(shape, StructureShape):
        yield from _wrong_ids(reference, resource)
        yield from _wrong_members(model, shape, reference, resource)
    elif shape.type in _STRINGS and len(resource.identifiers) != 1:
        yield (
            f"This string shape contains an invalid reference to {resource.id}: "
            f"{reference}. References on a string shape can only refer to resource "
            "shapes with exactly one entry in its identifiers property, but this shape "
            f"has the following identifiers: [{ticked(resource.identifiers)}]"
        )


def _wrong_ids(reference: Reference, resource: ResourceShape) -> Iterator[str]:
    expected, found = len(resource.identifiers), len(reference.ids)
    if found and found != expected:
        yield (
            f"{'Too many' if expected < found else 'Not enough'} identifiers were "
            f"provided in the `ids` properties of {reference}. Expected {expected} "
            f"identifiers(s), but found {found}. This resource requires bindings for "
            f"the following identifiers: [{ticked(resource.identifiers)}]."
        )
    extraneous = reference.ids.keys() - resource.identifiers.keys()
    if extraneous:
        yield (
            f"`references` trait {reference} contains extraneous resource identifier "
            f"bindings, [{ticked(extraneous)}], that are not actually identifier names "
            f"of the resource, `{reference.resource}`. This resource has the following "
            f"identifier names: [{ticked(resource.identifiers)}]"
        )


def _wrong_members(
    model: Model,
    shape: StructureShape,
    reference: Reference,
    resource: ResourceShape,
) -> Iterator[str]:
    reasons: list[str] = []
    for name in reference.ids.values() or resource.identifiers:
        member = shape.members.get(name)
        if member is not None and model[member.target].type not in _STRINGS:
            reasons.append(
                f"`{name}` refers to a member that does not target a string shape"
            )
        elif member is None and reference.ids:
            reasons.append(
                f"`{name}` refers to a member that is not part of the structure"
            )
        elif member is None:
            reasons.append(
                f"implicit binding of `{name}` is not part of the structure (set "
                '"rel" to "collection" to create a collection binding)'
            )
    if reasons:
        yield (
            f"`references` trait {reference} is invalid for the following reasons: "
            f"{'; '.join(sorted(reasons))}"
        )
