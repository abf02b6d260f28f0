"""Default values: of the right type, simple, and the same as their target's.

Implements https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait.
"""

import re
from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event, Severity
from smithy_parser.model import Model
from smithy_parser.nodes import Node, same
from smithy_parser.shapes import (
    Member,
    OperationShape,
    ResourceShape,
    ShapeType,
    StructureShape,
)
from smithy_parser.validation.findings import error, warning
from smithy_parser.validation.node_values import NodeValues
from smithy_parser.validation.traversal import input_of, own, own_with
from smithy_parser.validation.wording import compact_json

_ID: Final = "DefaultTrait"
_DEFAULT: Final = "smithy.api#default"
_BASE64: Final = re.compile(
    "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?"
)
_MUST_BE_EMPTY: Final = {
    ShapeType.LIST: "of a list must be an empty list",
    ShapeType.MAP: "of a map must be an empty map",
}


def default_trait(model: Model) -> Iterator[Event]:
    """DefaultTrait: the values of ``default``."""
    # A model of Smithy 1.0 may have ranges that exclude its implicit zeros.
    values = NodeValues(model, zero_range=Severity.WARNING)
    for shape in own_with(model, _DEFAULT):
        value = shape.traits[_DEFAULT]
        if value is not None:
            where = shape.trait_source(_DEFAULT)
            for problem in values.problems(shape, value):
                yield problem.event(
                    _ID, shape.id, "Error validating @default trait", where
                )
            target = model[shape.target] if isinstance(shape, Member) else shape
            if wrong := _not_simple(target.type, value):
                message = f"The @default value {wrong}"
                yield error(shape, _ID, message, _DEFAULT)
            elif target.type is ShapeType.BLOB and not _is_base64(value):
                message = (
                    "The @default value of a blob should be a valid base64 string."
                )
                yield warning(shape, _ID, message, _DEFAULT)
        elif not isinstance(shape, Member):
            message = "The @default trait can be set to null only on members"
            yield error(shape, _ID, message, _DEFAULT)
    for structure in own(model, StructureShape):
        for member in structure.members.values():
            yield from _check_target(model, member)


def _not_simple(type: ShapeType, value: Node) -> str | None:
    if not value or isinstance(value, str | int | float):
        return None
    if type is ShapeType.DOCUMENT:
        kind = "object" if isinstance(value, dict) else "array"
        return f"of a document cannot be a non-empty {kind}"
    return _MUST_BE_EMPTY.get(type)


def _is_base64(value: Node) -> bool:
    return not isinstance(value, str) or _BASE64.fullmatch(value) is not None


def _check_target(model: Model, member: Member) -> Iterator[Event]:
    target = model[member.target]
    expected = target.traits.get(_DEFAULT)
    if expected is None:
        return
    if _DEFAULT not in member.traits:
        message = (
            f"Member targets {target.id}, which requires that the member defines the "
            f"same default of `{compact_json(expected)}` or `null`"
        )
        yield error(member, _ID, message)
        return
    value = member.traits[_DEFAULT]
    if value is not None and not same(value, expected):
        message = (
            "Member defines a default value that differs from the default value of the "
            f"target shape, {target.id}. The member has a default of "
            f"`{compact_json(value)}`, but the target has a default of "
            f"`{compact_json(expected)}`."
        )
        yield error(member, _ID, message)


def default_value_in_update(model: Model) -> Iterator[Event]:
    """DefaultValueInUpdate: what is left out looks like a default."""
    updates = {resource.update for resource in own(model, ResourceShape)}
    for operation in own(model, OperationShape):
        name = operation.id.name.lower()
        if operation.id not in updates and not name.startswith(("update", "patch")):
            continue
        members = input_of(model, operation).members
        affected = sorted(n for n, m in members.items() if _DEFAULT in m.traits)
        if affected:
            message = (
                "This update style operation has top-level input members marked with "
                "the @default trait. It will be impossible to tell if the member was "
                "omitted or explicitly provided. Affected members: "
                f"[{', '.join(affected)}]"
            )
            yield warning(operation, "DefaultValueInUpdate", message)
