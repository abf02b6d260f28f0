"""Shapes that no value could ever have, because they contain themselves.

Implements https://smithy.io/2.0/spec/aggregate-types.html#recursive-shape-definitions.
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from smithy_parser.closure import circles_in
from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import (
    ListShape,
    MapShape,
    Member,
    ResourceShape,
    Shape,
    StructureShape,
    UnionShape,
)
from smithy_parser.validation.findings import error
from smithy_parser.validation.traversal import own

_ID: Final = "ShapeRecursion"
_REQUIRED: Final = "smithy.api#required"

# A larger circle is reported once and not once for each of its shapes; and so long may
# the start and the end of a path be.
_LARGE: Final = 100


def shape_recursion(model: Model) -> Iterator[Event]:
    """ShapeRecursion: shapes that can have no finite value."""
    collections = (s for s in model.own if isinstance(s, ListShape | MapShape))
    yield from _report(
        model,
        {shape.id: tuple(shape.members.values()) for shape in collections},
        "A recursive list, set, or map shape is only valid if an intermediate "
        "reference is through a union or structure.",
    )
    yield from _report(
        model,
        {shape.id: _required(shape) for shape in own(model, StructureShape)},
        "A structure cannot be mutually recursive through all required members.",
    )
    yield from _endless_unions(model)


def resource_cycle(model: Model) -> Iterator[Event]:
    """ResourceCycle: resources whose descendants are their own ancestors.

    Implements https://smithy.io/2.0/spec/service-types.html#resource.
    """
    resources = {resource.id: resource for resource in own(model, ResourceShape)}
    children: dict[str, Sequence[str]] = {
        id: [child for child in resource.resources if child in resources]
        for id, resource in resources.items()
    }
    harmless: set[str] = set()
    paths = (_into_circle(children, id, harmless) for id in children)
    for path in islice(filter(None, paths), _LARGE):
        message = f"Circular resource hierarchy found: {' -> '.join(_short(path))}"
        yield error(model[path[-1]], "ResourceCycle", message)


def _into_circle(
    graph: Mapping[str, Sequence[str]], start: str, harmless: set[str]
) -> list[str]:
    """Returns the first way from `start` to a node that is on it already; [] for none.

    Nodes that lead to no circle are added to `harmless`, and not looked at again.
    """
    path = {start: iter(graph[start])}
    while path:
        id, rest = next(reversed(path.items()))
        child = next(rest, None)
        if child is None:
            harmless.add(id)
            del path[id]
        elif child in path:
            return [*path, child]
        elif child not in harmless:
            path[child] = iter(graph[child])
    return []


def _report(
    model: Model, members: Mapping[str, Collection[Member]], rule: str
) -> Iterator[Event]:
    """An event for each way from a shape through its own members back to itself."""
    graph: dict[str, list[str]] = {}
    for id, own_members in members.items():
        graph[id] = [member.id for member in own_members]
        for member in own_members:
            graph[member.id] = [member.target] if member.target in members else []
    for id, path in _circles(graph):
        if id in members:
            message = f"Found invalid shape recursion: {' > '.join(path)}. {rule}"
            yield error(model[id], _ID, message)


def _circles(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yields each node that leads to itself, once for each of its edges that do."""
    for group in circles_in(graph, graph.__getitem__):
        nodes = frozenset(group)
        inside = {id: [t for t in graph[id] if t in nodes] for id in group}
        for id in group[: 1 if len(group) > _LARGE else None]:
            for first in inside[id]:
                yield id, _short(_way_back(inside, id, first))


def _way_back(graph: Mapping[str, Sequence[str]], start: str, first: str) -> list[str]:
    """Returns the nodes on the shortest way from `start` by `first` to `start`."""
    came_from = {first: start}
    queue = deque([first])
    while queue and start not in came_from:
        id = queue.popleft()
        for target in graph[id]:
            if target not in came_from:
                came_from[target] = id
                queue.append(target)
    path = [start]
    while path[-1] != first:
        path.append(came_from[path[-1]])
    return path[::-1]


def _short(path: list[str]) -> list[str]:
    if len(path) <= 2 * _LARGE:
        return path
    return [*path[:_LARGE], "...", *path[-_LARGE:]]


def _required(shape: Shape) -> list[Member]:
    return [m for m in shape.members.values() if _REQUIRED in m.traits]


def _endless_unions(model: Model) -> Iterator[Event]:
    """Unions of which every variant needs another value of an endless union."""
    finite = _finite_shapes(model)
    for union in own(model, UnionShape):
        if union.members and union.id not in finite:
            message = "It is impossible to create instances of this recursive union"
            yield error(union, _ID, message)


def _finite_shapes(model: Model) -> set[ShapeId]:
    """Returns all shapes that have a finite value; found from the leaves inwards."""
    users: dict[ShapeId, list[ShapeId]] = {}
    finite: list[ShapeId] = []
    for shape in model.shapes.values():
        if _needs_member(shape):
            for member in shape.members.values():
                users.setdefault(member.target, []).append(shape.id)
        else:
            finite.append(shape.id)
    found = set(finite)
    for id in finite:
        for user in users.get(id, ()):
            if user not in found:
                found.add(user)
                finite.append(user)
    return found


def _needs_member(shape: Shape) -> bool:
    """Returns whether a value of the shape holds a value of one of its members."""
    if isinstance(shape, StructureShape):
        members = shape.members.values()
        return bool(members) and all(_REQUIRED in m.traits for m in members)
    return isinstance(shape, UnionShape)
