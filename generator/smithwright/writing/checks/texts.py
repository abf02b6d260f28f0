"""A test of all strings of a list, or of all keys or values of a map, at once.

Walking a collection costs more than all other checks of a request, so the walk is
left to those that this test, which runs at C's speed, does not find valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from smithwright.plan.constraints import Constraints
from smithwright.plan.fields import Field
from smithwright.plan.identifiers import SafeText
from smithwright.plan.types import TEXTS, ListType, MapType
from smithwright.writing.code import Code, Literal, code, joined
from smithwright.writing.module.constants import Constants
from smithwright.writing.module.imports import Imports

# A class of characters, repeated: strings match it together if each of them does.
_REPEATED_CLASS = re.compile(r"\^(\[(?:[^\[\]\\]|\\.)+\])([+*])\\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What holds for each string of some."""

    is_filled: bool
    longest: int | None
    characters: str

    @property
    def is_of_length(self) -> bool:
        """Whether it is of the length alone, if of anything."""
        return not self.is_filled and not self.characters

    @property
    def arguments(self) -> Code:
        """What to tell the test."""
        arguments: list[Code] = []
        if self.is_filled:
            arguments.append(Code("filled=True"))
        if self.longest is not None:
            arguments.append(code("longest={}", Literal.of(self.longest)))
        if self.characters:
            arguments.append(code("characters={}", Literal.of(self.characters)))
        return joined(", ", arguments)


@dataclass(frozen=True, slots=True)
class TextsWriter:
    """Writes the tests of the collections of one module."""

    imports: Imports
    constants: Constants

    def doubt(
        self, type: ListType | MapType, constraints: Constraints, variable: SafeText
    ) -> Code | None:
        """Returns a condition that holds for the collections to walk; None for all.

        Args:
            type: The list or map.
            constraints: What holds for it as a whole.
            variable: The expression of the collection.
        """
        total = constraints.total_size
        if type.is_sparse or total.minimum is not None:
            return None
        held = (type.item,) if isinstance(type, ListType) else (type.key, type.value)
        # No code point takes more than four bytes; the values share what there is.
        most = None if total.maximum is None else int(total.maximum) // 4 // len(held)
        rules = [_rule_of(each, most) for each in held]
        known = [rule for rule in rules if rule is not None]
        if len(known) < len(held):
            return None
        if isinstance(type, ListType):
            return code("not {}", self._test(type.item, known[0], variable))
        keys, values = code("*{}", variable), code("*{}.values()", variable)
        if all(rule.is_of_length for rule in known):
            both = code("[{}, {}]", keys, values)
            return code("not {}", self._length_test(known, both))
        return code(
            "not ({} and {})",
            self._test(type.key, known[0], code("[{}]", keys)),
            self._test(type.value, known[1], code("[{}]", values)),
        )

    def _test(self, field: Field, rule: _Rule, texts: SafeText) -> Code:
        if rule.is_of_length:
            return self._length_test([rule], texts)
        made = self.imports.runtime("checks", "Texts")
        value = code("{}({})", made, rule.arguments)
        constant = self.constants.name(field.type.id, "TEXTS", value)
        return code("{}.hold({})", constant, texts)

    def _length_test(self, rules: Iterable[_Rule], texts: SafeText) -> Code:
        function = self.imports.runtime("checks", "are_texts")
        longest = [rule.longest for rule in rules if rule.longest is not None]
        if not longest:
            return code("{}({})", function, texts)
        return code("{}({}, {})", function, texts, Literal.of(min(longest)))


def _rule_of(field: Field, most: int | None) -> _Rule | None:
    """Returns what to test of an item, key or value; None where there is no such test.

    Args:
        field: The member of a list or map.
        most: How many characters all of its values may have.
    """
    constraints = field.constraints
    minimum, maximum = constraints.length.minimum or 0, constraints.length.maximum
    if field.type.kind not in TEXTS or minimum > 1:
        return None
    characters, quantifier = "", ""
    if constraints.pattern is not None:
        checked = constraints.pattern.checked
        pattern = "" if checked is None else checked.ascii_text
        if (repeated := _REPEATED_CLASS.fullmatch(pattern)) is None:
            return None
        characters, quantifier = _characters(repeated[1]), repeated[2]
        if not characters:
            return None
    bounds = [int(bound) for bound in (most, maximum) if bound is not None]
    return _Rule(
        is_filled=minimum == 1 or quantifier == "+",
        longest=min(bounds, default=None),
        characters=characters,
    )


def _characters(expression: str) -> str:
    """Returns the ASCII characters that a regular expression's class holds."""
    matches = re.compile(expression, re.ASCII).fullmatch
    return "".join(char for char in map(chr, range(128)) if matches(char))
