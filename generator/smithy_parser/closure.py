"""Closures and circles in the graph of shapes, in an order that never changes."""

from collections.abc import Iterable, Iterator, Mapping

from .relationships import relationships
from .shape_id import ShapeId
from .shapes import Shape


def walk(shapes: Mapping[str, Shape], ids: Iterable[str]) -> Iterator[Shape]:
    """The shapes that `ids` reach through their definitions, breadth first.

    Members are not yielded themselves: each stands in its container.
    """
    roots = dict.fromkeys(id.partition("$")[0] for id in ids)
    queue = list(roots)
    for id in queue:
        if (shape := shapes.get(id)) is None:
            continue
        yield shape
        for target in targets(shape):
            if target not in roots:
                roots[target] = None
                queue.append(target)


def targets(shape: Shape) -> Iterator[ShapeId]:
    """The shapes that a shape and its members refer to."""
    for member in shape.members.values():
        yield member.target
    for _, name, target in relationships(shape):
        if name != "member":
            yield target


def recursion_groups(shapes: Mapping[str, Shape]) -> list[tuple[ShapeId, ...]]:
    """The strongly connected components over member targets that hold a circle.

    Tarjan's algorithm with its stack as a list. Groups and their shapes are in the
    order of the model.
    """
    order = {id: index for index, id in enumerate(shapes)}
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    groups: list[list[str]] = []
    for root in shapes:
        if root in number:
            continue
        work = [(root, _member_targets(shapes, root))]
        number[root] = low[root] = len(number)
        path.append(root)
        on_path.add(root)
        while work:
            id, rest = work[-1]
            target = next(rest, None)
            if target is None:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[id])
                if low[id] == number[id]:
                    groups.append(_pop_group(path, on_path, id))
            elif target not in number:
                number[target] = low[target] = len(number)
                path.append(target)
                on_path.add(target)
                work.append((target, _member_targets(shapes, target)))
            elif target in on_path:
                low[id] = min(low[id], number[target])
    circles = [
        sorted(group, key=order.__getitem__)
        for group in groups
        if len(group) > 1 or group[0] in set(_member_targets(shapes, group[0]))
    ]
    circles.sort(key=lambda group: order[group[0]])
    return [tuple(shapes[id].id for id in group) for group in circles]


def _member_targets(shapes: Mapping[str, Shape], id: str) -> Iterator[str]:
    members = shapes[id].members.values()
    return (member.target for member in members if member.target in shapes)


def _pop_group(path: list[str], on_path: set[str], first: str) -> list[str]:
    group: list[str] = []
    while not group or group[-1] != first:
        group.append(path.pop())
        on_path.discard(group[-1])
    return group
