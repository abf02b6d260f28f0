"""Closures and circles in the graph of shapes, in an order that never changes."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    """The sets of shapes whose members lead to each other, or to themselves."""
    graph = {
        id: [m.target for m in shape.members.values() if m.target in shapes]
        for id, shape in shapes.items()
    }
    return [tuple(shapes[id].id for id in group) for group in circular(graph)]


def circular(graph: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The strongly connected components of a graph that hold a circle.

    Tarjan's algorithm with its stack as a list. Components and their nodes are in the
    order of the graph, which has a key for each node.
    """
    order = {id: index for index, id in enumerate(graph)}
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    groups: list[list[str]] = []
    for root in graph:
        if root in number:
            continue
        work = [(root, iter(graph[root]))]
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
                work.append((target, iter(graph[target])))
            elif target in on_path:
                low[id] = min(low[id], number[target])
    circles = [
        sorted(group, key=order.__getitem__)
        for group in groups
        if len(group) > 1 or group[0] in graph[group[0]]
    ]
    circles.sort(key=lambda group: order[group[0]])
    return circles


def way_back(graph: Mapping[str, Sequence[str]], start: str, first: str) -> list[str]:
    """The nodes on the shortest way from `start` by `first` to `start`; [] for none."""
    came_from = {first: start}
    queue = deque([first])
    while queue and start not in came_from:
        id = queue.popleft()
        for target in graph[id]:
            if target not in came_from:
                came_from[target] = id
                queue.append(target)
    if start not in came_from:
        return []
    path = [start]
    while path[-1] != first:
        path.append(came_from[path[-1]])
    return path[::-1]


def _pop_group(path: list[str], on_path: set[str], first: str) -> list[str]:
    group: list[str] = []
    while not group or group[-1] != first:
        group.append(path.pop())
        on_path.discard(group[-1])
    return group
