"""The constants of one generated module, gathered while it is written."""

from __future__ import annotations

from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import Scope, snake_case
from smithwright.writing.code import Code
from smithwright.writing.package import Constant


class Constants:
    """Gives out names for values that a module makes once."""

    def __init__(self) -> None:
        self._values: dict[Code, Identifier] = {}
        self._scope = Scope()

    def name(self, shape_id: str, suffix: str, value: Code) -> Identifier:
        """Returns the constant that holds a value; equal values share one.

        Args:
            shape_id: The shape or member that asks for it.
            suffix: What the name ends with, in capitals.
            value: The expression of the value.
        """
        if value not in self._values:
            wanted = snake_case(shape_id.partition("#")[2]).upper()
            self._values[value] = self._scope.claim(f"_{wanted}_{suffix}")
        return self._values[value]

    def gathered(self) -> tuple[Constant, ...]:
        """Returns the constants in the order of their first use."""
        return tuple(Constant(name, value) for value, name in self._values.items())
