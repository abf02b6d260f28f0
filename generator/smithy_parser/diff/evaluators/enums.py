"""Values of enumerations."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from smithy_parser.diff.changes import Changes, Finding, Pair, member_path
from smithy_parser.diff.difference import Path
from smithy_parser.diff.evaluators.shapes import ENUM_TRAIT, is_upgraded_enum
from smithy_parser.nodes import Node, is_list
from smithy_parser.shapes import EnumShape, Shape
from smithy_parser.validation.findings import error, note

_VALUE: Final = "smithy.api#enumValue"


class _Constant(NamedTuple):
    name: str | None
    value: Node


def changed_enum_trait(changes: Changes) -> Iterator[Finding]:
    """ChangedEnumTrait: values removed, inserted or appended, and names changed."""
    for pair in changes.changed:
        if not _is_enum(pair):
            continue
        old, new = _constants(pair.old), _constants(pair.new)
        removed = list(_removed_and_renamed(pair, old, new))
        yield from removed
        kept = sum(any(o.value == n.value for n in new) for o in old)
        yield from _added(pair, old, new, kept - 1)


def _removed_and_renamed(
    pair: Pair, old: list[_Constant], new: list[_Constant]
) -> Iterator[Finding]:
    for index, (name, value) in enumerate(old):
        same = next((each for each in new if each.value == value), None)
        path = _place(pair, pair.old, name)
        if same is None:
            message = f"The value `{value}` was removed"
            event = error(pair.new, f"ChangedEnumTrait.Removed.{index}", message)
            yield Finding(event, path)
        elif same.name != name:
            message = f"The value `{value}` is called `{same.name}`, not `{name}`"
            event = error(pair.new, f"ChangedEnumTrait.NameChanged.{index}", message)
            yield Finding(event, path)


def _added(
    pair: Pair, old: list[_Constant], new: list[_Constant], last: int
) -> Iterator[Finding]:
    known = {_key(each.value) for each in old}
    for index, (name, value) in enumerate(new):
        if _key(value) in known:
            continue
        path = _place(pair, pair.new, name)
        if index <= last:
            message = f"The value `{value}` was inserted before values that were there"
            event = error(pair.new, f"ChangedEnumTrait.OrderChanged.{index}", message)
        else:
            message = f"The value `{value}` was appended"
            event = note(pair.new, f"ChangedEnumTrait.Appended.{index}", message)
        yield Finding(event, path)


def _place(pair: Pair, owner: Shape, name: str | None) -> Path:
    """The member of an enum, or its value where the member stays; else the trait."""
    if owner.type != "enum" or name is None:
        return pair.trait_path(ENUM_TRAIT)
    path = member_path(owner, owner.members[name])
    stays = name in pair.old.members and name in pair.new.members
    return (*path, "traits", _VALUE) if stays else path


def _is_enum(pair: Pair) -> bool:
    if isinstance(pair.old, EnumShape) and isinstance(pair.new, EnumShape):
        return True
    if ENUM_TRAIT in pair.old.traits and ENUM_TRAIT in pair.new.traits:
        return ENUM_TRAIT in pair.traits
    return is_upgraded_enum(pair)


def _constants(shape: Shape) -> list[_Constant]:
    if isinstance(shape, EnumShape):
        return [
            _Constant(name, member.traits.get(_VALUE, name))
            for name, member in shape.members.items()
        ]
    definitions = shape.traits.get(ENUM_TRAIT)
    return [
        _Constant(_text(each.get("name")), each.get("value"))
        for each in (definitions if is_list(definitions) else ())
        if isinstance(each, Mapping)
    ]


def _text(node: Node) -> str | None:
    return node if isinstance(node, str) else None


def _key(value: Node) -> str:
    return str(value)
