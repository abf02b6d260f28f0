"""Closures and circles in the graph of shapes, in an order that never changes."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from smithy_parser.relationships import relationships_beside_members
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import Shape

_Node = TypeVar("_Node", bound=Hashable)


def walk(shapes: Mapping[str, Shape], ids: Iterable[str]) -> Iterator[Shape]:
    """Yields the shapes that `ids` reach through their definitions, breadth first.

    Members are not yielded themselves: each stands in its container.
    """
    roots = dict.fromkeys(id.partition("$")[0] for id in ids)
    queue = list(roots)
    for id in queue:
        if (shape := shapes.get(id)) is None:
            continue
        yield shape
        for target in references(shape):
            if target not in roots:
                roots[target] = None
                queue.append(target)


def references(shape: Shape) -> Iterator[ShapeId]:
    """Yields the shapes that a shape and its members refer to."""
    for member in shape.members.values():
        yield member.target
    for _, _, target in relationships_beside_members(shape):
        yield target


def recursion_groups(shapes: Mapping[str, Shape]) -> list[tuple[ShapeId, ...]]:
    """The sets of shapes whose members lead to each other, or a shape to itself.

    Groups and their shapes are in the order of the model.
    """

    def member_targets(id: str) -> Iterable[str]:
        return [member.target for member in shapes[id].members.values()]

    # A shape without members leads nowhere.
    holders = [id for id, shape in shapes.items() if shape.members]
    circles = circles_in(holders, member_targets)
    return [tuple(shapes[id].id for id in circle) for circle in circles]


def circles_in(
    ids: Iterable[_Node], targets: Callable[[_Node], Iterable[_Node]]
) -> list[list[_Node]]:
    """The strongly connected components that hold a circle, in the order of `ids`.

    Tarjan's algorithm, with its stack as a list. Targets that are not among `ids` are
    left out.
    """
    order = {id: index for index, id in enumerate(ids)}
    number: dict[_Node, int] = {}
    low: dict[_Node, int] = {}
    path: list[_Node] = []
    on_path: set[_Node] = set()
    circles: list[list[_Node]] = []

    def enter(id: _Node) -> tuple[_Node, Iterator[_Node]]:
        number[id] = low[id] = len(number)
        path.append(id)
        on_path.add(id)
        return id, (target for target in targets(id) if target in order)

    for root in order:
        work = [enter(root)] if root not in number else []
        while work:
            id, rest = work[-1]
            target = next(rest, None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[id])
                if low[id] == number[id]:
                    group = _pop_group(path, on_path, id)
                    if len(group) > 1 or id in targets(id):
                        circles.append(sorted(group, key=order.__getitem__))
            elif target not in number:
                work.append(enter(target))
            elif target in on_path:
                low[id] = min(low[id], number[target])
    return sorted(circles, key=lambda circle: order[circle[0]])


def _pop_group(path: list[_Node], on_path: set[_Node], first: _Node) -> list[_Node]:
    group: list[_Node] = []
    while not group or group[-1] != first:
        group.append(path.pop())
        on_path.discard(group[-1])
    return group
