"""How long `re` may take to find that a text does not match a pattern.

`re` tries the ways in which a text can be read one after the other. What is counted
here is how many there can be in the worst text of a length: not that text, which is
hard to find, but a bound that no text exceeds. Each step reads one character more; kept
is, for each set of states that a text can lead to, the most paths that end in each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from smithy_parser.patterns.automaton import (
    START,
    Automaton,
    NotUnderstood,
    automaton_of,
    parsed,
)

LONGEST: Final = 20_000
"""How many characters a text is taken to have at most where nothing bounds it."""

_MOST_TRIED: Final = 20_000_000
"""How much may be tried: a tenth of a second, at five nanoseconds each."""
_MOST_WORK: Final = 50_000
"""How many links of an automaton are followed to find that out."""
_UNROLLED: Final = (4, 80, 600)
"""Into how many states repeated parts are unrolled, until the pattern is quick."""

_Paths: TypeAlias = dict[int, int]
"""How many paths end in each state."""


@lru_cache(maxsize=4096)
def is_quick(text: str, longest: int = LONGEST) -> bool:
    """Returns whether an expression is sure to take no more than a tenth of a second.

    Args:
        text: An expression that `re` can compile, with its ASCII flag.
        longest: How many characters the texts have at most that it is looked for in.
    """
    length = min(longest, LONGEST)
    tree = parsed(text)
    for unrolled in _UNROLLED:
        try:
            automaton = automaton_of(tree, unrolled)
        except NotUnderstood:
            continue
        if (quick := _Count(automaton).tries_few(length)) or automaton.is_exact:
            return quick
    return False


@dataclass(slots=True)
class _Count:
    automaton: Automaton
    most: dict[int, _Paths] = field(default_factory=dict[int, _Paths])
    """For each set of states, as bits, the most paths that end in each so far."""
    moves: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    """The sets of states that one more character leads to from another."""
    work: int = 0
    """How many links were followed."""

    def tries_few(self, length: int) -> bool:
        """Returns whether little is tried in every text of a length."""
        length = min(length, self.automaton.reads_at_most)
        changed = {1 << START}
        self.most[1 << START] = {START: 1}
        rate = tried = 0
        for step in range(length + 1):
            rate = max(rate, *(self._tried_after(each) for each in changed), 0)
            if not changed:
                # From here on no character costs more than those before.
                return tried + rate * (length + 1 - step) <= _MOST_TRIED
            tried += rate
            if tried > _MOST_TRIED or self.work > _MOST_WORK:
                return False
            changed = self._after_one_more(changed)
        return True

    def _tried_after(self, states: int) -> int:
        weights = self.automaton.weights
        return sum(paths * weights[state] for state, paths in self.most[states].items())

    def _after_one_more(self, changed: Iterable[int]) -> set[int]:
        """Reads one character more; returns the sets of states with more paths."""
        grown: set[int] = set()
        for states in changed:
            paths = self._paths_after(self.most[states])
            if states not in self.moves:
                self.moves[states] = self._sets_after(list(paths))
            for reached in self.moves[states]:
                if self._keep(reached, paths):
                    grown.add(reached)
        return grown

    def _paths_after(self, paths: _Paths) -> _Paths:
        """Returns how many paths lead to each state, if its character is read."""
        after: _Paths = {}
        for state, count in paths.items():
            following = self.automaton.following[state]
            self.work += len(following)
            for each, ways in following.items():
                after[each] = after.get(each, 0) + ways * count
        for each in self.automaton.ends.intersection(after):
            # Whatever follows, the search is over: no second path comes here.
            after[each] = 1
        return after

    def _keep(self, states: int, paths: _Paths) -> bool:
        """Keeps the most paths to each of some states; returns whether it has more."""
        most = self.most.get(states)
        if most is None:
            self.most[states] = {s: n for s, n in paths.items() if states >> s & 1}
            return True
        self.work += len(most)
        more = {state: paths[state] for state in most if paths[state] > most[state]}
        most.update(more)
        return bool(more)

    def _sets_after(self, states: list[int]) -> list[int]:
        """Returns the largest sets of some states that read the same character."""
        groups = {self.automaton.everything: 0}
        for state in states:
            self.work += len(groups)
            mask = self.automaton.masks[state]
            split: dict[int, int] = {}
            for characters, found in groups.items():
                if inside := characters & mask:
                    split[inside] = found | 1 << state
                if outside := characters & ~mask:
                    split[outside] = found
            groups = split
        sets = sorted(set(groups.values()) - {0}, key=int.bit_count, reverse=True)
        kept: list[int] = []
        for each in sets:
            self.work += len(kept)
            if all(each & ~larger for larger in kept):
                kept.append(each)
        return kept
