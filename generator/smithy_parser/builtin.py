"""The shapes that come with the parser: the prelude, and AWS's and Smithy's traits.

They are IDL files in this package, read when a model needs them.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from smithy_parser.events import Event, ModelError
from smithy_parser.json_text import JsonDocument
from smithy_parser.loading import load_shapes
from smithy_parser.places import SourceText
from smithy_parser.shape_id import PRELUDE
from smithy_parser.shapes import Shape

_DEFINITIONS: Final = Path(__file__).with_name("definitions")
NAMESPACES: Final = (
    "aws.api",
    "aws.auth",
    "aws.customizations",
    "aws.endpoints",
    "aws.protocols",
    "aws.test",
    "smithy.protocols",
    "smithy.rules",
    "smithy.test",
    "smithy.waiters",
)


def builtin_shapes(documents: Iterable[SourceText | JsonDocument]) -> dict[str, Shape]:
    """Returns the prelude, and the trait namespaces that `documents` mention."""
    contents = [document.content for document in documents]
    shapes = dict(_shapes(PRELUDE))
    for namespace in NAMESPACES:
        if any(f"{namespace}#" in content for content in contents):
            shapes.update(_shapes(namespace))
    return shapes


@cache
def _shapes(namespace: str) -> dict[str, Shape]:
    name = f"{namespace}.smithy"
    content = (_DEFINITIONS / name).read_text("utf-8")
    text = SourceText(name, content)
    events: list[Event] = []
    known = {} if namespace == PRELUDE else _shapes(PRELUDE)
    shapes, _ = load_shapes([text], known, events)
    if events:
        raise ModelError(events)
    return shapes
