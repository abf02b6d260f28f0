"""URIs by their segments, to find those that clash without comparing every two."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..shapes import OperationShape
from .uri_patterns import Segment, UriPattern

_LABEL = Segment("", is_label=True)
_GREEDY = Segment("", is_label=True, is_greedy=True)


@dataclass(slots=True)
class _Node:
    children: dict[Segment, "_Node"] = field(default_factory=dict)
    routes: list[tuple[OperationShape, UriPattern]] = field(default_factory=list)


class UriTrie:
    """The operations of one method, by the segments of their URIs."""

    def __init__(self) -> None:
        """Start with no operation."""
        self._root = _Node()

    def add(self, operation: OperationShape, uri: UriPattern) -> None:
        """Add an operation."""
        node = self._root
        for segment in uri.segments:
            node = node.children.setdefault(_kind(segment), _Node())
        node.routes.append((operation, uri))

    def conflicting(self, uri: UriPattern) -> Iterator[tuple[OperationShape, UriPattern]]:
        """All operations, that of `uri` too, whose URIs a request could mean with it.

        Two URIs clash if they are the same but for the names of labels, or if, after
        an equal start, one has a label where the other has a literal or a greedy one.
        """
        node = self._root
        for segment in uri.segments:
            kind = _kind(segment)
            for other in _other_kinds(node, kind):
                yield from _all_below(other)
            if kind not in node.children:
                return
            node = node.children[kind]
        for operation, other_uri in node.routes:
            if other_uri.query == uri.query:
                yield operation, other_uri


def _kind(segment: Segment) -> Segment:
    if segment.is_label:
        return _GREEDY if segment.is_greedy else _LABEL
    return segment


def _other_kinds(node: _Node, kind: Segment) -> list[_Node]:
    if kind.is_label:
        return [child for key, child in node.children.items() if key != kind]
    found = (node.children.get(_LABEL), node.children.get(_GREEDY))
    return [child for child in found if child]


def _all_below(node: _Node) -> Iterator[tuple[OperationShape, UriPattern]]:
    pending = [node]
    for each in pending:
        yield from each.routes
        pending.extend(each.children.values())
