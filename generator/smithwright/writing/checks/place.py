"""Where a value is, while the code about it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.fields import Field
from smithwright.plan.identifiers import SafeText
from smithwright.plan.naming import LocalScope
from smithwright.writing.code import Code, code


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a structure a value is, while its check is written."""

    variable: SafeText
    """The expression that holds the value."""
    path: SafeText
    """The value's path as the inside of an f-string."""

    @property
    def quoted(self) -> Code:
        """The path as an expression."""
        template: LiteralString = 'f"{}"' if "{" in self.path.text else '"{}"'
        return code(template, self.path)

    def loop_names(self) -> tuple[Code, Code, Code]:
        """Returns the variables of a loop over the value: index, key and item."""
        names = ("{}_index", "{}_key", "{}_item")
        index, key, item = (code(name, self.variable) for name in names)
        return index, key, item

    def item(self, variable: SafeText, index: SafeText) -> Place:
        """Returns the place of the item that has an index in this list."""
        return Place(variable, code("{}[{{{}}}]", self.path, index))

    def entry(self, variable: SafeText, key: SafeText | None) -> Place:
        """Returns the place of the value that has a key in this map.

        Args:
            variable: The expression that holds the value.
            key: The expression of the key; None for one that is never shown.
        """
        shown = Code("***") if key is None else code("{{{}!r}}", key)
        return Place(variable, code("{}[{}]", self.path, shown))


def places_of(fields: Iterable[Field]) -> Mapping[str, Place]:
    """Returns where the members of a structure are, by their names in the model."""
    scope = LocalScope()
    return {
        each.member: Place(scope.claim(each.name.text), each.name) for each in fields
    }
