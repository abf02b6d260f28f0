"""The ``paginated`` trait and the members that it names.

Implements https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.nodes import Node
from smithy_parser.shapes import (
    Member,
    OperationShape,
    ServiceShape,
    ShapeType,
    StructureShape,
)
from smithy_parser.validation.findings import danger, error, ticked, warning
from smithy_parser.validation.traversal import input_of, output_of, own
from smithy_parser.validation.values import text, trait_properties

_PAGINATED: Final = "smithy.api#paginated"
_REQUIRED: Final = "smithy.api#required"
_ID: Final = "PaginatedTrait"


@dataclass(frozen=True, slots=True)
class _Property:
    """What a property of the trait may name: `discouraged` targets are allowed."""

    name: str
    is_output: bool
    is_token: bool
    preferred: frozenset[ShapeType]
    discouraged: frozenset[ShapeType] = frozenset()


_PROPERTIES: Final = (
    _Property(
        "inputToken",
        is_output=False,
        is_token=True,
        preferred=frozenset({ShapeType.STRING}),
        discouraged=frozenset({ShapeType.MAP}),
    ),
    _Property(
        "pageSize",
        is_output=False,
        is_token=False,
        preferred=frozenset({ShapeType.INTEGER}),
        discouraged=frozenset({ShapeType.BYTE, ShapeType.SHORT, ShapeType.LONG}),
    ),
    _Property(
        "outputToken",
        is_output=True,
        is_token=True,
        preferred=frozenset({ShapeType.STRING}),
        discouraged=frozenset({ShapeType.MAP}),
    ),
    _Property(
        "items",
        is_output=True,
        is_token=False,
        preferred=frozenset({ShapeType.LIST, ShapeType.MAP}),
    ),
)


def paginated_trait(model: Model) -> Iterator[Event]:
    """PaginatedTrait: the members that pagination needs."""
    services_of: dict[str, list[ServiceShape]] = {}
    for service in own(model, ServiceShape):
        for operation in model.operations_of(service.id):
            services_of.setdefault(operation.id, []).append(service)
    for operation in own(model, OperationShape):
        if _PAGINATED not in operation.traits:
            continue
        trait = trait_properties(operation, _PAGINATED)
        found = list(_check(model, operation, trait, None))
        yield from found
        for service in services_of.get(operation.id, ()) if not found else ():
            merged = {**trait_properties(service, _PAGINATED), **trait}
            yield from _check(model, operation, merged, service)


def _check(
    model: Model,
    operation: OperationShape,
    trait: Mapping[str, Node],
    service: ServiceShape | None,
) -> Iterator[Event]:
    prefix = f"When bound within the `{service.id}` service, " if service else ""
    for rule in _PROPERTIES:
        subject = f"{prefix}paginated trait `{rule.name}`"
        path = text(trait.get(rule.name))
        if path is None:
            if service and rule.is_token:
                message = f"{subject} is not configured"
                yield error(operation, _ID, message, _PAGINATED)
        elif "." in path and not rule.is_output:
            message = f"{subject} does not allow path values"
            yield error(operation, _ID, message, _PAGINATED)
        elif (member := _resolve(model, operation, rule, path)) is None:
            message = f"{subject} targets a member `{path}` that does not exist"
            yield error(operation, _ID, message, _PAGINATED)
        else:
            yield from _check_member(model, operation, rule, member, subject)
            if path.count(".") > 1:
                message = (
                    f"{subject} contains a path with more than two parts, which can "
                    "make your API cumbersome to use"
                )
                id = f"{_ID}.DeeplyNested.{rule.name}"
                yield warning(operation, id, message, _PAGINATED)


def _resolve(
    model: Model, operation: OperationShape, rule: _Property, path: str
) -> Member | None:
    """Returns the member at the end of a path through structures."""
    if not rule.is_output:
        return input_of(model, operation).members.get(path)
    structure = output_of(model, operation)
    member = None
    for name in path.split("."):
        if member is not None:
            target = model[member.target]
            if not isinstance(target, StructureShape):
                return None
            structure = target
        member = structure.members.get(name)
        if member is None:
            return None
    return member


def _check_member(
    model: Model,
    operation: OperationShape,
    rule: _Property,
    member: Member,
    subject: str,
) -> Iterator[Event]:
    named = f"{subject} member `{member.name}`"
    if _REQUIRED in member.traits:
        yield from _check_required(operation, rule, named)
    target = model[member.target].type
    if target in rule.discouraged:
        message = (
            f"{named} targets a {target} shape, but this is not recommended. One of "
            f"[{ticked(rule.preferred)}] SHOULD be targeted."
        )
        id = f"{_ID}.WrongShapeType.{rule.name}"
        yield danger(operation, id, message, _PAGINATED)
    elif target not in rule.preferred:
        message = (
            f"{named} targets a {target} shape, but must target one of the following: "
            f"[{ticked(rule.preferred | rule.discouraged)}]"
        )
        yield error(operation, _ID, message, _PAGINATED)


def _check_required(
    operation: OperationShape, rule: _Property, named: str
) -> Iterator[Event]:
    if rule.name == "pageSize":
        id = f"{_ID}.ShouldNotBeRequired.{rule.name}"
        message = f"{named} should not be required"
        yield warning(operation, id, message, _PAGINATED)
    elif rule.name == "inputToken":
        message = f"{named} must not be required"
        yield error(operation, _ID, message, _PAGINATED)
    elif rule.name == "outputToken":
        id = f"{_ID}.ShouldNotBeRequired.{rule.name}"
        message = f"{named} should not be required"
        yield danger(operation, id, message, _PAGINATED)
