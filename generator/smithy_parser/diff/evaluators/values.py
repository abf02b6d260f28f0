"""How messages show values."""

from typing import Final

from smithy_parser.nodes import Node, compact_json

_WIDTH: Final = 100


def shown(node: Node) -> str:
    """Returns a value as JSON on one line, cut where it gets long."""
    text = compact_json(node)
    return f"`{text}`" if len(text) <= _WIDTH else f"`{text[:_WIDTH]}...`"
