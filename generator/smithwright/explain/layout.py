"""Places for the nodes of a graph, in columns from left to right.

A node stands one column right of the first that leads to it, so that all arrows but
those of circles go rightwards. In a column, nodes stand where what leads to them asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from smithwright.explain.graph import Kind, Node, Row

LINE = 18
"""The height of a row, in pixels."""
TITLE = 28
"""The height of a title."""
_VALUES_SHOWN = 12
_CHARACTER = 7.3
_GAP_ACROSS = 90
_GAP_DOWN = 22
_MARGIN = 24


def drawn(node: Node) -> tuple[Row, ...]:
    """Returns the rows of a node that are drawn: of enums, which may be long, some."""
    if node.kind is not Kind.ENUM or len(node.rows) <= _VALUES_SHOWN:
        return node.rows
    more = len(node.rows) - _VALUES_SHOWN
    return (*node.rows[:_VALUES_SHOWN], Row(f"and {more} more", ""))


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node is drawn, in pixels."""

    node: Node
    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        """The height with title and rows."""
        return box_height(self.node)

    def row(self, number: int) -> float:
        """Returns the height of the middle of a row."""
        return self.y + TITLE + LINE * (number + 0.5) + 2


@dataclass(frozen=True, slots=True)
class Layout:
    """All boxes and the size of the picture."""

    boxes: Mapping[str, Box]
    """By the id of their node."""
    width: float
    height: float


def box_height(node: Node) -> float:
    """Returns how high a node is."""
    rows = len(drawn(node))
    return TITLE + rows * LINE + (8 if rows else 0)


def layout(nodes: Sequence[Node]) -> Layout:
    """Returns a place for each of `nodes`."""
    columns = _columns(nodes)
    boxes: dict[str, Box] = {}
    x: float = _MARGIN
    for column in columns:
        width = max(_width(node) for node in column)
        wishes = _wishes(boxes.values())
        # Nodes of one wish keep the order in which they are reached.
        ordered = sorted(column, key=lambda node: wishes.get(node.id, 0.0))
        for node, y in zip(ordered, _stacked(ordered, wishes), strict=True):
            boxes[node.id] = Box(node, x, y, width)
        x += width + _GAP_ACROSS
    top = min((box.y for box in boxes.values()), default=0.0) - _MARGIN
    boxes = {
        key: Box(box.node, box.x, box.y - top, box.width) for key, box in boxes.items()
    }
    right = max((box.x + box.width for box in boxes.values()), default=0.0)
    bottom = max((box.y + box.height for box in boxes.values()), default=0.0)
    return Layout(boxes, right + _MARGIN, bottom + _MARGIN)


def _columns(nodes: Sequence[Node]) -> list[list[Node]]:
    by_id = {node.id: node for node in nodes}
    targets = {row.target for node in nodes for row in node.rows}
    reached = {node.id for node in nodes if node.id not in targets}
    reached = reached or {node.id for node in nodes[:1]}
    columns: list[list[Node]] = []
    column = [node for node in nodes if node.id in reached]
    while column:
        columns.append(column)
        following = dict.fromkeys(
            row.target
            for node in column
            for row in node.rows
            if row.target is not None and row.target not in reached
        )
        reached |= following.keys()
        column = [by_id[node_id] for node_id in following]
    return columns


def _wishes(boxes: Iterable[Box]) -> dict[str, float]:
    """Returns at which height each node would like to be: by the first arrow to it."""
    wishes: dict[str, float] = {}
    for box in sorted(boxes, key=lambda box: (-box.x, box.y)):
        for number, row in enumerate(box.node.rows):
            if row.target is not None:
                wishes.setdefault(row.target, box.row(number) - TITLE / 2)
    return wishes


def _stacked(nodes: Sequence[Node], wishes: Mapping[str, float]) -> list[float]:
    """Returns heights as near to the wishes as can be, without boxes that overlap.

    Neighbours that would overlap become one block, which stands where its members
    wish on average.
    """
    blocks: list[tuple[float, list[float]]] = []
    for node in nodes:
        height = box_height(node) + _GAP_DOWN
        start, offsets = wishes.get(node.id, 0.0), [0.0, height]
        while blocks and start < blocks[-1][0] + blocks[-1][1][-1]:
            above, earlier = blocks.pop()
            count, more = len(earlier) - 1, len(offsets) - 1
            moved = start - earlier[-1]
            start = (above * count + moved * more) / (count + more)
            offsets = earlier + [earlier[-1] + offset for offset in offsets[1:]]
        blocks.append((start, offsets))
    return [start + offset for start, offsets in blocks for offset in offsets[:-1]]


def _width(node: Node) -> float:
    rows = (len(row.name) + len(row.type) + 3 for row in drawn(node))
    return max(len(node.title) + 2, *rows, 12) * _CHARACTER + 20
