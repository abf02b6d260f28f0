"""Each C2J shape as a Smithy shape: type, members and the traits of the shape."""

import re
from collections.abc import Mapping

from smithwright.sources.c2j.common import common_traits
from smithwright.sources.c2j.enums import member_names
from smithwright.sources.c2j.errors import error_traits
from smithwright.sources.c2j.members import (
    aggregate_member_traits,
    structure_member_traits,
    xml_namespace_trait,
)
from smithwright.sources.c2j.schema import Ref, Shape
from smithwright.sources.c2j.scope import ConversionError, Scope, is_union
from smithwright.sources.document import Json

_SIMPLE = {
    "blob": "blob",
    "boolean": "boolean",
    "character": "string",
    "double": "double",
    "float": "float",
    "integer": "integer",
    "long": "long",
    "string": "string",
    "timestamp": "timestamp",
}
_NUMBERS = ("double", "float", "integer", "long")
_TIMESTAMP_FORMATS = {
    "iso8601": "date-time",
    "rfc822": "http-date",
    "unixTimestamp": "epoch-seconds",
}
_ANYWHERE = re.compile(r"\.\*([^?+].*)(?<!\\)\.\*", re.DOTALL)
_ENDED = re.compile(r"(?<!\\)(?:\\\\)*\$\Z")


def convert_shape(scope: Scope, name: str) -> dict[str, Json]:
    """Converts the shape of this name.

    Raises:
        ConversionError: It has a type or timestamp format that C2J doesn't know, an
            invalid member name or a member whose target doesn't exist.
    """
    shape = scope.shape(name)
    try:
        content, traits = _content(scope, shape), _traits(scope, shape)
    except ConversionError as error:
        raise ConversionError(f"shape {name}: {error}") from error
    if name in scope.dedicated:
        traits[scope.dedicated[name]] = {}
    return _with_traits(content, traits)


def _content(scope: Scope, shape: Shape) -> dict[str, Json]:
    """Returns the type and the members."""
    match shape:
        case {"document": True}:
            return {"type": "document"}
        case {"type": "structure"}:
            return {
                "type": "union" if is_union(shape) else "structure",
                "members": _structure_members(scope, shape),
            }
        case {"type": "list", "member": member}:
            return {"type": "list", "member": _aggregate_member(scope, member)}
        case {"type": "map", "key": key, "value": value}:
            return {
                "type": "map",
                "key": _aggregate_member(scope, key),
                "value": _aggregate_member(scope, value),
            }
        case {"type": "string", "enum": values}:
            return {"type": "enum", "members": _enum_members(values)}
        case {"type": simple} if simple in _SIMPLE:
            return {"type": _SIMPLE[simple]}
        case _:
            raise ConversionError(f"unknown type {shape['type']!r}")


def _structure_members(scope: Scope, shape: Shape) -> dict[str, Json]:
    members: dict[str, Json] = {
        scope.checked(name): _with_traits(
            {"target": scope.shape_id(member["shape"])},
            structure_member_traits(scope, shape, name, member),
        )
        for name, member in shape.get("members", {}).items()
    }
    # C2J drops the message of many errors; the wire carries it all the same.
    if shape.get("exception") and "message" not in map(str.lower, members):
        members["message"] = {"target": "smithy.api#String"}
    return members


def _aggregate_member(scope: Scope, member: Ref) -> dict[str, Json]:
    target = {"target": scope.shape_id(member["shape"])}
    return _with_traits(target, aggregate_member_traits(scope, member))


def _enum_members(values: list[str]) -> dict[str, Json]:
    unique = list(dict.fromkeys(values))
    return {
        name: {
            "target": "smithy.api#Unit",
            "traits": {"smithy.api#enumValue": value},
        }
        for name, value in zip(member_names(unique), unique, strict=True)
    }


def _traits(scope: Scope, shape: Shape) -> dict[str, Json]:
    traits = common_traits(shape)
    if shape.get("exception"):
        traits |= error_traits(shape)
    if shape.get("sensitive"):
        traits["smithy.api#sensitive"] = {}
    if "mediaType" in shape:
        traits["smithy.api#mediaType"] = shape["mediaType"]
    if "timestampFormat" in shape:
        traits["smithy.api#timestampFormat"] = _timestamp_format(shape)
    if shape.get("streaming") or shape.get("eventstream"):
        traits["smithy.api#streaming"] = {}
    if shape.get("requiresLength"):
        traits["smithy.api#requiresLength"] = {}
    if shape.get("sparse"):
        traits["smithy.api#sparse"] = {}
    if scope.speaks_xml and shape["type"] == "structure" and "locationName" in shape:
        traits["smithy.api#xmlName"] = shape["locationName"]
    if scope.speaks_xml and shape["type"] == "structure":
        traits |= xml_namespace_trait(scope, shape.get("xmlNamespace"))
    return traits | _constraints(shape)


def _timestamp_format(shape: Shape) -> str:
    name = shape.get("timestampFormat", "")
    if name not in _TIMESTAMP_FORMATS:
        raise ConversionError(f"unknown timestamp format {name!r}")
    return _TIMESTAMP_FORMATS[name]


def _constraints(shape: Shape) -> dict[str, Json]:
    """Returns length or range, and pattern.

    https://smithy.io/2.0/spec/constraint-traits.html
    """
    traits: dict[str, Json] = {}
    bounds: dict[str, Json] = {}
    if "min" in shape:
        bounds["min"] = shape["min"]
    if "max" in shape:
        bounds["max"] = shape["max"]
    if bounds:
        number = shape["type"] in _NUMBERS
        traits["smithy.api#range" if number else "smithy.api#length"] = bounds
    if "pattern" in shape and "enum" not in shape:
        traits["smithy.api#pattern"] = _searchable(shape["pattern"])
    return traits


def _searchable(pattern: str) -> str:
    """Turns a pattern that C2J matches against the whole into one to search for.

    C2J's `.*x.*` is how it says Smithy's `x`: anchored, it would refuse lines
    before and after.
    """
    if within := _ANYWHERE.fullmatch(pattern):
        return within[1]
    if pattern == ".*":
        return pattern
    start = "" if pattern.startswith("^") else "^"
    end = "" if _ENDED.search(pattern) else "$"
    return f"{start}{pattern}{end}"


def _with_traits(
    content: Mapping[str, Json], traits: Mapping[str, Json]
) -> dict[str, Json]:
    return {**content, "traits": traits} if traits else {**content}
