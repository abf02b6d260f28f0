"""A difference in words, which quote a model: each rendering shows quotes safely."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import LiteralString

from smithwright.plan.symbols import ENUM_TYPES
from smithy_parser import Node
from smithy_parser.diff import Change, Difference, Part
from smithy_parser.nodes import same

_WIDTH = 80
_BEFORE = 20


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of this project around words of a model.

    Attributes:
        template: The words, with `{}` for each quote.
        quotes: What a model says: names and values, hostile as any text of a model.
    """

    template: LiteralString
    quotes: tuple[str, ...] = ()

    def render(self, quoted: Callable[[str], str]) -> str:
        """Returns the words, with each quote as `quoted` shows it."""
        return self.template.format(*map(quoted, self.quotes))

    def __str__(self) -> str:
        return self.render("`{}`".format)


def phrase(template: LiteralString, *quotes: object) -> Phrase:
    """Returns a sentence that quotes the given values."""
    return Phrase(template, tuple(str(quote) for quote in quotes))


def words(difference: Difference) -> Phrase:
    """Returns what happened to a shape or member, which is not named again."""
    match difference.part:
        case Part.METADATA:
            return _metadata(difference)
        case Part.TRAIT:
            return _trait(difference)
        case Part.SHAPE | Part.MEMBER:
            return _whole(difference)
        case Part.TYPE:
            return phrase("type changed from {} to {}", difference.old, difference.new)
        case Part.TARGET:
            return phrase("target changed from {} to {}", *_names(difference))
        case Part.ORDER:
            return phrase("order of {} changed", difference.name or "members")
        case Part.MIXINS:
            return Phrase("mixins changed")
        case Part.PROPERTY:
            return _property(difference)


def short(id: str) -> str:
    """Returns an id without its namespace."""
    return id.partition("#")[2] or id


def shown(node: Node) -> str:
    """Returns a value as JSON on one line, cut where it gets long."""
    text = json.dumps(node, ensure_ascii=False)
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}..."


def _values(difference: Difference) -> tuple[str, str]:
    old, new = shown(difference.old), shown(difference.new)
    if difference.change is not Change.CHANGED or not (_is_cut(old) or _is_cut(new)):
        return old, new
    before, after = _differing(difference.old, difference.new)
    return shown(before), shown(after)


def _is_cut(text: str) -> bool:
    return len(text) > _WIDTH


def _differing(old: Node, new: Node) -> tuple[Node, Node]:
    """What differs of two objects or long texts; other values as they are."""
    if isinstance(old, str) and isinstance(new, str):
        return _from_difference(old, new)
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        return old, new
    before, after = dict(old), dict(new)
    for key in old:
        if key in new:
            before[key], after[key] = _differing(old[key], new[key])
            if same(before[key], after[key]):
                del before[key], after[key]
    return before, after


def _from_difference(old: str, new: str) -> tuple[str, str]:
    """Long texts from a bit before where they differ."""
    pairs = zip(old, new, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = common - _BEFORE
    if start <= 0:
        return old, new
    return f"...{old[start:]}", f"...{new[start:]}"


def _whole(difference: Difference) -> Phrase:
    is_member = difference.part is Part.MEMBER
    is_added = difference.change is Change.ADDED
    if is_member and difference.type in ENUM_TYPES:
        return Phrase("value added") if is_added else Phrase("value removed")
    if is_added:
        if is_member:
            return phrase("member added, targets {}", short(str(difference.new)))
        return Phrase("added")
    if is_member:
        return phrase("member removed, targeted {}", short(str(difference.old)))
    return Phrase("removed")


def _trait(difference: Difference) -> Phrase:
    name, (old, new) = short(difference.name), _values(difference)
    match difference.change:
        case Change.ADDED if difference.new == {}:
            return phrase("trait {} added", name)
        case Change.REMOVED if difference.old == {}:
            return phrase("trait {} removed", name)
        case Change.ADDED:
            return phrase("trait {} added: {}", name, new)
        case Change.REMOVED:
            return phrase("trait {} removed, was {}", name, old)
        case _:
            return phrase("trait {} changed from {} to {}", name, old, new)


def _metadata(difference: Difference) -> Phrase:
    name, (old, new) = difference.name, _values(difference)
    match difference.change:
        case Change.ADDED:
            return phrase("metadata {} added: {}", name, new)
        case Change.REMOVED:
            return phrase("metadata {} removed, was {}", name, old)
        case _:
            return phrase("metadata {} changed from {} to {}", name, old, new)


def _property(difference: Difference) -> Phrase:
    old, new = _names(difference)
    is_added = difference.change is Change.ADDED
    match difference.name:
        case "operations" | "collectionOperations" if is_added:
            return phrase("operation {} added", new)
        case "operations" | "collectionOperations":
            return phrase("operation {} removed", old)
        case "resources":
            if is_added:
                return phrase("resource {} added", new)
            return phrase("resource {} removed", old)
        case "errors":
            if is_added:
                return phrase("error {} added", new)
            return phrase("error {} removed", old)
        case name:
            return _entry(name, difference, old, new)


def _entry(name: str, difference: Difference, old: str, new: str) -> Phrase:
    key = difference.path[-1]
    label = name if key == name else f"{name} of {short(key)}"
    match difference.change:
        case Change.ADDED:
            return phrase("{} added: {}", label, new)
        case Change.REMOVED:
            return phrase("{} removed, was {}", label, old)
        case _:
            return phrase("{} changed from {} to {}", label, old, new)


def _names(difference: Difference) -> tuple[str, str]:
    """The old and the new id without namespaces, unless only these differ."""
    old, new = str(difference.old), str(difference.new)
    if short(old) == short(new):
        return old, new
    return short(old), short(new)
