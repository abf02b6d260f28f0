"""The values and names of enumerations.

Implements https://smithy.io/2.0/spec/simple-types.html#enum and
https://smithy.io/2.0/spec/constraint-traits.html#enum-trait.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.nodes import Node, is_list
from smithy_parser.shapes import EnumShape, IntEnumShape, Member
from smithy_parser.validation.findings import error, warning
from smithy_parser.validation.traversal import own_with
from smithy_parser.validation.values import number, properties, text
from smithy_parser.validation.wording import compact_json

_ENUM: Final = "smithy.api#enum"
_VALUE: Final = "smithy.api#enumValue"
_ID: Final = "EnumShape"
_RECOMMENDED: Final = re.compile("[A-Z]+[A-Z_0-9]*")
_INT_RANGE: Final = range(-(2**31), 2**31)


def enum_shape(model: Model) -> Iterator[Event]:
    """EnumShape: values and names of enum and intEnum shapes."""
    for shape in model.own:
        seen: set[Node] = set()
        if isinstance(shape, EnumShape):
            for member in shape.members.values():
                yield from _check_text(member, seen)
                yield from _check_name(member)
        elif isinstance(shape, IntEnumShape):
            for member in shape.members.values():
                problem = _check_integer(member, seen)
                yield from [problem] if problem else _check_name(member)


def _check_text(member: Member, seen: set[Node]) -> Iterator[Event]:
    value = member.traits.get(_VALUE)
    if not isinstance(value, str):
        message = (
            "enum members can only be assigned string values, but found: "
            f"{compact_json(value)}"
        )
        yield error(member, _ID, message, _VALUE)
        return
    if value in seen:
        message = f"Multiple enum members found with duplicate value `{value}`"
        yield error(member, _ID, message)
    if not value:
        yield error(member, _ID, "enum values may not be empty.")
    seen.add(value)


def _check_integer(member: Member, seen: set[Node]) -> Event | None:
    if _VALUE not in member.traits:
        message = "intEnum members must be assigned an integer value"
        return error(member, _ID, message)
    value = number(member.traits[_VALUE])
    if value is None:
        found = compact_json(member.traits[_VALUE])
        message = f"intEnum members require integer values, but found: {found}"
    elif isinstance(value, float):
        message = f"intEnum members do not support floating point values: {value}"
    elif value not in _INT_RANGE:
        message = f"intEnum members must fit within an integer, but found: {value}"
    elif value in seen:
        message = f"Multiple intEnum members found with duplicate value `{value}`"
        return error(member, _ID, message)
    else:
        seen.add(value)
        return None
    return error(member, _ID, message, _VALUE)


def _check_name(member: Member) -> Iterator[Event]:
    if _RECOMMENDED.fullmatch(member.name) is None:
        yield warning(member, _ID, _not_recommended(member.name))


def enum_trait(model: Model) -> Iterator[Event]:
    """EnumTrait: the ``enum`` trait of Smithy 1.0 where it could not become an enum."""
    id = "EnumTrait"
    for shape in own_with(model, _ENUM):
        value = shape.traits[_ENUM]
        definitions = [properties(d) for d in value] if is_list(value) else []
        for key in ("value", "name"):
            for duplicate in _duplicates(definitions, key):
                message = (
                    f"Duplicate enum trait values found with the same `{key}` property "
                    f"of '{duplicate}'"
                )
                yield error(shape, id, message, _ENUM)
        names = [name for d in definitions if (name := text(d.get("name"))) is not None]
        for name in names:
            if _RECOMMENDED.fullmatch(name) is None:
                message = _not_recommended(name)
                yield warning(shape, f"{id}.{name}", message, _ENUM)
        if not names:
            message = (
                "Enums should define the `name` property to allow rich types to be "
                "generated in code generators."
            )
            yield warning(shape, "EnumNamesPresent", message, _ENUM)
        for definition in definitions if names else ():
            if "name" not in definition:
                message = (
                    f"`{definition.get('value')}` enum value body is missing the "
                    "`name` property; if any enum trait value contains a `name` "
                    "property, then all values must contain the `name` property."
                )
                yield error(shape, id, message, _ENUM)


def _duplicates(definitions: list[Mapping[str, Node]], key: str) -> Iterator[str]:
    seen: set[str] = set()
    for definition in definitions:
        value = text(definition.get(key))
        if value is not None and value in seen:
            yield value
        if value is not None:
            seen.add(value)


def _not_recommended(name: str) -> str:
    return (
        f"The name `{name}` does not match the recommended enum name format of "
        "beginning with an uppercase letter, followed by any number of uppercase "
        "letters, numbers, or underscores."
    )
