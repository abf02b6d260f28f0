"""The automaton of a pattern, whose paths are the ways in which `re` tries a text.

It has a state for each character in the pattern, as Glushkov has it:
https://en.wikipedia.org/wiki/Glushkov%27s_construction_algorithm. A path is one way to
read a text from its start, so there are as many as backtracking may come to try. What
`re` has and an automaton has not becomes what has more paths, never fewer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Final, NamedTuple

from smithy_parser.patterns.characters import (
    EVERYTHING,
    Ranges,
    Tree,
    as_masks,
    characters,
)

# Any: see `Tree`.
_parser: Final[Any] = import_module("re._parser")

_KNOWN_FLAGS: Final = re.ASCII | re.IGNORECASE | re.DOTALL | re.MULTILINE | re.VERBOSE
_MOST_LINKS: Final = 20_000
_TURN: Final = 15
"""What it takes to repeat a group, where reading a character takes 1."""
_FEW_TURNS: Final = 2
START: Final = 0
"""The state before the first character."""


class NotUnderstood(Exception):
    """A pattern has more states than is worth looking at, or an unknown operator."""


@dataclass(frozen=True, slots=True)
class Automaton:
    """A pattern as states that lead to each other."""

    masks: tuple[int, ...]
    """The characters that each state reads, as bits."""
    everything: int
    """All characters."""
    following: tuple[dict[int, int], ...]
    """For each state, those after it, and in how many ways."""
    weights: tuple[int, ...]
    """How much is tried after each state."""
    ends: frozenset[int]
    """The states with which the whole has matched, whatever follows."""
    reads_at_most: int
    """How many characters are looked at from one place on."""
    is_exact: bool
    """Whether each part repeats as often as the pattern says, and no more often."""


def parsed(text: str) -> Tree:
    """Returns what `re` makes of an expression with its ASCII flag."""
    return _parser.parse(text, re.ASCII)


def automaton_of(tree: Tree, unrolled: int) -> Automaton:
    """Returns the automaton of a parsed expression.

    Args:
        tree: The expression.
        unrolled: How many states a part that is repeated a number of times may become;
            one that would become more counts as if it were repeated at will.

    Raises:
        NotUnderstood: It is too large, or has an operator that is unknown here.
    """
    builder = _Builder(unrolled)
    try:
        whole = builder.sequence(tree, tree.state.flags)
    except KeyError as error:
        raise NotUnderstood from error
    return builder.automaton(tree, whole)


class _Part(NamedTuple):
    """A part of a pattern: in how many ways it starts, ends, and matches nothing."""

    nothing: int
    first: Counter[int]
    last: Counter[int]
    sure: frozenset[int] = frozenset()
    """The last states after which no condition has to be met any more."""
    is_free: bool = False
    """Whether it matches nothing without a condition."""


_NOTHING: Final = _Part(1, Counter(), Counter(), is_free=True)
_CONDITION: Final = _Part(1, Counter(), Counter())
"""A place in the text that has to be something, such as the end."""
_NEVER: Final = _Part(0, Counter(), Counter())


@dataclass(slots=True)
class _Builder:
    unrolled: int
    sets: list[Ranges] = field(default_factory=lambda: [EVERYTHING])
    following: list[Counter[int]] = field(default_factory=lambda: [Counter()])
    turns: Counter[int] = field(default_factory=Counter[int])
    """How many groups that are repeated may have had a turn after each state."""
    links: int = 0
    looks_around: bool = False
    is_exact: bool = True

    def automaton(self, tree: Tree, whole: _Part) -> Automaton:
        """Returns the automaton of a whole pattern."""
        self._link(Counter([START]), whole.first)
        is_anchored = _is_anchored(tree, tree.state.flags)
        if not is_anchored and not whole.is_free:
            # It is looked for from every place of a text.
            self._link(Counter([START]), Counter([START]))
        masks, everything = as_masks(self.sets)
        exits = whole.last
        return Automaton(
            tuple(masks),
            everything,
            tuple(dict(each) for each in self.following),
            tuple(
                1 + sum(after.values()) + exits[state] + _TURN * self.turns[state]
                for state, after in enumerate(self.following)
            ),
            whole.sure,
            (
                _parser.MAXREPEAT
                if self.looks_around or START in self.following[START]
                else tree.getwidth()[1]
            ),
            self.is_exact,
        )

    def sequence(self, items: Iterable[tuple[Tree, Tree]], flags: int) -> _Part:
        """Adds what stands one after the other."""
        whole = _NOTHING
        for operator, argument in items:
            whole = self._then(whole, self._item(str(operator), argument, flags))
        return whole

    def _then(self, before: _Part, after: _Part) -> _Part:
        self._link(before.last, after.first)
        return _Part(
            before.nothing * after.nothing,
            before.first + _times(after.first, before.nothing),
            after.last + _times(before.last, after.nothing),
            after.sure | before.sure if after.is_free else after.sure,
            before.is_free and after.is_free,
        )

    def _item(self, operator: str, argument: Tree, flags: int) -> _Part:
        match operator:
            case "AT":
                return _CONDITION
            case "ASSERT" | "ASSERT_NOT":
                return self._assertion(argument[0], argument[1], flags)
            case "SUBPATTERN":
                _, added, taken, body = argument
                return self.sequence(body, (flags | _known(added)) & ~_known(taken))
            case "ATOMIC_GROUP":
                return self.sequence(argument, flags)
            case "BRANCH":
                return self._branch(argument[1], flags)
            case "GROUPREF_EXISTS":
                return self._branch([each or [] for each in argument[1:]], flags)
            case "GROUPREF":
                return self._loop(self._state(EVERYTHING))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeat(argument, flags)
            case _:
                return self._state(characters(operator, argument, flags))

    def _state(self, read: Ranges) -> _Part:
        state = len(self.sets)
        self.sets.append(read)
        self.following.append(Counter())
        return _Part(0, Counter([state]), Counter([state]), frozenset([state]))

    def _assertion(self, direction: int, body: Tree, flags: int) -> _Part:
        """Adds what is looked for beside the path, and leads to nothing."""
        self.looks_around = True
        if direction > 0:
            return _Part(1, self.sequence(body, flags).first, Counter())
        if body.getwidth()[1] > 1:
            raise NotUnderstood
        return _CONDITION

    def _branch(self, branches: Iterable[Tree], flags: int) -> _Part:
        parts = [self.sequence(branch, flags) for branch in branches]
        return _Part(
            sum(part.nothing for part in parts),
            sum((part.first for part in parts), Counter[int]()),
            sum((part.last for part in parts), Counter[int]()),
            frozenset[int]().union(*(part.sure for part in parts)),
            any(part.is_free for part in parts),
        )

    def _repeat(self, argument: Tree, flags: int) -> _Part:
        least, most, body = argument
        first_state = len(self.sets)
        part = self.sequence(body, flags)
        size = len(self.sets) - first_state
        if size > 1 or (size and str(body[0][0]) == "SUBPATTERN"):
            self.turns.update(part.last.keys())
        if most != _parser.MAXREPEAT and max(size, 1) * most <= self.unrolled:
            return self._copies(part, least, most, body, flags)
        self.is_exact &= most == _parser.MAXREPEAT and least < _FEW_TURNS
        if part.nothing and least > 1:
            # Which turns match nothing is not told by what is read.
            raise NotUnderstood
        loop = self._loop(part)
        if least == 0:
            return loop
        return loop._replace(nothing=part.nothing, is_free=part.is_free)

    def _loop(self, part: _Part) -> _Part:
        self._link(part.last, part.first)
        # A turn that matches nothing is the last.
        ends = 1 + part.nothing
        return _Part(ends, part.first, _times(part.last, ends), part.sure, True)

    def _copies(
        self, part: _Part, least: int, most: int, body: Tree, flags: int
    ) -> _Part:
        whole = _NOTHING
        skipped = _NEVER
        for number in range(most):
            copy = self.sequence(body, flags) if number else part
            if number >= least:
                # Nothing more, or one more turn that matches nothing.
                skipped = _either(skipped, whole, 1 + copy.nothing)
                copy = copy._replace(nothing=0)
            whole = self._then(whole, copy)
        return _either(skipped, whole, 1)

    def _link(self, last: Counter[int], first: Counter[int]) -> None:
        self.links += len(last) * len(first)
        if self.links > _MOST_LINKS:
            raise NotUnderstood
        for before, ways in last.items():
            after = self.following[before]
            for state, more in first.items():
                after[state] += ways * more


def _either(one: _Part, other: _Part, ways: int) -> _Part:
    """Returns a part that is one, or in some ways another that starts like it."""
    return _Part(
        one.nothing + ways * other.nothing,
        other.first,
        one.last + _times(other.last, ways),
        one.sure | other.sure,
        one.is_free or other.is_free,
    )


def _times(ways: Counter[int], number: int) -> Counter[int]:
    if number == 1:
        return ways
    return Counter({state: count * number for state, count in ways.items() if number})


def _known(flags: int) -> int:
    if flags & ~_KNOWN_FLAGS:
        raise NotUnderstood
    return flags


def _is_anchored(items: Tree, flags: int) -> bool:
    """Returns whether a pattern matches at the start of a text only."""
    if not len(items):
        return False
    operator, argument = items[0]
    match str(operator):
        case "AT":
            return str(argument) == "AT_BEGINNING_STRING" or (
                str(argument) == "AT_BEGINNING" and not flags & re.MULTILINE
            )
        case "SUBPATTERN":
            return _is_anchored(argument[-1], flags | argument[1])
        case "BRANCH":
            return all(_is_anchored(branch, flags) for branch in argument[1])
        case _:
            return False
