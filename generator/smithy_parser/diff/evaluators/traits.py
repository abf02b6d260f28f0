"""Traits that were added, removed or changed.

Tags of a trait's definition say how bad that is; most definitions have rules instead,
which are those of `breaking_changes`. Tags of its members count where the definition is
tagged ``diff.contents``.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from smithy_parser.diff.changes import Changes, Finding, Pair, TraitChange
from smithy_parser.diff.evaluators.breaking_changes import breaking_rules
from smithy_parser.diff.evaluators.values import shown
from smithy_parser.events import Event, Severity
from smithy_parser.nodes import is_list, same
from smithy_parser.shapes import ListShape, MapShape, Member, Shape
from smithy_parser.validation.findings import finding
from smithy_parser.validation.values import elements

_TAGS: Final = "smithy.api#tags"
_CONTENTS: Final = "diff.contents"
# These have evaluators of their own.
_ELSEWHERE: Final = frozenset({"smithy.api#required", "smithy.api#box"})


class _Strategy(NamedTuple):
    """The severity of one kind of change."""

    kind: str
    severity: Severity


_ALL: Final = ("Add", "Remove", "Update")
_USUAL: Final = (
    _Strategy("Add", Severity.NOTE),
    _Strategy("Update", Severity.NOTE),
    _Strategy("Remove", Severity.WARNING),
)
_UNKNOWN: Final = tuple(_Strategy(kind, Severity.WARNING) for kind in _ALL)
_TAGGED: Final[Mapping[str, tuple[_Strategy, ...]]] = {
    f"diff.{severity.lower()}.{tag}": tuple(_Strategy(kind, severity) for kind in kinds)
    for severity in (Severity.ERROR, Severity.DANGER, Severity.WARNING)
    for tag, kinds in {
        "add": ("Add",),
        "remove": ("Remove",),
        "update": ("Update",),
        "const": _ALL,
    }.items()
}


def modified_trait(changes: Changes) -> Iterator[Finding]:
    """ModifiedTrait: a trait that has no breaking change rules of its own."""
    strategies: dict[str, tuple[_Strategy, ...]] = {}
    for pair in changes.changed:
        for trait, change in pair.traits.items():
            if trait in _ELSEWHERE:
                continue
            definition = changes.definition(trait)
            if trait not in strategies:
                strategies[trait] = _strategies(definition)
            path = pair.trait_path(trait)
            for strategy in strategies[trait]:
                if strategy.kind == _kind(change):
                    yield Finding(_event(pair, trait, strategy, change), path)
            if definition is not None and _CONTENTS in _tags(definition):
                for event in _contents(changes, pair, trait, definition, change):
                    yield Finding(event, path)


def _strategies(definition: Shape | None) -> tuple[_Strategy, ...]:
    if definition is None:
        return _UNKNOWN
    tagged = _tagged(definition)
    if tagged or _CONTENTS in _tags(definition):
        return tagged
    return () if any(breaking_rules(definition)) else _USUAL


def _tagged(shape: Shape) -> tuple[_Strategy, ...]:
    return tuple(each for tag in _tags(shape) for each in _TAGGED.get(tag, ()))


def _tags(shape: Shape) -> list[str]:
    return [str(tag) for tag in elements(shape.traits.get(_TAGS))]


def _kind(change: TraitChange) -> str:
    if not change.before:
        return "Add"
    return "Update" if change.after else "Remove"


def _event(
    pair: Pair, trait: str, strategy: _Strategy, change: TraitChange, place: str = ""
) -> Event:
    kind, severity = strategy
    what = f"`{place}` of the trait `{trait}`" if place else f"Trait `{trait}`"
    match kind:
        case "Add":
            message = f"{what} was added: {shown(change.new)}"
        case "Remove":
            message = f"{what} was removed; it was {shown(change.old)}"
        case _:
            values = f"from {shown(change.old)} to {shown(change.new)}"
            message = f"{what} changed {values}"
    return finding(severity, pair.new, f"ModifiedTrait.{kind}.{trait}", message)


def _contents(
    changes: Changes, pair: Pair, trait: str, definition: Shape, change: TraitChange
) -> Iterator[Event]:
    if not (change.before and change.after):
        return
    pending = [(definition, "", change)]
    for shape, place, values in pending:
        for member, key, inner in _members(shape, values):
            where = f"{place}/{key}"
            for strategy in _tagged(member):
                if strategy.kind == _kind(inner) and not _is_same(inner):
                    yield _event(pair, trait, strategy, inner, where)
            target = changes.new.get(member.target) or changes.old.get(member.target)
            if target is not None:
                pending.append((target, where, inner))


def _members(
    shape: Shape, values: TraitChange
) -> Iterator[tuple[Member, str, TraitChange]]:
    """The parts of a value that exist on one side at least, with their members."""
    old, new = values.old, values.new
    if isinstance(shape, ListShape):
        if is_list(old) and is_list(new):
            for index in range(max(len(old), len(new))):
                before, after = index < len(old), index < len(new)
                yield shape.member, str(index), TraitChange(
                    before,
                    after,
                    old[index] if before else None,
                    new[index] if after else None,
                )
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            member = shape.value if isinstance(shape, MapShape) else None
            member = member or shape.members.get(key)
            if member is not None:
                yield member, key, TraitChange(
                    key in old, key in new, old.get(key), new.get(key)
                )


def _is_same(values: TraitChange) -> bool:
    return values.before and values.after and same(values.old, values.new)
