"""Long rules in several functions, each short enough to be read at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Final

from smithwright.plan.endpoints.descriptions import named_after, said_of
from smithwright.plan.endpoints.sizes import lines, lines_of
from smithwright.plan.endpoints.values import (
    Assigns,
    Branch,
    Condition,
    Continuation,
    EndpointRules,
    Function,
    Holds,
    IsSet,
    Outcome,
    Rule,
    Type,
    Variable,
)
from smithwright.plan.endpoints.variables import used_in
from smithwright.plan.identifiers import Identifier

_MOST_LINES: Final = 50
"""How long the body of a function may get, roughly."""

_WORTH_SHARING: Final = 8
"""How long a branch is that is written once, however often it comes up."""

_DEEPEST: Final = 4
"""How many `if` may stand in each other."""


def divided(rules: EndpointRules) -> EndpointRules:
    """Returns rules of which no function is longer than a screen, if that can be."""
    counted = Counter(_branches(rules.rules))
    repeated = {
        branch
        for branch, times in counted.items()
        if times > 1 and lines(branch) >= _WORTH_SHARING
    }
    taken = frozenset(each.name.text for each in rules.functions)
    division = _Division(frozenset(repeated), taken)
    types = {each.variable: each.type for each in rules.parameters}
    short = division.shortened(rules.rules, types)
    given = tuple(
        replace(each, rules=division.shortened(each.rules, dict(each.variables)))
        for each in rules.functions
    )
    made = tuple(division.functions.values())
    return replace(rules, rules=short, functions=(*given, *made))


@dataclass(frozen=True, slots=True)
class _Division:
    repeated: frozenset[Branch]
    """Branches that are in several places."""
    taken: frozenset[str]
    """Names of functions that there are already."""
    functions: dict[tuple[Rule, ...], Function] = field(
        default_factory=dict[tuple[Rule, ...], Function]
    )

    def shortened(
        self, rules: tuple[Rule, ...], types: Mapping[Identifier, Type]
    ) -> tuple[Rule, ...]:
        """Returns rules whose longest branches have become functions."""
        short: list[Rule] = []
        known: list[Mapping[Identifier, Type]] = []
        for rule in rules:
            inner = _after(rule.conditions, types)
            branch = rule.outcome
            if isinstance(branch, Branch):
                brief = Branch(self.shortened(branch.rules, inner))
                rule = Rule(rule.conditions, brief)
                if branch in self.repeated:
                    rule = self._parted(rule, inner)
            short.append(rule)
            known.append(inner)
            types = _otherwise(rule, types)
        while (longest := _to_part_with(short)) is not None:
            parted = short[longest]
            short[longest] = self._parted(parted, known[longest])
        return tuple(short)

    def _parted(self, rule: Rule, types: Mapping[Identifier, Type]) -> Rule:
        """Returns a rule whose branch is a function of its own."""
        assert isinstance(rule.outcome, Branch)
        rules = rule.outcome.rules
        function = self.functions.get(rules)
        if function is None:
            variables = used_in(rules)
            function = Function(
                self._name(f"_{named_after(rule.conditions)}"),
                said_of(rule.conditions),
                tuple((name, types[name]) for name in variables),
                rules,
            )
            self.functions[rules] = function
        arguments = tuple(name for name, _ in function.variables)
        return Rule(rule.conditions, Continuation(function.name, arguments))

    def _name(self, wanted: str) -> Identifier:
        known = self.taken.union(each.name.text for each in self.functions.values())
        numbered = (f"{wanted}_{number}" for number in count(2))
        return Identifier(next(n for n in chain((wanted,), numbered) if n not in known))


def _branches(rules: Iterable[Rule]) -> Iterator[Branch]:
    for rule in rules:
        if isinstance(rule.outcome, Branch):
            yield rule.outcome
            yield from _branches(rule.outcome.rules)


def _to_part_with(rules: list[Rule]) -> int | None:
    """Returns which rule's branch to make a function of, None if all is short."""
    branches = {
        index: lines(rule.outcome)
        for index, rule in enumerate(rules)
        if isinstance(rule.outcome, Branch)
    }
    too_long = sum(map(lines_of, rules)) > _MOST_LINES
    deep = [i for i in branches if _depth(rules[i].outcome) >= _DEEPEST]
    candidates = branches if too_long else deep
    return max(candidates, key=lambda i: branches[i], default=None)


def _depth(outcome: Outcome) -> int:
    if not isinstance(outcome, Branch):
        return 0
    return 1 + max((_depth(rule.outcome) for rule in outcome.rules), default=0)


def _after(
    conditions: Iterable[Condition], types: Mapping[Identifier, Type]
) -> Mapping[Identifier, Type]:
    """Returns the types of variables where conditions have held."""
    known = dict(types)
    for condition in conditions:
        match condition:
            case Assigns(name, _, type):
                known[name] = type.present()
            case IsSet(Variable(name), negated=False) | Holds(
                Variable(name), negated=False
            ):
                known[name] = known[name].present()
            case _:
                pass
    return known


def _otherwise(
    rule: Rule, types: Mapping[Identifier, Type]
) -> Mapping[Identifier, Type]:
    match rule.only_question:
        case IsSet(Variable(name), negated=True):
            return {**types, name: types[name].present()}
        case _:
            return types
