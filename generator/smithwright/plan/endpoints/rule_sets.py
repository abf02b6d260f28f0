"""A rule set, with each question asked once on the way to an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from smithwright.plan.endpoints.conditions import narrowed
from smithwright.plan.endpoints.guards import guarded
from smithwright.plan.endpoints.inference import Scope
from smithwright.plan.endpoints.names import Variables
from smithwright.plan.endpoints.outcomes import typed_outcome
from smithwright.plan.endpoints.places import RulesError
from smithwright.plan.endpoints.pruning import pruned
from smithwright.plan.endpoints.reading import RuleSet, StatedRule
from smithwright.plan.endpoints.tables import untabled
from smithwright.plan.endpoints.values import (
    Branch,
    EndpointRules,
    Outcome,
    Rule,
)


def plan_rule_set(stated: RuleSet) -> EndpointRules:
    """Returns the rules with variables, types, and without what cannot happen.

    Raises:
        RulesError: Something in it means nothing.
    """
    variables = Variables()
    parameters = tuple(variables.of_parameters(stated.parameters))
    scope = Scope(
        {each.name: each.variable for each in parameters},
        {each.variable: each.type for each in parameters},
    )
    rules = _Narrowing(variables).rules(stated.rules, scope)
    return EndpointRules(parameters, pruned(untabled(rules)))


@dataclass(frozen=True, slots=True)
class _Narrowing:
    variables: Variables

    def rules(self, stated: Sequence[StatedRule], scope: Scope) -> tuple[Rule, ...]:
        """Returns the rules up to the first that always decides."""
        rules: list[Rule] = []
        index = 0
        while index < len(stated):
            count = _like_first(stated[index:])
            together = self._together(stated[index : index + count], scope)
            rule = together or self._rule(stated[index], scope)
            index += count if together else 1
            if rule is None:
                continue
            if not rule.conditions and isinstance(rule.outcome, Branch):
                return guarded((*rules, *rule.outcome.rules))
            rules.append(rule)
            if rule.always_decides:
                break
            if (question := rule.only_question) is not None:
                scope = scope.knowing(question, False)
        return guarded(tuple(rules))

    def _together(self, alike: Sequence[StatedRule], scope: Scope) -> Rule | None:
        """Returns one rule for several that ask the same first.

        None stands for rules that may leave the decision to those after them.
        """
        if len(alike) == 1:
            return None
        first = narrowed(alike[0].conditions[:1], scope, self.variables.assigned)
        if first is None:
            return None
        conditions, inner = first
        rest = [replace(each, conditions=each.conditions[1:]) for each in alike]
        rules = self.rules(rest, inner)
        if not any(rule.always_decides for rule in rules):
            return None
        return _flat(Rule(conditions, Branch(rules)))

    def _rule(self, stated: StatedRule, scope: Scope) -> Rule | None:
        """Returns a rule, None where its conditions cannot hold."""
        asked = narrowed(stated.conditions, scope, self.variables.assigned)
        if asked is None:
            return None
        conditions, inner = asked
        return _flat(Rule(conditions, self._outcome(stated, inner)))

    def _outcome(self, stated: StatedRule, scope: Scope) -> Outcome:
        try:
            if not isinstance(stated.outcome, tuple):
                return typed_outcome(stated.outcome, scope)
        except RulesError as error:
            raise RulesError(f"{stated.path}: {error}") from None
        return Branch(self.rules(stated.outcome, scope))


def _flat(rule: Rule) -> Rule:
    """Returns a rule without a branch that only has one way."""
    match rule.outcome:
        case Branch([only]) if only.always_decides:
            return Rule((*rule.conditions, *only.conditions), only.outcome)
        case _:
            return rule


def _like_first(rules: Sequence[StatedRule]) -> int:
    """Returns how many rules at the start ask the same first."""
    asked = [each.conditions[0] if each.conditions else None for each in rules]
    first = asked[0]
    if first is None:
        return 1
    same = (
        (first.value, first.assign) == (o.value, o.assign) if o else False
        for o in asked
    )
    return next((count for count, each in enumerate(same) if not each), len(asked))
