"""A comparison of two JSON ASTs that knows little of Smithy: which lists are sets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

Path = tuple[str, ...]

# Where nothing is the same as empty.
_CONTAINERS = frozenset(
    "metadata traits members mixins operations collectionOperations resources errors "
    "rename identifiers properties".split()
)


def plain_differences(old: Any, new: Any, path: Path = ()) -> Iterator[Path]:
    """The places at which two ASTs differ: as deep as they can be told.

    References in a list are told by what they refer to, as the order of operations and
    errors says nothing; another order of the same ones is a difference of the list.
    """
    is_value = "traits" in path or path[:1] == ("metadata",)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_mappings(old, new, path, is_value)
    elif not is_value and _are_references(old) and _are_references(new):
        yield from _of_references(old, new, path)
    elif type(old) is not type(new) or not _is_equal(old, new):
        yield path


def _of_mappings(
    old: Mapping[str, Any], new: Mapping[str, Any], path: Path, is_value: bool
) -> Iterator[Path]:
    if path and path[-1] == "members" and not is_value:
        yield from _order(list(old), list(new), path)
    for key in dict.fromkeys((*old, *new)):
        here = (*path, key)
        if key in old and key in new:
            yield from plain_differences(old[key], new[key], here)
        elif is_value or key not in _CONTAINERS:
            yield here
        else:
            value = old.get(key, new.get(key))
            empty: Any = type(value)()
            yield from plain_differences(old.get(key, empty), new.get(key, empty), here)


def _of_references(old: Any, new: Any, path: Path) -> Iterator[Path]:
    before = [each["target"] for each in old]
    after = [each["target"] for each in new]
    if path[-1] == "mixins":
        # What comes from a mixin depends on the order of all.
        if before != after:
            yield path
        return
    yield from _order(before, after, path)
    for each in dict.fromkeys((*before, *after)):
        if each not in before or each not in after:
            yield (*path, each)


def _is_equal(old: Any, new: Any) -> bool:
    if isinstance(old, list):
        pairs = zip(old, new, strict=False)
        return len(old) == len(new) and not any(
            list(plain_differences(a, b, ("traits",))) for a, b in pairs
        )
    return bool(old == new)


def _order(old: Sequence[str], new: Sequence[str], path: Path) -> Iterator[Path]:
    common = set(old) & set(new)
    before = [each for each in old if each in common]
    if before != [each for each in new if each in common]:
        yield path


def _are_references(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, Mapping) and each.keys() == {"target"} for each in value
    )


def assert_attributed(
    places: Sequence[Path], listed: Sequence[Path], orders: Collection[Path]
) -> None:
    """Each place belongs to one listed path, and each path has a place.

    Args:
        places: Where two ASTs differ.
        listed: The paths of the differences that were found.
        orders: Those that are of an order only, and not of what is in it.
    """
    paths = set(listed)
    assert len(paths) == len(listed), "no two differences are of one place"
    hit: set[Path] = set()
    for place in places:
        above = (place[:end] for end in range(1, len(place) + 1))
        owners = [
            path
            for path in above
            if path in paths and (path == place or path not in orders)
        ]
        assert len(owners) == 1, (place, owners)
        hit.update(owners)
    assert hit == paths, sorted(paths - hit)
