"""Members that target another shape."""

from collections.abc import Iterator
from typing import Final

from smithy_parser.diff.changes import (
    Changes,
    Evaluator,
    Finding,
    Pair,
    member_path,
    shape_path,
)
from smithy_parser.diff.evaluators.shapes import ENUM_TRAIT
from smithy_parser.events import Severity
from smithy_parser.shapes import ListShape, MapShape, Member, Shape, ShapeType
from smithy_parser.validation.findings import finding

# Generated code names a type after these; what else a member targets is a type that
# has no name of its own.
_NAMED: Final = frozenset(
    {
        ShapeType.ENUM,
        ShapeType.INT_ENUM,
        ShapeType.OPERATION,
        ShapeType.RESOURCE,
        ShapeType.SERVICE,
        ShapeType.STRUCTURE,
        ShapeType.UNION,
    }
)
_ORDER: Final = tuple(Severity)


def changed_member_target(
    changes: Changes, evaluators: tuple[Evaluator, ...]
) -> Iterator[Finding]:
    """ChangedMemberTarget: as bad as the differences between the two targets."""
    for old, new, pair in changes.of(Member):
        if old.target == new.target:
            continue
        severity, reason = _compared(changes, old, new, evaluators)
        message = f"The target changed from `{old.target}` to `{new.target}`: {reason}"
        event = finding(severity, new, "ChangedMemberTarget", message)
        yield Finding(event, (*pair.path, "target"))


def _compared(
    changes: Changes, old: Member, new: Member, evaluators: tuple[Evaluator, ...]
) -> tuple[Severity, str]:
    before, after = changes.old.get(old.target), changes.new.get(new.target)
    if before is None or after is None:
        return Severity.WARNING, "compatible"
    if before.type is not after.type:
        return Severity.ERROR, f"a {before.type} became a {after.type}"
    if before.type in _NAMED or ENUM_TRAIT in before.traits:
        return Severity.ERROR, "types are named after such shapes"
    both = (str(before.id), str(after.id))
    if both in changes.compared:
        # Lists and maps in a circle, which only a model that is not valid has.
        return Severity.WARNING, "compatible"
    # Two shapes of a kind are compared as if they were one that changed.
    pairs = (_pair(before, after), *_member_pairs(before, after))
    compared = changes.compared | {both}
    nested = Changes(changes.old, changes.new, (), (), pairs, compared)
    events = [found.event for each in evaluators for found in each(nested)]
    severity = max(
        (Severity.WARNING, *(event.severity for event in events)), key=_ORDER.index
    )
    verdict = "compatible" if severity is Severity.WARNING else "not compatible"
    effects = "; ".join(f"{event.severity} {event.message}" for event in events)
    return severity, f"{verdict}; {effects}" if effects else verdict


def _pair(old: Shape, new: Shape) -> Pair:
    return Pair(old, new, shape_path(new.id))


def _member_pairs(old: Shape, new: Shape) -> Iterator[Pair]:
    if isinstance(old, ListShape | MapShape):
        for name, member in new.members.items():
            yield Pair(old.members[name], member, member_path(new, member))
