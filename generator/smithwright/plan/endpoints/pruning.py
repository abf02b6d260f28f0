"""Names that nothing reads are not given."""

from __future__ import annotations

from collections.abc import Iterable

from smithwright.plan.endpoints.values import (
    Assigns,
    Branch,
    Condition,
    Holds,
    IsSet,
    Kind,
    Outcome,
    Rule,
)
from smithwright.plan.endpoints.variables import used_in
from smithwright.plan.text import Identifier


def pruned(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Returns rules in which every value that gets a name is read afterwards."""
    return tuple(map(_rule, rules))


def _rule(rule: Rule) -> Rule:
    outcome = _outcome(rule.outcome)
    kept: tuple[Condition, ...] = ()
    for condition in reversed(rule.conditions):
        read = used_in([Rule(kept, outcome)])
        kept = (*_needed(condition, read), *kept)
    return Rule(kept, outcome)


def _needed(
    condition: Condition, read: tuple[Identifier, ...]
) -> tuple[Condition, ...]:
    if not isinstance(condition, Assigns) or condition.name in read:
        return (condition,)
    if condition.type.kind is Kind.FLAG:
        return (Holds(condition.value),)
    return (IsSet(condition.value),) if condition.type.may_be_unset else ()


def _outcome(outcome: Outcome) -> Outcome:
    return Branch(pruned(outcome.rules)) if isinstance(outcome, Branch) else outcome
