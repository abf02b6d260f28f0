"""A decision diagram as rules: an `if` for each junction, a function for a shared one.

https://smithy.io/2.0/additional-specs/rules-engine/specification.html
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Final

from smithwright.plan.endpoints.conditions import narrowed
from smithwright.plan.endpoints.descriptions import asking
from smithwright.plan.endpoints.inference import Scope
from smithwright.plan.endpoints.junctions import simplest
from smithwright.plan.endpoints.merging import known_type, merged
from smithwright.plan.endpoints.names import Variables
from smithwright.plan.endpoints.outcomes import typed_outcome
from smithwright.plan.endpoints.places import RulesError
from smithwright.plan.endpoints.pruning import pruned, without_unread
from smithwright.plan.endpoints.reading import RESULTS, Diagram
from smithwright.plan.endpoints.routes import Routes, routes_of, step_at
from smithwright.plan.endpoints.values import (
    NO_MATCH,
    Branch,
    Continuation,
    Endpoint,
    EndpointRules,
    Failure,
    Function,
    Kind,
    Rule,
    Type,
)
from smithwright.plan.identifiers import Identifier

# A name that no way to a function assigns; nothing reads it there.
_UNKNOWN: Final = Identifier("unknown")
_UNSET: Final = Type(Kind.TEXT, may_be_unset=True)

_NOWHERE: Final = (Rule((), NO_MATCH),)


def plan_diagram(stated: Diagram) -> EndpointRules:
    """Returns the rules that a diagram amounts to.

    Raises:
        RulesError: Something in it means nothing.
    """
    variables = Variables()
    parameters = tuple(variables.of_parameters(stated.parameters))
    scope = Scope(
        {each.name: each.variable for each in parameters},
        {each.variable: each.type for each in parameters},
        assignable=frozenset(c.assign for c in stated.conditions if c.assign),
    )
    walk = _Walk(stated, routes_of(stated), variables)
    rules = walk.rules(stated.root, scope)
    functions = [
        walk.function(reference)
        for reference in walk.routes.shared
        if reference in walk.ways
    ]
    planned = EndpointRules(parameters, pruned(rules), tuple(functions))
    return without_unread(planned)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through a diagram from above, so that all ways to a place are known."""

    diagram: Diagram
    routes: Routes
    variables: Variables
    ways: dict[int, list[Scope]] = field(
        default_factory=lambda: defaultdict[int, list[Scope]](list)
    )
    """What is known on each way to a shared junction."""
    names: dict[int, Identifier] = field(default_factory=dict[int, Identifier])

    def function(self, reference: int) -> Function:
        """Returns the function of a shared junction, once all ways are known."""
        scope = merged(self.ways[reference])
        return Function(
            self._name(reference),
            "Decides where several ways meet.",
            tuple(
                (scope.names.get(name, _UNKNOWN), known_type(scope, name) or _UNSET)
                for name in self.routes.read[reference]
            ),
            pruned(self._asked(reference, scope)),
        )

    def rules(self, reference: int, scope: Scope) -> tuple[Rule, ...]:
        """Returns what a reference leads to."""
        if abs(reference) == 1 or reference == RESULTS:
            return _NOWHERE
        if reference > RESULTS:
            return (Rule((), self._result(reference - RESULTS - 1, scope)),)
        if reference not in self.routes.shared:
            return self._asked(reference, scope)
        self.ways[reference].append(scope)
        read = self.routes.read[reference]
        arguments = tuple(scope.names.get(name) for name in read)
        return (Rule((), Continuation(self._name(reference), arguments)),)

    def _asked(self, reference: int, scope: Scope) -> tuple[Rule, ...]:
        """Returns the rules of the junction that a reference leads to."""
        step = step_at(self.diagram, reference)
        assert step is not None
        stated = self.diagram.conditions[step.condition]
        asked = narrowed([stated], scope, self.variables.assigned)
        if asked is None:
            return self.rules(step.otherwise, scope)
        conditions, inner = asked
        then = self.rules(step.then, inner)
        if not conditions:
            return then
        rule = Rule(conditions, Branch(then))
        if rule.always_decides:
            return (rule,)
        if (question := rule.only_question) is not None:
            scope = scope.knowing(question, False)
        return simplest(conditions, then, self.rules(step.otherwise, scope))

    def _result(self, number: int, scope: Scope) -> Endpoint | Failure:
        result = self.diagram.results[number]
        try:
            if result.conditions or isinstance(result.outcome, tuple):
                raise RulesError("a result of a diagram has no conditions or rules")
            return typed_outcome(result.outcome, scope)
        except RulesError as error:
            raise RulesError(f"{result.path}: {error}") from None

    def _name(self, reference: int) -> Identifier:
        """Returns the name of a shared junction's function: what it asks first."""
        known = self.names.get(reference)
        if known is not None:
            return known
        step = step_at(self.diagram, reference)
        assert step is not None
        condition = self.diagram.conditions[step.condition]
        wanted = f"_{asking(condition.value, condition.assign)}"
        numbered = (f"{wanted}_{number}" for number in count(2))
        taken = {name.text for name in self.names.values()}
        found = next(n for n in chain((wanted,), numbered) if n not in taken)
        self.names[reference] = Identifier(found)
        return self.names[reference]
