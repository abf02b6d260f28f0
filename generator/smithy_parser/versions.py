"""The versions of Smithy, and the types of shapes that each of them has.

Implements https://smithy.io/2.0/guides/migrating-idl-1-to-2.html.
"""

from typing import Final

from smithy_parser.shapes import ShapeType

VERSIONS: Final = {"1": "1.0", "1.0": "1.0", "2": "2.0", "2.0": "2.0"}
"""The versions by what sources call them."""

TYPES: Final = {str(t): t for t in ShapeType if t is not ShapeType.MEMBER} | {
    "set": ShapeType.LIST
}
"""The types by their names in sources, of any version."""

_NEW: Final = (ShapeType.ENUM, ShapeType.INT_ENUM)


def type_problem(name: str, version: str) -> str | None:
    """Why a source of this version cannot have a type, or None if it can."""
    if (name == "set" and version == "2.0") or (name in _NEW and version == "1.0"):
        return f"{name} shapes cannot be used in Smithy version {version}"
    return None
