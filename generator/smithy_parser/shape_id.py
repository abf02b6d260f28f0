"""Shape identifiers.

Implements https://smithy.io/2.0/spec/model.html#shape-id.
"""

import re
from typing import Final

_IDENTIFIER = r"(?:[A-Za-z]|_+[A-Za-z0-9])[A-Za-z0-9_]*"
_NAMESPACE = rf"{_IDENTIFIER}(?:\.{_IDENTIFIER})*"

IDENTIFIER: Final = re.compile(_IDENTIFIER)
NAMESPACE: Final = re.compile(_NAMESPACE)
ROOT_ID: Final = re.compile(rf"{_NAMESPACE}#{_IDENTIFIER}")
ABSOLUTE_ID: Final = re.compile(rf"{_NAMESPACE}#{_IDENTIFIER}(?:\${_IDENTIFIER})?")


class ShapeId(str):
    """An absolute shape id: ``namespace#Name`` or ``namespace#Name$member``.

    It is a string, so it equals and hashes like the text that it was made from.
    The constructor trusts its argument; `parse` checks it.
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> "ShapeId":
        """Checks `text` against the grammar and returns it as an id.

        Raises:
            ValueError: `text` is not an absolute shape id.
        """
        if ABSOLUTE_ID.fullmatch(text) is None:
            raise ValueError(f"Invalid shape ID: {text}")
        return cls(text)

    @property
    def namespace(self) -> str:
        """What stands before the ``#``."""
        return self.partition("#")[0]

    @property
    def name(self) -> str:
        """The shape's name, without namespace and member."""
        return self.partition("#")[2].partition("$")[0]

    @property
    def member(self) -> str | None:
        """The member's name, or None where the id names a whole shape."""
        return self.partition("$")[2] or None

    @property
    def root(self) -> "ShapeId":
        """The id of the shape itself, without a member."""
        return ShapeId(self.partition("$")[0])

    def with_member(self, name: str) -> "ShapeId":
        """Returns the id of the member `name` of this shape."""
        return ShapeId(f"{self}${name}")

    def __repr__(self) -> str:
        """Returns the id, told from plain text."""
        return f"ShapeId({str(self)!r})"


PRELUDE: Final = "smithy.api"
UNIT: Final = ShapeId("smithy.api#Unit")


def relative(id: str) -> str:
    """Returns an id as messages write it: without the prelude's namespace."""
    return id.removeprefix(f"{PRELUDE}#")
