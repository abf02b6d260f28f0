"""A test of all strings of a list, or of all keys or values of a map, at once.

Walking a collection costs more than all other checks of a request, so the walk is
left to those that this test, which runs at C's speed, does not find valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from smithwright.plan.constants import Constants
from smithwright.plan.constraints import SPARSE, Constraints, constraints_of
from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.patterns import to_python
from smithwright.plan.text import Code, Literal, code, joined
from smithy_parser import ListShape, MapShape, Member, ShapeType

_STRINGS = (ShapeType.STRING, ShapeType.ENUM)

# A class of characters, repeated: strings match it together if each of them does.
_REPEATED_CLASS = re.compile(r"\^(\[(?:[^\[\]\\]|\\.)+\])([+*])\\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TextsWriter:
    """Writes the tests of the collections of one module."""

    context: Context
    imports: Imports
    constants: Constants

    def doubt(
        self,
        target: ListShape | MapShape,
        constraints: Constraints,
        values: Iterable[Code],
    ) -> Code | None:
        """Returns a condition that holds for the collections to walk; None for all.

        Args:
            target: The list or map.
            constraints: What holds for it as a whole.
            values: The expressions of the values of each of its members.
        """
        total = constraints.total_size
        if SPARSE in target.traits or total.minimum is not None:
            return None
        members = target.members.values()
        # No code point takes more than four bytes; the members share what there is.
        most = (
            None if total.maximum is None else int(total.maximum) // 4 // len(members)
        )
        arguments = [self._arguments(member, most) for member in members]
        known = [given for given in arguments if given is not None]
        if len(known) < len(members):
            return None
        together = joined(
            " and ",
            [
                code("{}.hold({})", self._test(member, given), value)
                for member, given, value in zip(members, known, values, strict=True)
            ],
        )
        return code("not ({})" if len(members) > 1 else "not {}", together)

    def _test(self, member: Member, arguments: list[Code]) -> Code:
        if not arguments:
            return self.imports.runtime("checks", "ANY_TEXTS")
        made = self.imports.runtime("checks", "Texts")
        value = code("{}({})", made, joined(", ", arguments))
        return self.constants.name(member.target, "TEXTS", value)

    def _arguments(self, member: Member, most: int | None) -> list[Code] | None:
        """Returns what to tell the test of a member; None where there can be none."""
        constraints = constraints_of(self.context, member)
        minimum, maximum = constraints.length.minimum or 0, constraints.length.maximum
        if self.context.target(member).type not in _STRINGS or minimum > 1:
            return None
        characters, quantifier = "", ""
        if constraints.pattern is not None:
            translated = to_python(constraints.pattern)
            pattern = "" if translated is None else translated.ascii_text
            if (repeated := _REPEATED_CLASS.fullmatch(pattern)) is None:
                return None
            characters, quantifier = _characters(repeated[1]), repeated[2]
            if not characters:
                return None
        arguments: list[Code] = []
        if minimum == 1 or quantifier == "+":
            arguments.append(Code("filled=True"))
        if bounds := [bound for bound in (most, maximum) if bound is not None]:
            arguments.append(code("longest={}", Literal.of(min(bounds))))
        if characters:
            arguments.append(code("characters={}", Literal.of(characters)))
        return arguments


def _characters(expression: str) -> str:
    """Returns the ASCII characters that a regular expression's class holds."""
    matches = re.compile(expression, re.ASCII).fullmatch
    return "".join(char for char in map(chr, range(128)) if matches(char))
