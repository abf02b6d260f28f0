"""The traits of this project, which models and overlays may use."""

from pathlib import Path

from smithy_parser import Document


def own_traits() -> Document:
    """Returns the definitions of the traits of `smithwright.constraints`."""
    content = Path(__file__).with_name("constraints.json").read_bytes()
    return Document("smithwright/constraints.json", content)


def is_own(shape_id: str) -> bool:
    """Returns whether a shape belongs to the definitions of this project's traits."""
    return shape_id.startswith("smithwright.constraints#")
