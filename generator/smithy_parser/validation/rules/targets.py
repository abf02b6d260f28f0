"""What shapes refer to must exist, and be of the type that the reference needs.

Implements https://smithy.io/2.0/spec/model.html and the sections on each shape type.
"""

import re
from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.relationships import Relationship
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import LIFECYCLE, MapShape, Member, Shape, ShapeType
from smithy_parser.suggestions import Effort, suggest
from smithy_parser.validation.findings import error, warning
from smithy_parser.validation.traversal import references
from smithy_parser.validation.values import text, trait_properties
from smithy_parser.validation.wording import described

_ID: Final = "Target"
_ERROR: Final = "smithy.api#error"
_DEPRECATED: Final = "smithy.api#deprecated"
_MIXIN: Final = "smithy.api#mixin"
_TRAIT: Final = "smithy.api#trait"

_NO_MEMBER_TARGET: Final = (
    ShapeType.SERVICE,
    ShapeType.RESOURCE,
    ShapeType.OPERATION,
    ShapeType.MEMBER,
)
_STRINGS: Final = (ShapeType.STRING, ShapeType.ENUM)
_REQUIRED_TYPES: Final = {
    "resource": ShapeType.RESOURCE,
    "operation": ShapeType.OPERATION,
    "collectionOperation": ShapeType.OPERATION,
    "input": ShapeType.STRUCTURE,
    "output": ShapeType.STRUCTURE,
    "error": ShapeType.STRUCTURE,
}
_DEPRECATIONS: Final = {
    "target": "Member targets a deprecated shape",
    "resource": "Binds a deprecated resource",
    "operation": "Binds a deprecated operation",
    "identifier": "Resource identifier targets a deprecated shape",
    "property": "Resource property targets a deprecated shape",
    "input": "Operation input targets a deprecated shape",
    "output": "Operation output targets a deprecated shape",
    "error": "Operation error targets a deprecated shape",
    "mixin": "Applies a deprecated mixin",
}


def targets(model: Model) -> Iterator[Event]:
    """Target: every reference of the sources' shapes."""
    # A model that is broken throughout gets no more suggestions.
    effort = Effort()
    for shape in model.own:
        for reference in references(shape):
            target = model.get(reference.target)
            if target is None:
                yield _unresolved(model, reference, effort)
            else:
                yield from _check(reference, target)
        if isinstance(shape, MapShape):
            yield from _check_key(model, shape)


def relationship_name(name: str) -> str:
    """Returns the name of a relationship in messages, as ``member_target``."""
    if name == "target":
        return "member_target"
    return re.sub("([A-Z])", r"_\1", name).lower()


def _check(reference: Relationship, target: Shape) -> Iterator[Event]:
    shape, name, id = reference
    if name != "mixin" and _TRAIT in target.traits:
        constant = relationship_name(name).upper()
        message = (
            f"Found a {constant} reference to trait definition `{id}`. Trait "
            "definitions cannot be targeted by members or referenced by shapes in "
            "any other context other than applying them as traits."
        )
        yield error(shape, _ID, message)
        return
    if name != "mixin" and _MIXIN in target.traits and not isinstance(target, Member):
        constant = relationship_name(name).upper()
        message = (
            f"Illegal {constant} reference to mixin `{id}`; shapes marked with the "
            "mixin trait can only be referenced to apply them as a mixin."
        )
        yield error(shape, _ID, message)
        return
    if _DEPRECATED in target.traits and name in _DEPRECATIONS:
        yield _deprecated(reference, target)
    if problem := _mismatch(reference, target):
        yield error(shape, _ID, problem)


def _mismatch(reference: Relationship, target: Shape) -> str | None:
    """Returns what is wrong with the target of a reference, if anything is."""
    shape, name, _ = reference
    match name:
        case "target" | "property" if target.type in _NO_MEMBER_TARGET:
            return (
                f"Members cannot target {target.type} shapes, "
                f"but found {described(target)}"
            )
        case "mixin" if _MIXIN not in target.traits:
            return (
                f"Attempted to use {target.id} as a mixin, but it is not marked with "
                "the mixin trait"
            )
        case "identifier" if target.type not in _STRINGS:
            return _bad_type(shape, name, ShapeType.STRING, target)
        case _ if name in LIFECYCLE and target.type is not ShapeType.OPERATION:
            return (
                f"Resource {name} lifecycle operation must target an operation, "
                f"but found {described(target)}"
            )
        case _ if target.type is not _REQUIRED_TYPES.get(name, target.type):
            return _bad_type(shape, name, _REQUIRED_TYPES[name], target)
        case "input" | "output" if _ERROR in target.traits:
            return (
                f"Operation {name} targets an invalid structure `{target.id}` that is "
                "marked with the `error` trait."
            )
        case "error" if _ERROR not in target.traits:
            return (
                f"`{target.id}` cannot be bound as an error because it is not marked "
                "with the `error` trait."
            )
        case _:
            return None


def _bad_type(shape: Shape, name: str, wanted: ShapeType, target: Shape) -> str:
    return (
        f"{shape.type} shape `{relationship_name(name)}` relationships must target a "
        f"{wanted} shape, but found {described(target)}"
    )


def _check_key(model: Model, shape: MapShape) -> Iterator[Event]:
    key = shape.members.get("key")
    target = model.get(key.target) if key else None
    if target is not None and target.type not in _STRINGS:
        message = (
            f"Map key member targets {described(target)}, "
            "but is expected to target a string"
        )
        yield error(shape, _ID, message)


def _deprecated(reference: Relationship, target: Shape) -> Event:
    details = trait_properties(target, _DEPRECATED)
    message = f"{_DEPRECATIONS[reference.name]}, {target.id}"
    if (reason := text(details.get("message"))) is not None:
        message += f". {reason}"
    if (since := text(details.get("since"))) is not None:
        message += f" (since {since})"
    return warning(reference.source, f"DeprecatedShape.{target.id}", message)


def _unresolved(model: Model, reference: Relationship, effort: Effort) -> Event:
    shape, name, target = reference
    close = suggest(target, _all_ids(model), effort) if effort.left > 0 else []
    hint = f". Did you mean {', '.join(close)}?" if close else ""
    if name == "target":
        message = f"member shape targets an unresolved shape `{target}`{hint}"
    else:
        message = (
            f"{shape.type} shape has {'an' if name[0] in 'aeiou' else 'a'} "
            f"`{relationship_name(name)}` relationship to an unresolved shape "
            f"`{target}`{hint}"
        )
    return error(shape, f"{_ID}.UnresolvedShape", message)


def _all_ids(model: Model) -> Iterator[ShapeId]:
    for shape in model.shapes.values():
        yield shape.id
        for member in shape.members.values():
            yield member.id
