"""Inputs, outputs and errors of operations.

Implements https://smithy.io/2.0/spec/service-types.html#operation and
https://smithy.io/2.0/spec/type-refinement-traits.html#input-trait.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.relationships import Relationship
from smithy_parser.shape_id import UNIT, ShapeId
from smithy_parser.shapes import Member, OperationShape, Shape, ShapeType
from smithy_parser.validation.findings import error, ticked, warning, with_trait
from smithy_parser.validation.rules.targets import relationship_name
from smithy_parser.validation.traversal import incoming, own
from smithy_parser.validation.values import texts, trait_properties

_IDEMPOTENT: Final = "smithy.api#idempotent"
_COMPRESSION: Final = "smithy.api#requestCompression"
_STREAMING: Final = "smithy.api#streaming"
_REQUIRES_LENGTH: Final = "smithy.api#requiresLength"
_MISUSE: Final = "OperationInputOutputMisuse"
_ENCODINGS: Final = ("gzip",)
_UNIT_CONTAINERS: Final = (ShapeType.UNION, ShapeType.ENUM, ShapeType.INT_ENUM)


def operation_input_output(model: Model) -> Iterator[Event]:
    """OperationInputOutputMisuse and -Name, OperationNameAmbiguity: what is what."""
    references = incoming(model)
    for role, opposite in (("input", "output"), ("output", "input")):
        for shape in with_trait(model, f"smithy.api#{role}"):
            uses = references.get(shape.id, [])
            yield from _check_uses(shape, uses, role, opposite)
    for operation in own(model, OperationShape):
        for role, suffixes, target in (
            ("input", ("Input", "Request"), operation.input),
            ("output", ("Output", "Response"), operation.output),
        ):
            for suffix in suffixes:
                ambiguous = model.get(f"{operation.id}{suffix}")
                if ambiguous is not None and ambiguous.id != target:
                    yield _ambiguity(ambiguous, operation, target, role)


def _check_uses(
    shape: Shape, uses: list[Relationship], role: str, opposite: str
) -> Iterator[Event]:
    operations: dict[ShapeId, None] = {}
    for user, name, _ in uses:
        if name == role:
            operations[user.id] = None
            if not shape.id.name.startswith(user.id.name):
                message = (
                    f"The {role} of this operation should target a shape that starts "
                    f"with the operation's name, '{user.id.name}', but the targeted "
                    f"shape is `{shape.id}`"
                )
                yield warning(user, f"OperationInputOutputName.{role}", message)
        elif name == opposite:
            message = (
                f"Operation `{opposite}` cannot target structures marked with the "
                f"`@{role}` trait: `{shape.id}`"
            )
            yield error(user, _MISUSE, message)
        elif name == "target":
            message = (
                f"Members cannot target structures marked with the @{role} trait: "
                f"{shape.id}"
            )
            yield error(user, _MISUSE, message)
    if len(operations) > 1:
        message = (
            f"Shapes marked with the @{role} trait cannot be used as {role} by "
            f"multiple operations: {ticked(operations)}"
        )
        yield error(shape, _MISUSE, message)


def _ambiguity(
    shape: Shape, operation: OperationShape, target: ShapeId, role: str
) -> Event:
    message = (
        f"The name of this shape implies that it is the {role} of {operation.id}, but "
        f"that operation uses {target} for {role}. This kind of ambiguity can confuse "
        "developers calling this operation and can cause issues in code generators "
        f"that use similar naming conventions to generate {role} types."
    )
    return warning(shape, "OperationNameAmbiguity", message)


def unit_type(model: Model) -> Iterator[Event]:
    """UnitType: only operations, unions and enums refer to the unit type.

    Implements https://smithy.io/2.0/spec/model.html#unit-type.
    """
    for user, name, _ in incoming(model).get(UNIT, []):
        if isinstance(user, Member):
            if model[user.container].type not in _UNIT_CONTAINERS:
                message = (
                    "Only members of a union, enum, or intEnum can reference "
                    "smithy.api#Unit"
                )
                yield error(user, "UnitType", message)
        elif name not in ("input", "output"):
            constant = relationship_name(name).upper()
            message = f"This shape has an invalid {constant} reference to {UNIT}"
            yield error(user, "UnitType", message)


def idempotent_trait(model: Model) -> Iterator[Event]:
    """IdempotentTrait: the errors that the ``idempotent`` trait names.

    Implements https://smithy.io/2.0/spec/behavior-traits.html#idempotent-trait.
    """
    id = "IdempotentTrait"
    for operation in own(model, OperationShape):
        value = trait_properties(operation, _IDEMPOTENT)
        if "exists" in value and "notFound" in value:
            message = (
                "The `exists` and `notFound` properties of the `@idempotent` trait are "
                "mutually exclusive. Only one may be specified."
            )
            yield error(operation, id, message, _IDEMPOTENT)
        for name in ("exists", "notFound"):
            for missing in texts(value.get(name)):
                if missing not in operation.errors:
                    message = (
                        f"The `{name}` property references error `{missing}`, but it "
                        "is not in the operation's errors list. Expected one of "
                        f"{ticked(operation.errors)}"
                    )
                    yield error(operation, id, message, _IDEMPOTENT)


def request_compression_trait(model: Model) -> Iterator[Event]:
    """RequestCompressionTrait: what is compressed, and how.

    Implements https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait.
    """
    id = "RequestCompressionTrait"
    for operation in own(model, OperationShape):
        if _COMPRESSION not in operation.traits:
            continue
        if operation.input == UNIT:
            message = (
                "The `requestCompression` trait can only be applied to operations "
                "which have an input shape defined"
            )
            yield error(operation, id, message)
        for member in model[operation.input].members.values():
            traits: Mapping[str, object] = model[member.target].traits
            if _STREAMING in traits and _REQUIRES_LENGTH in traits:
                message = (
                    "The `requestCompression` trait can only be applied to operations "
                    "which do not have input members that target shapes with both the "
                    "`streaming` and `requiresLength` traits applied, but found member "
                    f"`{member.id}` targeting `{member.target}`"
                )
                yield error(operation, id, message)
        encodings = texts(trait_properties(operation, _COMPRESSION).get("encodings"))
        unknown = [name for name in encodings if name.lower() not in _ENCODINGS]
        if not encodings:
            message = (
                "There must be at least one compression algorithm in `encodings` for "
                f"the `requestCompression` trait applied to `{operation.id}`"
            )
            yield error(operation, id, message, _COMPRESSION)
        elif unknown:
            message = (
                f"Invalid compression algorithm{'' if len(unknown) == 1 else 's'} "
                "found in `requestCompression` trait applied to "
                f"`{operation.id}`: {ticked(unknown)}"
            )
            yield error(operation, id, message, _COMPRESSION)
