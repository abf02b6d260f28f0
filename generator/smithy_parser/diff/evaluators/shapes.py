"""Shapes and members that come, go, change their type or their order."""

from collections.abc import Iterator, Sequence
from typing import Final

from smithy_parser.diff.changes import TRAIT, Changes, Finding, Pair, member_path
from smithy_parser.events import Event
from smithy_parser.shapes import Member, Shape, ShapeType, StructureShape, UnionShape
from smithy_parser.validation.findings import danger, error, note, warning

ENUM_TRAIT: Final = "smithy.api#enum"
_PRIVATE: Final = "smithy.api#private"

# What generated code names no type after.
_SCALARS: Final = frozenset(
    {
        ShapeType.BIG_DECIMAL,
        ShapeType.BIG_INTEGER,
        ShapeType.BLOB,
        ShapeType.BOOLEAN,
        ShapeType.BYTE,
        ShapeType.DOUBLE,
        ShapeType.FLOAT,
        ShapeType.INTEGER,
        ShapeType.LONG,
        ShapeType.SHORT,
        ShapeType.STRING,
        ShapeType.TIMESTAMP,
    }
)


def added_shape(changes: Changes) -> Iterator[Finding]:
    """AddedShape: a shape, or a member of a shape that was there before."""
    for shape, path in changes.added:
        if not _is_of_upgraded_enum(shape, changes):
            yield Finding(note(shape, "AddedShape", f"{_named(shape)} was added"), path)


def removed_shape(changes: Changes) -> Iterator[Finding]:
    """RemovedShape: a shape that is not private, or a member of one that stays."""
    for shape, path in changes.removed:
        if _PRIVATE in shape.traits:
            continue
        message = f"{_named(shape)} was removed"
        yield Finding(_removal(shape, message), path)


def _removal(shape: Shape, message: str) -> Event:
    if shape.type in _SCALARS and ENUM_TRAIT not in shape.traits:
        return warning(shape, "RemovedShape.ScalarShape", message)
    return error(shape, "RemovedShape", message)


def changed_shape_type(changes: Changes) -> Iterator[Finding]:
    """ChangedShapeType: another type than before."""
    for pair in changes.changed:
        old, new = pair.old, pair.new
        if old.type is not new.type and not is_upgraded_enum(pair):
            message = f"The type changed from {old.type} to {new.type}"
            event = error(new, "ChangedShapeType", message)
            yield Finding(event, (*pair.path, "type"))


def changed_member_order(changes: Changes) -> Iterator[Finding]:
    """ChangedMemberOrder: a member that is not where it was, or a new one between."""
    message = (
        "Members are not in the order they had: this changes how languages that lay "
        "structures out in memory, as C does, see the shape"
    )
    for shape_class in (StructureShape, UnionShape):
        for old, new, pair in changes.of(shape_class):
            moved = _first_move(list(old.members), list(new.members))
            if moved is not None:
                event = danger(new, "ChangedMemberOrder", message)
                yield Finding(event, _cause(pair, *moved))


def _first_move(old: Sequence[str], new: Sequence[str]) -> tuple[str, str] | None:
    # The shorter list ends the comparison: what only follows has moved nothing.
    for before, after in zip(old, new, strict=False):
        if before != after:
            return before, after
    return None


def _cause(pair: Pair, before: str, after: str) -> tuple[str, ...]:
    """The difference that moved members: one inserted, one removed, or the order."""
    if after not in pair.old.members:
        return member_path(pair.new, pair.new.members[after])
    if before not in pair.new.members:
        return member_path(pair.old, pair.old.members[before])
    return (*pair.path, "members")


def added_trait_definition(changes: Changes) -> Iterator[Finding]:
    """AddedTraitDefinition: a new trait."""
    for shape, path in changes.added:
        if TRAIT in shape.traits:
            message = f"The definition of the trait `{shape.id}` was added"
            yield Finding(note(shape, "AddedTraitDefinition", message), path)


def removed_trait_definition(changes: Changes) -> Iterator[Finding]:
    """RemovedTraitDefinition: a trait that is no longer defined."""
    for shape, path in changes.removed:
        if TRAIT in shape.traits:
            message = f"The definition of the trait `{shape.id}` was removed"
            yield Finding(error(shape, "RemovedTraitDefinition", message), path)


def is_upgraded_enum(pair: Pair) -> bool:
    """Whether a string with the old ``enum`` trait became an enum, as it should."""
    return ENUM_TRAIT in pair.old.traits and pair.new.type is ShapeType.ENUM


def _is_of_upgraded_enum(shape: Shape, changes: Changes) -> bool:
    if not isinstance(shape, Member):
        return False
    old, new = changes.old.get(shape.container), changes.new.get(shape.container)
    return (
        old is not None
        and new is not None
        and old.type is ShapeType.STRING
        and ENUM_TRAIT in old.traits
        and new.type is ShapeType.ENUM
    )


def _named(shape: Shape) -> str:
    if isinstance(shape, Member):
        return f"The member `{shape.name}`"
    return f"The {shape.type} `{shape.id}`"
