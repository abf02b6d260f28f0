"""Names that nothing reads are not given, and values not passed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import compress

from smithwright.plan.endpoints.values import (
    Assigns,
    Branch,
    Condition,
    Continuation,
    EndpointRules,
    Function,
    Holds,
    IsSet,
    Kind,
    Outcome,
    Rule,
)
from smithwright.plan.endpoints.variables import used_in
from smithwright.plan.identifiers import Identifier


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


def without_unread(rules: EndpointRules) -> EndpointRules:
    """Returns rules whose functions take only what they read.

    Args:
        rules: The rules; a function goes on with those after it only.
    """
    read: dict[Identifier, tuple[bool, ...]] = {}
    functions: list[Function] = []
    for function in reversed(rules.functions):
        body = _passing(function.rules, read)
        names = used_in(body)
        kept = tuple(name in names for name, _ in function.variables)
        read[function.name] = kept
        variables = tuple(compress(function.variables, kept))
        functions.append(replace(function, rules=body, variables=variables))
    return replace(
        rules,
        rules=_passing(rules.rules, read),
        functions=tuple(reversed(functions)),
    )


def _passing(
    rules: Iterable[Rule], read: Mapping[Identifier, tuple[bool, ...]]
) -> tuple[Rule, ...]:
    return tuple(Rule(each.conditions, _passed(each.outcome, read)) for each in rules)


def _passed(outcome: Outcome, read: Mapping[Identifier, tuple[bool, ...]]) -> Outcome:
    match outcome:
        case Branch(rules):
            return Branch(_passing(rules, read))
        case Continuation(function, arguments):
            kept = tuple(compress(arguments, read[function]))
            return Continuation(function, kept)
        case _:
            return outcome
