"""What a decoded response may hold though its model does not allow it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import cast, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from .shapes import OpenUnion, SensitiveUnion
from .timestamps import from_http_date


def tolerant(annotation: object, value: object) -> object:
    """Returns decoded values with texts as the numbers and dates that they stand for.

    Nulls in dense lists and maps are left out, as clients skip these:
    https://smithy.io/2.0/spec/type-refinement-traits.html#sparse-trait.
    """
    arguments = get_args(annotation)
    if type(None) in arguments:
        return None if value is None else tolerant(_set_type(annotation), value)
    if isinstance(value, str):
        return _from_text(annotation, value)
    if isinstance(value, list):
        items = cast("list[object]", value)
        if get_origin(annotation) is not tuple:
            return items
        return [tolerant(arguments[0], item) for item in _kept(arguments[0], items)]
    if not isinstance(value, dict):
        return value
    entries = cast("dict[str, object]", value)
    if get_origin(annotation) is Mapping:
        return {
            key: tolerant(arguments[1], item)
            for key, item in entries.items()
            if item is not None or _is_sparse(arguments[1])
        }
    if isinstance(annotation, type) and issubclass(annotation, Struct):
        types = _types(annotation)
        known = {
            key: tolerant(types[key], item)
            for key, item in entries.items()
            if key in types
        }
        if issubclass(annotation, OpenUnion | SensitiveUnion):
            return known | _unknown_variant(known, entries)
        return known
    return entries


def _unknown_variant(
    known: Mapping[str, object], entries: Mapping[str, object]
) -> dict[str, object]:
    """Returns the entry of a variant that the model lacks, if that is what is set.

    https://smithy.io/2.0/spec/aggregate-types.html#union
    """
    if any(item is not None for item in known.values()):
        return {}
    for key, item in entries.items():
        # A union may say its own type, which is no variant.
        if item is not None and key != "__type" and key not in known:
            return {"SDK_UNKNOWN_MEMBER": {"name": str(key)}}
    return {}


@cache
def _types(shape: type[Struct]) -> Mapping[str, object]:
    return {field.encode_name: field.type for field in fields(shape)}


def _set_type(annotation: object) -> object:
    return next(item for item in get_args(annotation) if item is not type(None))


def _is_sparse(item_type: object) -> bool:
    return type(None) in get_args(item_type)


def _kept(item_type: object, items: list[object]) -> list[object]:
    if _is_sparse(item_type):
        return items
    return [item for item in items if item is not None]


def _from_text(annotation: object, text: str) -> object:
    try:
        if annotation is datetime:
            return from_http_date(text)
        if annotation is int or annotation is float:
            # msgspec takes neither a plus sign nor white space nor leading zeros.
            return annotation(text)
    except (OverflowError, ValueError):
        pass
    return text
