"""A graph of classes in Mermaid's language, which many pages draw.

https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_letters, digits

from smithwright.explain.graph import Kind, Node

_PLAIN = frozenset(f"{ascii_letters}{digits}_ ")
_SHAPES = {
    Kind.OPERATION: '(["{}"])',
    Kind.STRUCTURE: '["{}"]',
    Kind.UNION: '{{{{"{}"}}}}',
    Kind.ENUM: '("{}")',
    Kind.ERROR: '>"{}"]',
}


def mermaid(nodes: Iterable[Node]) -> str:
    """Returns a flow chart of `nodes`; arrows have the names of members."""
    return "".join(f"{line}\n" for line in _lines(tuple(nodes)))


def _lines(nodes: tuple[Node, ...]) -> Iterator[str]:
    numbers = {node.id: f"n{number}" for number, node in enumerate(nodes)}
    yield "flowchart LR"
    for node in nodes:
        shape = _SHAPES[node.kind].format(_quoted(node.title))
        yield f"    {numbers[node.id]}{shape}"
    for node in nodes:
        for row in node.rows:
            if row.target is not None:
                arrow = f'-->|"{_quoted(row.name)}"|'
                yield f"    {numbers[node.id]} {arrow} {numbers[row.target]}"


def _quoted(text: str) -> str:
    """Returns text as it may stand between quotes: all but words as entities."""
    return "".join(char if char in _PLAIN else f"#{ord(char)};" for char in text)
