"""Lengths and ranges that became narrower."""

from collections.abc import Iterator
from typing import Final

from smithy_parser.diff.changes import Changes, Finding, Pair, TraitChange
from smithy_parser.validation.findings import error
from smithy_parser.validation.values import number, properties

_LENGTH: Final = "smithy.api#length"
_RANGE: Final = "smithy.api#range"


def changed_length_trait(changes: Changes) -> Iterator[Finding]:
    """ChangedLengthTrait: what was long or short enough is so no longer."""
    yield from _narrowed(changes, _LENGTH, "ChangedLengthTrait")


def changed_range_trait(changes: Changes) -> Iterator[Finding]:
    """ChangedRangeTrait: a number that was within the range is so no longer."""
    yield from _narrowed(changes, _RANGE, "ChangedRangeTrait")


def _narrowed(changes: Changes, trait: str, id: str) -> Iterator[Finding]:
    for pair in changes.changed:
        change = pair.traits.get(trait)
        if change is not None and change.before and change.after:
            for message in _reasons(change):
                yield _finding(pair, trait, id, message)


def _finding(pair: Pair, trait: str, id: str, message: str) -> Finding:
    return Finding(error(pair.new, id, message, trait), pair.trait_path(trait))


def _reasons(change: TraitChange) -> Iterator[str]:
    old, new = properties(change.old), properties(change.new)
    # Without a minimum, Smithy's tool counts from zero for ranges too.
    low, high = number(old.get("min")) or 0, number(old.get("max"))
    new_low, new_high = number(new.get("min")) or 0, number(new.get("max"))
    if new_low > low:
        yield f"The minimum was raised from {low} to {new_low}"
    if new_high is not None and (high is None or new_high < high):
        before = "none" if high is None else high
        yield f"The maximum was lowered from {before} to {new_high}"
