"""How long rules are going to be."""

from __future__ import annotations

from smithwright.plan.endpoints.values import (
    Branch,
    Continuation,
    Endpoint,
    EndpointOfKind,
    Outcome,
    Rule,
)


def lines_of(rule: Rule) -> int:
    """Returns about how many lines a rule takes."""
    return len(rule.conditions) + lines(rule.outcome)


def lines(outcome: Outcome) -> int:
    """Returns about how many lines an outcome takes."""
    match outcome:
        case Branch(rules):
            return sum(map(lines_of, rules))
        case Endpoint():
            parts = (*outcome.headers, *outcome.properties, *outcome.auth_schemes)
            return 2 + 3 * len(parts)
        case EndpointOfKind():
            return 3
        case Continuation(_, arguments):
            return 1 + len(arguments)
        case _:
            return 2
