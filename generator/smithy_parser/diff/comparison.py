"""All differences between two models, as a comparison of their ASTs would find them.

Mixins are flattened: what a mixin gives counts as the shape's own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from smithy_parser.ast_writer import ATTRIBUTES
from smithy_parser.declarations import PROPERTIES, PropertyKind
from smithy_parser.diff.changes import Changes, Lone, Pair, member_path, shape_path
from smithy_parser.diff.difference import Change, Difference, Part, Path
from smithy_parser.model import Model
from smithy_parser.nodes import Node, same
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import Member, Shape

_ENTRIES: Final = (PropertyKind.TEXTS, PropertyKind.NAMED_REFERENCES)


class _Found:
    """What the comparison collects on its way."""

    def __init__(self) -> None:
        self.differences: list[Difference] = []
        self.added: list[Lone] = []
        self.removed: list[Lone] = []
        self.changed: list[Pair] = []


def compare(old: Model, new: Model) -> tuple[list[Difference], Changes]:
    """The differences, without events, and what evaluators find the events from.

    Differences come in the order of the old model; what was added stands last.
    """
    found = _Found()
    found.differences += _metadata(old, new)
    own = (id for m in (old, new) for id in m.shapes if id not in m.builtin)
    for id in dict.fromkeys(own):
        before, after = old.shapes.get(id), new.shapes.get(id)
        if before is not None and after is not None:
            _compare_shapes(before, after, found)
        elif after is not None:
            found.added.append(Lone(after, shape_path(id)))
            found.differences.append(_whole(after, Change.ADDED, shape_path(id)))
        elif before is not None:
            found.removed.append(Lone(before, shape_path(id)))
            found.differences.append(_whole(before, Change.REMOVED, shape_path(id)))
    changes = Changes(
        old, new, tuple(found.added), tuple(found.removed), tuple(found.changed)
    )
    return found.differences, changes


def _metadata(old: Model, new: Model) -> Iterator[Difference]:
    for key, change in _keys(old.metadata, new.metadata):
        before, after = old.metadata.get(key), new.metadata.get(key)
        path = ("metadata", key)
        yield Difference(path, Part.METADATA, change, None, None, key, before, after)


def _keys(
    old: Mapping[str, Node], new: Mapping[str, Node]
) -> Iterator[tuple[str, Change]]:
    """Yields the keys whose values differ, with what happened to them."""
    for key in dict.fromkeys((*old, *new)):
        if key not in new:
            yield key, Change.REMOVED
        elif key not in old:
            yield key, Change.ADDED
        elif not same(old[key], new[key]):
            yield key, Change.CHANGED


def _compare_shapes(old: Shape, new: Shape, found: _Found) -> None:
    pair = Pair(old, new, shape_path(new.id))
    before = len(found.differences)
    place = len(found.changed)
    if old.type is not new.type:
        path = (*pair.path, "type")
        found.differences.append(
            _difference(path, Part.TYPE, new, str(old.type), str(new.type))
        )
    found.differences += _traits(pair, new)
    found.differences += _properties(old, new)
    if old.mixins != new.mixins:
        path, mixins = (*pair.path, "mixins"), (_texts(old.mixins), _texts(new.mixins))
        found.differences.append(_difference(path, Part.MIXINS, new, *mixins))
    _compare_members(old, new, found)
    if len(found.differences) > before:
        found.changed.insert(place, pair)


def _compare_members(old: Shape, new: Shape, found: _Found) -> None:
    found.differences += _order(
        (*shape_path(new.id), "members"), new, "", list(old.members), list(new.members)
    )
    for name in dict.fromkeys((*old.members, *new.members)):
        before, after = old.members.get(name), new.members.get(name)
        path_before = before and member_path(old, before)
        path_after = after and member_path(new, after)
        if before and after and path_before == path_after and path_after:
            _compare_member(Pair(before, after, path_after), new, found)
            continue
        if before and path_before:
            found.removed.append(Lone(before, path_before))
            found.differences.append(_member(before, old, Change.REMOVED, path_before))
        if after and path_after:
            found.added.append(Lone(after, path_after))
            found.differences.append(_member(after, new, Change.ADDED, path_after))


def _compare_member(pair: Pair, container: Shape, found: _Found) -> None:
    before = len(found.differences)
    old, new = pair.old, pair.new
    if isinstance(old, Member) and isinstance(new, Member) and old.target != new.target:
        found.differences.append(
            Difference(
                (*pair.path, "target"),
                Part.TARGET,
                Change.CHANGED,
                new.id,
                container.type,
                "",
                str(old.target),
                str(new.target),
            )
        )
    found.differences += _traits(pair, container)
    if len(found.differences) > before:
        found.changed.append(pair)


def _traits(pair: Pair, owner: Shape) -> Iterator[Difference]:
    for trait, (before, after, old, new) in pair.traits.items():
        change = (
            Change.ADDED if not before else Change.CHANGED if after else Change.REMOVED
        )
        path, id = pair.trait_path(trait), pair.new.id
        yield Difference(path, Part.TRAIT, change, id, owner.type, trait, old, new)


def _properties(old: Shape, new: Shape) -> Iterator[Difference]:
    kinds = {**PROPERTIES.get(old.type, {}), **PROPERTIES.get(new.type, {})}
    for name, kind in kinds.items():
        path = (*shape_path(new.id), name)
        before, after = _property(old, name), _property(new, name)
        if kind is PropertyKind.REFERENCES:
            yield from _references(path, new, name, before or (), after or ())
        elif kind in _ENTRIES:
            yield from _entries(path, new, name, before or {}, after or {})
        elif before != after:
            texts = (before and str(before), after and str(after))
            yield _difference(path, Part.PROPERTY, new, *texts, name=name)


def _property(shape: Shape, name: str) -> Any:
    # Which of the forms it has follows from `PROPERTIES`.
    return getattr(shape, ATTRIBUTES.get(name, name), None)


def _references(
    path: Path, owner: Shape, name: str, old: Sequence[ShapeId], new: Sequence[ShapeId]
) -> Iterator[Difference]:
    """Each binding that came or went; the order of the others is one difference."""
    yield from _order(path, owner, name, _texts(old), _texts(new))
    for id in dict.fromkeys((*old, *new)):
        if id not in new:
            yield _difference((*path, id), Part.PROPERTY, owner, id, None, name=name)
        elif id not in old:
            yield _difference((*path, id), Part.PROPERTY, owner, None, id, name=name)


def _entries(
    path: Path,
    owner: Shape,
    name: str,
    old: Mapping[str, str],
    new: Mapping[str, str],
) -> Iterator[Difference]:
    for key, _ in _keys(old, new):
        values = (old.get(key), new.get(key))
        yield _difference((*path, str(key)), Part.PROPERTY, owner, *values, name=name)


def _order(
    path: Path, owner: Shape, name: str, old: Sequence[str], new: Sequence[str]
) -> Iterator[Difference]:
    common = set(old) & set(new)
    before = [each for each in old if each in common]
    after = [each for each in new if each in common]
    if before != after:
        yield Difference(
            path,
            Part.ORDER,
            Change.REORDERED,
            owner.id,
            owner.type,
            name,
            before,
            after,
        )


def _texts(ids: Iterable[str]) -> list[str]:
    return [str(id) for id in ids]


def _difference(
    path: Path, part: Part, owner: Shape, old: Node, new: Node, name: str = ""
) -> Difference:
    """A value that is missing on one side came or went."""
    change = (
        Change.ADDED
        if old is None
        else Change.REMOVED if new is None else Change.CHANGED
    )
    return Difference(path, part, change, owner.id, owner.type, name, old, new)


def _whole(shape: Shape, change: Change, path: Path) -> Difference:
    values = _sided(change, str(shape.type))
    return Difference(path, Part.SHAPE, change, shape.id, shape.type, "", *values)


def _member(member: Member, container: Shape, change: Change, path: Path) -> Difference:
    values = _sided(change, str(member.target))
    return Difference(path, Part.MEMBER, change, member.id, container.type, "", *values)


def _sided(change: Change, value: str) -> tuple[Node, Node]:
    return (None, value) if change is Change.ADDED else (value, None)
