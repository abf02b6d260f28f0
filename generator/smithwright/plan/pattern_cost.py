"""Patterns that may take exponential time to find that a text does not match.

`re` tries all ways in which a pattern may match. Where a part that repeats can match
one text in two ways, as that of `(a|a)*` or `(a+)*` can, each repetition doubles them.

The pattern becomes an automaton that has a state for each character in it, as Glushkov
has it: https://en.wikipedia.org/wiki/Glushkov%27s_construction_algorithm. It is such a
pattern if one state is reached from itself in two ways that read the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

from smithy_parser.closure import circles_in

# Any: what `re` parses has no types, as it is `re`'s own affair. An operator that is
# unknown here is a pattern whose cost is unknown.
_Tree: TypeAlias = Any
_parser: Any = import_module("re._parser")

_CHARACTERS = frozenset(range(128))
_SETS = {
    "DIGIT": re.compile(r"\d", re.ASCII),
    "SPACE": re.compile(r"\s", re.ASCII),
    "WORD": re.compile(r"\w", re.ASCII),
}
_MOST_CHOICES = 8
"""In how many numbers a part may repeat and still be no loop."""
# A repeated part that may be a loop; what is no group loops in one way only.
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{\d*,(?:9|\d{2,})?\})")


@cache
def is_exponential(pattern: str) -> bool:
    """Returns whether an ASCII pattern of `re` may take exponential time."""
    if not _REPEATED_GROUP.search(pattern):
        return False
    automaton = _Automaton()
    try:
        whole = automaton.sequence(_parser.parse(pattern, re.ASCII))
    except KeyError:
        return False
    # What ends with a loop and asks for nothing more has matched after the first turn.
    endings = () if automaton.has_conditions else whole.last
    return any(
        automaton.is_ambiguous(loop) for loop in automaton.loops(frozenset(endings))
    )


class _Part(NamedTuple):
    """A part of a pattern: in how many ways it starts, ends, and matches nothing."""

    nothing: int
    first: Counter[int]
    last: Counter[int]


@dataclass(slots=True)
class _Automaton:
    characters: list[frozenset[int]] = field(default_factory=list[frozenset[int]])
    """The characters that each state reads."""
    following: dict[int, Counter[int]] = field(
        default_factory=lambda: defaultdict[int, Counter[int]](Counter)
    )
    """The states after a state, and in how many ways."""
    has_conditions: bool = False
    """Whether a place in the text has to meet a condition, such as to be its end."""

    def sequence(self, items: Iterable[tuple[_Tree, _Tree]]) -> _Part:
        """Adds what stands one after the other."""
        whole = _Part(1, Counter(), Counter())
        for operator, argument in items:
            part = self._item(str(operator), argument)
            self._link(whole.last, part.first)
            whole = _Part(
                whole.nothing * part.nothing,
                _with(whole.first, part.first, whole.nothing),
                _with(part.last, whole.last, part.nothing),
            )
        return whole

    def loops(self, endings: frozenset[int]) -> Iterator[frozenset[int]]:
        """Yields the states that lead to each other, without those of an ending."""
        loops = circles_in(self.following, self.following.__getitem__)
        return (frozenset(loop) for loop in loops if endings.isdisjoint(loop))

    def is_ambiguous(self, loop: frozenset[int]) -> bool:
        """Returns whether a state of a loop comes back to itself in two ways."""
        if any(self.following[a][b] > 1 for a in loop for b in loop):
            return True
        start = min(loop)
        after: dict[tuple[int, int], list[tuple[int, int]]] = {}
        open_pairs = [(start, start)]
        while open_pairs:
            pair = open_pairs.pop()
            if pair not in after:
                after[pair] = list(self._pairs_after(pair, loop))
                open_pairs += after[pair]
        return _leads_back(after, start)

    def _item(self, operator: str, argument: _Tree) -> _Part:
        match operator:
            case "AT":
                self.has_conditions = True
                return _Part(1, Counter(), Counter())
            case "ASSERT" | "ASSERT_NOT":
                self.has_conditions = True
                self.sequence(argument[1])
                return _Part(1, Counter(), Counter())
            case "SUBPATTERN":
                return self.sequence(argument[-1])
            case "BRANCH":
                parts = [self.sequence(branch) for branch in argument[1]]
                return _Part(
                    sum(part.nothing for part in parts),
                    sum((part.first for part in parts), Counter[int]()),
                    sum((part.last for part in parts), Counter[int]()),
                )
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, body = argument
                part = self.sequence(body)
                if most - least > _MOST_CHOICES:
                    self._link(part.last, part.first)
                return part._replace(nothing=1 if least == 0 else part.nothing)
            case _:
                state = len(self.characters)
                self.characters.append(_characters(operator, argument))
                return _Part(0, Counter([state]), Counter([state]))

    def _link(self, last: Counter[int], first: Counter[int]) -> None:
        for before, ways in last.items():
            for after, more in first.items():
                self.following[before][after] += ways * more

    def _pairs_after(
        self, pair: tuple[int, int], loop: frozenset[int]
    ) -> Iterator[tuple[int, int]]:
        """Yields the pairs of states that the same character leads to."""
        for one in loop.intersection(self.following[pair[0]]):
            for other in loop.intersection(self.following[pair[1]]):
                if self.characters[one] & self.characters[other]:
                    yield one, other


def _with(ways: Counter[int], others: Counter[int], number: int) -> Counter[int]:
    """Returns the sum of `ways` and of `number` times `others`."""
    if number == 0:
        return ways
    return ways + Counter({state: count * number for state, count in others.items()})


def _leads_back(
    after: dict[tuple[int, int], list[tuple[int, int]]], start: int
) -> bool:
    """Returns whether two ways part at some time and come together at the start."""
    before: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for pair, pairs in after.items():
        for reached in pairs:
            before[reached].append(pair)
    seen: set[tuple[int, int]] = set()
    left = [(start, start)]
    while left:
        for pair in before[left.pop()]:
            if pair[0] != pair[1]:
                return True
            if pair not in seen:
                seen.add(pair)
                left.append(pair)
    return False


def _characters(operator: str, argument: _Tree) -> frozenset[int]:
    """Returns the ASCII characters that one item of a pattern matches.

    Raises:
        KeyError: It is another kind of item.
    """
    match operator:
        case "LITERAL":
            return frozenset({argument})
        case "NOT_LITERAL":
            return _CHARACTERS - {argument}
        case "ANY":
            return _CHARACTERS - {ord("\n")}
        case "RANGE":
            return frozenset(range(argument[0], argument[1] + 1))
        case "CATEGORY":
            name = str(argument).removeprefix("CATEGORY_")
            test = _SETS[name.removeprefix("NOT_")]
            found = frozenset(c for c in _CHARACTERS if test.match(chr(c)))
            return _CHARACTERS - found if name.startswith("NOT_") else found
        case "IN":
            items = [(str(kind), item) for kind, item in argument]
            sets = [_characters(*item) for item in items if item[0] != "NEGATE"]
            found = frozenset[int]().union(*sets)
            return _CHARACTERS - found if items[0][0] == "NEGATE" else found
        case _:
            raise KeyError(operator)
