"""Between shapes and the dictionaries that boto3 speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import NamedTuple, TypeVar, cast, get_args, get_origin

from msgspec import Struct, ValidationError, convert
from msgspec.structs import fields

from .problems import BuildError, Problem

StructT = TypeVar("StructT", bound=Struct)

_NO_NAMES: Mapping[str, str] = {}


class Member(NamedTuple):
    """How one member is called in Python, in the model and on the wire."""

    field: str
    name: str
    wire_name: str
    annotation: object


def to_plain(value: Struct) -> dict[str, object]:
    """Returns the set members of `value` by model name, all the way down."""
    return {
        member.name: _plain(item)
        for member in _members(type(value))
        if (item := getattr(value, member.field)) is not None
    }


def from_plain(shape: type[StructT], data: Mapping[str, object]) -> StructT:
    """Returns the `shape` whose members `data` holds by model name.

    boto3 adds `ResponseMetadata` to what it returns; that key is passed over.

    Raises:
        BuildError: A member is unknown or its value has the wrong type.
    """
    members = {key: item for key, item in data.items() if key != "ResponseMetadata"}
    problems: list[Problem] = []
    wired = _wired_structure(shape, members, "", problems)
    if not problems:
        try:
            return convert(wired, shape, builtin_types=(bytes, datetime, Decimal))
        except ValidationError as error:
            message, _, where = str(error).partition(" - at `$")
            path = where.rstrip("`").lstrip(".") or shape.__name__
            problems.append(Problem(path, "type", message))
    raise BuildError(shape.__name__, problems) from None


@cache
def _members(shape: type[Struct]) -> tuple[Member, ...]:
    model_names = cast("Mapping[str, str]", getattr(shape, "MEMBER_NAMES", _NO_NAMES))
    return tuple(
        Member(
            field.name,
            model_names.get(field.name, field.encode_name),
            field.encode_name,
            _without_none(field.type),
        )
        for field in fields(shape)
    )


def _without_none(annotation: object) -> object:
    chosen = [item for item in get_args(annotation) if item is not type(None)]
    return chosen[0] if type(None) in get_args(annotation) else annotation


def _plain(value: object) -> object:
    if isinstance(value, Struct):
        return to_plain(value)
    if isinstance(value, Enum):
        return cast("object", value.value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {_plain(key): _plain(item) for key, item in items}
    return value


def _wired(
    annotation: object, value: object, path: str, problems: list[Problem]
) -> object:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple and isinstance(value, list | tuple):
        items = cast("tuple[object, ...]", value)
        item_type = _without_none(arguments[0])
        return [
            _wired(item_type, item, f"{path}[{index}]", problems)
            for index, item in enumerate(items)
        ]
    if not isinstance(value, Mapping):
        return value
    entries = cast("Mapping[str, object]", value)
    if origin is Mapping:
        item_type = _without_none(arguments[1])
        return {
            key: _wired(item_type, item, f"{path}[{key!r}]", problems)
            for key, item in entries.items()
        }
    if isinstance(annotation, type) and issubclass(annotation, Struct):
        return _wired_structure(annotation, entries, f"{path}.", problems)
    return entries


def _wired_structure(
    shape: type[Struct],
    data: Mapping[str, object],
    prefix: str,
    problems: list[Problem],
) -> dict[str, object]:
    by_name = {member.name: member for member in _members(shape)}
    wired: dict[str, object] = {}
    for name, value in data.items():
        if (member := by_name.get(name)) is None:
            message = f"is not a member of {shape.__name__}"
            problems.append(Problem(f"{prefix}{name}", "member", message))
        else:
            path = f"{prefix}{member.field}"
            wired[member.wire_name] = _wired(member.annotation, value, path, problems)
    return wired
