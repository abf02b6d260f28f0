"""Where requests go: a service's rules become values in terms of variables.

`reading` takes the traits apart, `rule_sets` and `diagrams` find out what has to be
asked, `kinds` and `division` make functions of what is said twice, or long.
"""

from __future__ import annotations

from dataclasses import replace

from smithwright.plan.endpoints.diagrams import plan_diagram
from smithwright.plan.endpoints.division import divided
from smithwright.plan.endpoints.kinds import with_kinds
from smithwright.plan.endpoints.places import Place, RulesError
from smithwright.plan.endpoints.reading import KINDS, read_diagram, read_rule_set
from smithwright.plan.endpoints.rule_sets import plan_rule_set
from smithwright.plan.endpoints.values import EndpointRules
from smithwright.plan.plan_error import PlanError
from smithy_parser import Node, ServiceShape

RULE_SET = "smithy.rules#endpointRuleSet"
DIAGRAM = "smithy.rules#endpointBdd"
SETTINGS = "smithy.rules#clientContextParams"

__all__ = [
    "DIAGRAM",
    "RULE_SET",
    "EndpointRules",
    "has_endpoint_rules",
    "plan_endpoints",
    "rules_of_diagram",
    "rules_of_rule_set",
]


def has_endpoint_rules(service: ServiceShape) -> bool:
    """Returns whether a service says where its endpoints are."""
    return RULE_SET in service.traits or DIAGRAM in service.traits


def plan_endpoints(service: ServiceShape) -> EndpointRules | None:
    """Returns what decides on a service's endpoints, None if nothing does.

    Of a service that has both, the rule set is taken, which reads better.

    Raises:
        PlanError: The rules mean nothing.
    """
    for trait, plan in ((RULE_SET, rules_of_rule_set), (DIAGRAM, rules_of_diagram)):
        if trait in service.traits:
            try:
                return _with_settings(plan(service.traits[trait]), service)
            except RulesError as error:
                raise PlanError(service, f"{trait}: {error}") from error
            except RecursionError as error:
                reason = "asks more in a row than can be followed"
                raise PlanError(service, f"{trait}: {reason}") from error
    return None


def _with_settings(rules: EndpointRules, service: ServiceShape) -> EndpointRules:
    """Returns rules that know which of their parameters are a client's settings."""
    place = Place(service.traits.get(SETTINGS, {}), SETTINGS)
    known = {each.name: each for each in rules.parameters}
    for name, stated in place.entries():
        kind = KINDS.get(stated.entry("type").text().lower())
        if name not in known:
            stated.refuse(f"{name!r} is no parameter of the rules")
        if known[name].type.kind is not kind:
            stated.refuse(f"{name!r} has another type in the rules")
        known[name] = replace(known[name], is_setting=True)
    return replace(rules, parameters=tuple(known.values()))


def rules_of_rule_set(node: Node) -> EndpointRules:
    """Returns what a value of `smithy.rules#endpointRuleSet` decides.

    Raises:
        RulesError: It means nothing.
    """
    return divided(with_kinds(plan_rule_set(read_rule_set(node))))


def rules_of_diagram(node: Node) -> EndpointRules:
    """Returns what a value of `smithy.rules#endpointBdd` decides.

    Raises:
        RulesError: It means nothing.
    """
    return divided(with_kinds(plan_diagram(read_diagram(node))))
