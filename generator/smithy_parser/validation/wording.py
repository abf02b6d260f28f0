"""How messages write names and values."""

import json
from collections.abc import Collection
from typing import Final

from smithy_parser.nodes import Node
from smithy_parser.shapes import Shape

MAX_LISTED: Final = 100
"""How many a message lists: what thousands share must not be listed for each."""


def listed(words: Collection[str]) -> str:
    """Words with commas between them."""
    rest = "" if len(words) <= MAX_LISTED else ", ..."
    return ", ".join(list(words)[:MAX_LISTED]) + rest


def described(shape: Shape) -> str:
    """Returns a shape with its type."""
    return f"({shape.type}: `{shape.id}`)"


def compact_json(node: Node) -> str:
    """Returns a value as JSON without spaces."""
    return json.dumps(node, separators=(",", ":"), ensure_ascii=False)
