"""Changes that the definition of a trait calls breaking.

Implements https://smithy.io/2.0/spec/model.html#breaking-change-rules.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from smithy_parser.diff.changes import TRAIT, Changes, Finding, Pair, TraitChange
from smithy_parser.diff.evaluators.values import shown
from smithy_parser.events import Severity
from smithy_parser.model import Model
from smithy_parser.nodes import Node, is_list, same
from smithy_parser.shapes import ListShape, MapShape, Shape, StructureShape, UnionShape
from smithy_parser.validation.findings import finding
from smithy_parser.validation.values import elements, properties, text

_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "add": ("Add",),
    "remove": ("Remove",),
    "update": ("Update",),
    "presence": ("Add", "Remove"),
    "any": ("Add", "Remove", "Update"),
}
_VERBS: Final = {"Add": "was added", "Remove": "was removed", "Update": "changed"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A breaking change rule of a trait's definition."""

    kinds: tuple[str, ...]
    path: tuple[str, ...]
    severity: Severity
    reason: str


def trait_breaking_change(changes: Changes) -> Iterator[Finding]:
    """TraitBreakingChange: what the definition of a trait calls breaking."""
    rules: dict[str, tuple[_Rule, ...]] = {}
    for pair in changes.changed:
        for trait, change in pair.traits.items():
            if trait not in rules:
                definition = changes.definition(trait)
                rules[trait] = tuple(breaking_rules(definition))
            for rule in rules[trait]:
                yield from _broken(changes, pair, trait, change, rule)


def breaking_rules(definition: Shape | None) -> Iterator[_Rule]:
    """Yields the rules that the definition of a trait has."""
    if definition is None:
        return
    found = properties(definition.traits.get(TRAIT)).get("breakingChanges")
    for each in elements(found):
        rule = properties(each)
        kinds = _KINDS.get(text(rule.get("change")) or "", ())
        pointer = (text(rule.get("path")) or "").split("/")[1:]
        path = tuple(s.replace("~1", "/").replace("~0", "~") for s in pointer)
        severity = Severity(text(rule.get("severity")) or Severity.ERROR)
        yield _Rule(kinds, path, severity, text(rule.get("message")) or "")


def _broken(
    changes: Changes, pair: Pair, trait: str, change: TraitChange, rule: _Rule
) -> Iterator[Finding]:
    definition = changes.definition(trait)
    if definition is None or (change.new is None and rule.path):
        return
    model = changes.new if definition.id in changes.new.shapes else changes.old
    old = dict(_at(model, definition, rule.path, change.old))
    new = dict(_at(model, definition, rule.path, change.new))
    for place in dict.fromkeys((*sorted(old), *sorted(new))):
        before, after = old.get(place), new.get(place)
        kind = _kind(before, after)
        if kind is None or kind not in rule.kinds:
            continue
        where = f"`{place}` of the trait `{trait}`" if place else f"Trait `{trait}`"
        message = f"{where} {_VERBS[kind]}{_values(before, after)}"
        if rule.reason:
            message = f"{message}; {rule.reason}"
        id = f"TraitBreakingChange.{kind}.{trait}"
        event = finding(rule.severity, pair.new, id, message)
        yield Finding(event, pair.trait_path(trait))


def _kind(before: Node, after: Node) -> str | None:
    if before is None:
        return None if after is None else "Add"
    if after is None:
        return "Remove"
    return None if same(before, after) else "Update"


def _values(before: Node, after: Node) -> str:
    if before is None:
        return f": {shown(after)}"
    if after is None:
        return f"; it was {shown(before)}"
    return f" from {shown(before)} to {shown(after)}"


def _at(
    model: Model, shape: Shape | None, path: tuple[str, ...], value: Node
) -> Iterator[tuple[str, Node]]:
    """The values at a path into a trait, one for each list item and map entry."""
    if not path or not path[0]:
        yield "", value
        return
    member = shape.members.get(path[0]) if shape is not None else None
    if member is None:
        return
    for key, item in _steps(shape, path[0], value):
        for rest, found in _at(model, model.get(member.target), path[1:], item):
            yield f"/{key}{rest}", found


def _steps(
    shape: Shape | None, segment: str, value: Node
) -> Iterator[tuple[str, Node]]:
    if isinstance(shape, ListShape) and is_list(value):
        yield from ((str(index), item) for index, item in enumerate(value))
    elif isinstance(value, Mapping) and isinstance(shape, MapShape):
        yield from value.items()
    elif isinstance(value, Mapping) and isinstance(shape, StructureShape | UnionShape):
        yield segment, value.get(segment)
