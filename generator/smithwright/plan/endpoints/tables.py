"""Rules that look like a table of flags: each flag is asked for once.

Rule sets like to list all that several flags may be; written down as they are, nearly
all of such rules ask for the same again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from smithwright.plan.endpoints.guards import guarded
from smithwright.plan.endpoints.junctions import simplest
from smithwright.plan.endpoints.sizes import lines
from smithwright.plan.endpoints.values import (
    Assigns,
    Branch,
    Call,
    Condition,
    Holds,
    IsSet,
    Outcome,
    Rule,
    Text,
)

_MANY: Final = 3
"""How many rules have to ask the same for that to be a table."""


def untabled(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Returns rules that decide the same, by fewer questions where that is shorter."""
    inner = _in_turn([Rule(each.conditions, _outcome(each.outcome)) for each in rules])
    for index in range(len(inner)):
        question = _common_question(inner[index:])
        if question is not None:
            shorter = (*inner[:index], *_asked_once(inner[index:], question))
            return min(inner, shorter, key=lambda each: lines(Branch(each)))
    return inner


def _in_turn(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Returns rules that do not ask what those before them have ruled out."""
    asked: list[Rule] = []
    left = list(rules)
    while left:
        first, *left = left
        asked.append(first)
        question = first.only_question
        if question is not None:
            plain = replace(question, negated=False)
            left = list(_assuming(left, plain, question.negated))
    return tuple(asked)


def _outcome(outcome: Outcome) -> Outcome:
    return Branch(untabled(outcome.rules)) if isinstance(outcome, Branch) else outcome


def _common_question(rules: tuple[Rule, ...]) -> Holds | IsSet | None:
    """Returns what the first of some rules asks first, if many of them ask it."""
    if not rules[0].conditions or isinstance(rules[0].conditions[0], Assigns):
        return None
    question = replace(rules[0].conditions[0], negated=False)
    asking = sum(
        any(_truth(each, question, True) is not None for each in rule.conditions)
        for rule in rules
    )
    return question if asking >= _MANY else None


def _asked_once(rules: tuple[Rule, ...], question: Holds | IsSet) -> tuple[Rule, ...]:
    then = guarded(untabled(tuple(_assuming(rules, question, True))))
    otherwise = guarded(untabled(tuple(_assuming(rules, question, False))))
    if _always_decide(then) and _always_decide(otherwise):
        return simplest((question,), then, otherwise)
    return (Rule((question,), Branch(then)), *otherwise)


def _always_decide(rules: tuple[Rule, ...]) -> bool:
    return bool(rules) and rules[-1].always_decides


def _assuming(
    rules: Iterable[Rule], question: Holds | IsSet, holds: bool
) -> Iterator[Rule]:
    """Yields what is left of rules where it is known whether a condition holds."""
    for rule in rules:
        known = [_truth(each, question, holds) for each in rule.conditions]
        if False in known:
            continue
        pairs = zip(rule.conditions, known, strict=True)
        left = tuple(condition for condition, truth in pairs if truth is None)
        outcome = rule.outcome
        if isinstance(outcome, Branch):
            outcome = Branch(tuple(_assuming(outcome.rules, question, holds)))
        found = Rule(left, outcome)
        yield found
        if found.always_decides:
            return


def _truth(condition: Condition, question: Holds | IsSet, holds: bool) -> bool | None:
    """Returns whether a condition holds if a question does or does not.

    None stands for what that says nothing about.
    """
    if isinstance(condition, Assigns):
        return None
    plain = replace(condition, negated=False)
    if plain == question:
        return holds is not condition.negated
    if holds and _are_different_texts(plain, question):
        return condition.negated
    return None


def _are_different_texts(one: Holds | IsSet, other: Holds | IsSet) -> bool:
    match one, other:
        case (
            Holds(Call("stringEquals", (asked, Text(text)))),
            Holds(Call("stringEquals", (value, Text(another)))),
        ):
            return asked == value and text != another
        case _:
            return False
