"""Shape ids must differ in more than case.

Implements https://smithy.io/2.0/spec/model.html#shape-id-conflicts.
"""

from collections.abc import Iterator
from itertools import islice

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import Shape
from smithy_parser.validation.findings import error, shapes_and_members, ticked
from smithy_parser.validation.wording import MAX_LISTED


def shape_id_conflict(model: Model) -> Iterator[Event]:
    """ShapeIdConflict: shapes and members whose ids are the same but for case."""
    by_name: dict[str, list[Shape]] = {}
    for shape in shapes_and_members(model.shapes.values()):
        by_name.setdefault(shape.id.lower(), []).append(shape)
    for same in by_name.values():
        for shape in same if len(same) > 1 else ():
            others = (other.id for other in same if other is not shape)
            message = (
                f"Shape ID `{shape.id}` conflicts with other shape IDs in the model: "
                f"[{ticked(islice(others, MAX_LISTED))}]"
            )
            yield error(shape, "ShapeIdConflict", message)
