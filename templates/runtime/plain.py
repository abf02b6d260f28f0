"""Between shapes and the dictionaries that boto3 speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import NamedTuple, TypeVar, cast, get_args, get_origin

from msgspec import Struct, ValidationError, convert
from msgspec.structs import fields

from .problems import BuildError, Problem

StructT = TypeVar("StructT", bound=Struct)

_BUILT_IN = (bytes, datetime, Decimal)
_NO_NAMES: Mapping[str, str] = {}
_NOTHING: frozenset[str] = frozenset()


class _Report(NamedTuple):
    """Where problems are reported, and how keys look in their paths."""

    problems: list[Problem]
    shown: Callable[[str], str] = repr


class Member(NamedTuple):
    """How one member is called in Python and in the model, and what it holds."""

    field: str
    name: str
    annotation: object
    is_sensitive: bool


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
    value = _read_structure(shape, members, "", _Report(problems))
    if problems:
        raise BuildError(shape.__name__, problems)
    return value


@cache
def _members(shape: type[Struct]) -> tuple[Member, ...]:
    model_names = cast("Mapping[str, str]", getattr(shape, "MEMBER_NAMES", _NO_NAMES))
    sensitive = cast("frozenset[str]", getattr(shape, "SENSITIVE", _NOTHING))
    return tuple(
        Member(
            field.name,
            model_names.get(field.name, field.encode_name),
            _without_none(field.type),
            field.name in sensitive,
        )
        for field in fields(shape)
    )


@cache
def _members_by_name(shape: type[Struct]) -> Mapping[str, Member]:
    return {member.name: member for member in _members(shape)}


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


def _read(annotation: object, value: object, path: str, report: _Report) -> object:
    if type(None) in get_args(annotation):
        if value is None:
            return None
        annotation = _without_none(annotation)
    if get_origin(annotation) is tuple and isinstance(value, list | tuple):
        items = cast("tuple[object, ...]", value)
        item_type = get_args(annotation)[0]
        return tuple(
            _read(item_type, item, f"{path}[{index}]", report)
            for index, item in enumerate(items)
        )
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        return _read_entries(annotation, entries, path, report)
    return _read_simple(annotation, value, path, report)


def _read_entries(
    annotation: object, entries: Mapping[str, object], path: str, report: _Report
) -> object:
    shape = annotation
    if isinstance(shape, type) and issubclass(shape, Struct):
        return _read_structure(shape, entries, f"{path}.", report)
    if get_origin(annotation) is not Mapping:
        return _read_simple(annotation, entries, path, report)
    key_type, item_type = get_args(annotation)
    values: dict[object, object] = {}
    for key, item in entries.items():
        name = _read(key_type, key, f"{path}.keys()", report)
        inside = f"{path}[{report.shown(key)}]"
        values[name] = _read(item_type, item, inside, report)
    return values


def _read_structure(
    shape: type[StructT], data: Mapping[str, object], prefix: str, report: _Report
) -> StructT:
    by_name = _members_by_name(shape)
    values: dict[str, object] = {}
    for name, value in data.items():
        if (member := by_name.get(name)) is None:
            message = f"is not a member of {shape.__name__}"
            report.problems.append(Problem(f"{prefix}{name}", "member", message))
        elif value is not None:
            field, _, annotation, is_sensitive = member
            inside = report._replace(shown=_hidden) if is_sensitive else report
            values[field] = _read(annotation, value, f"{prefix}{field}", inside)
    return shape(**values)


def _hidden(key: str) -> str:
    return "***"


def _wrapped(kind: type[object], value: object) -> object:
    """Returns a value of a class that is not a shape's, such as a stream's."""
    if isinstance(value, get_origin(kind) or kind):
        return value
    return cast("Callable[[object], object]", kind)(value)


def _read_simple(
    annotation: object, value: object, path: str, report: _Report
) -> object:
    try:
        return convert(value, annotation, builtin_types=_BUILT_IN, dec_hook=_wrapped)
    except ValidationError as error:
        message = str(error).partition(" - at ")[0]
        report.problems.append(Problem(path, "type", message))
        return None
