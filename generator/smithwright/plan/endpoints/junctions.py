"""The rules that a junction of a diagram amounts to, as plain as they can be."""

from __future__ import annotations

from dataclasses import replace

from smithwright.plan.endpoints.values import (
    Assigns,
    Branch,
    Condition,
    Failure,
    Holds,
    IsSet,
    Rule,
)


def simplest(
    conditions: tuple[Condition, ...],
    then: tuple[Rule, ...],
    otherwise: tuple[Rule, ...],
) -> tuple[Rule, ...]:
    """Returns rules that go one way if conditions hold, and another if not.

    Both ways always decide.
    """
    if then == otherwise:
        return otherwise
    first = then[0]
    if len(then) > 1 and then[1:] == otherwise:
        joint = (*conditions, *first.conditions)
        return (Rule(joint, first.outcome), *otherwise)
    opposite = _opposite(conditions)
    if opposite is not None:
        alternative = otherwise[0]
        if len(otherwise) > 1 and otherwise[1:] == then:
            joint = (opposite, *alternative.conditions)
            return (Rule(joint, alternative.outcome), *then)
        if isinstance(alternative.outcome, Failure) and not alternative.conditions:
            return (Rule((opposite,), alternative.outcome), *then)
    if len(then) == 1:
        joint = (*conditions, *first.conditions)
        return (Rule(joint, first.outcome), *otherwise)
    return (Rule(conditions, Branch(then)), *otherwise)


def _opposite(conditions: tuple[Condition, ...]) -> Holds | IsSet | None:
    match conditions:
        case [only] if not isinstance(only, Assigns):
            return replace(only, negated=not only.negated)
        case _:
            return None
