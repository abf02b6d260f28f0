"""The kinds of binding that the members of an operation have, by C2J's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.differential.values import BotocoreShape

_TRAITS = (
    "eventpayload flattened hostLabel jsonvalue queryName timestampFormat xmlAttribute "
    "xmlNamespace"
).split()


# Any: botocore's models have no types.
def bindings(operation: Any) -> set[str]:
    """Returns the kinds of binding in the input, the output and the errors."""
    kinds: set[str] = set()
    if operation.http_checksum_required or operation.http_checksum:
        kinds.add("checksum")
    if "+}" in operation.http.get("requestUri", ""):
        kinds.add("input greedy uri")
    if "?" in operation.http.get("requestUri", ""):
        kinds.add("input constant query")
    if operation.idempotent_members:
        kinds.add("input idempotency token")
    if operation.input_shape is None:
        kinds.add("no input")
    if operation.output_shape is None:
        kinds.add("no output")
    shapes = {"input": operation.input_shape, "output": operation.output_shape}
    for direction, shape in shapes.items():
        if shape is not None:
            kinds |= {f"{direction} {kind}" for kind in _kinds(shape)}
    for shape in operation.error_shapes:
        kinds |= {f"error {kind}" for kind in _kinds(shape)}
    return kinds


def _kinds(top: BotocoreShape) -> Iterator[str]:
    if (payload := top.serialization.get("payload")) is not None:
        yield f"{top.members[payload].type_name} payload"
    for member in top.members.values():
        location = member.serialization.get("location", "body")
        yield f"{member.type_name} in {location}"
        if member.type_name == "list":
            yield f"list of {member.member.type_name} in {location}"
    yield from _traits(top, (), set())


def _traits(
    shape: BotocoreShape, around: tuple[str, ...], entered: set[str]
) -> Iterator[str]:
    location = shape.serialization.get("location", "body")
    for trait in _TRAITS:
        if trait in shape.serialization:
            value = shape.serialization[trait]
            named = value if trait == "timestampFormat" else trait
            yield f"{named} in {location}"
    if getattr(shape, "is_document_type", False):
        yield "document"
    if shape.name in around and shape.type_name == "structure":
        yield "recursion"
    if shape.name in entered:
        return
    entered.add(shape.name)
    if getattr(shape, "is_tagged_union", False):
        yield "union"
    for member in _inner(shape):
        yield from _traits(member, (*around, shape.name), entered)


def _inner(shape: BotocoreShape) -> Iterator[BotocoreShape]:
    match shape.type_name:
        case "structure":
            yield from shape.members.values()
        case "list":
            yield shape.member
        case "map":
            yield shape.key
            yield shape.value
        case _:
            pass
