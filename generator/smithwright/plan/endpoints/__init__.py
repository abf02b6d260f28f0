"""Where requests go: a service's rules become values in terms of variables.

`reading` takes the trait apart, `rule_sets` finds out what has to be asked, `kinds` and
`division` make functions of what is said twice, or long.
"""

from __future__ import annotations

from smithwright.plan.endpoints.division import divided
from smithwright.plan.endpoints.kinds import with_kinds
from smithwright.plan.endpoints.places import RulesError
from smithwright.plan.endpoints.reading import read_rule_set
from smithwright.plan.endpoints.rule_sets import plan_rule_set
from smithwright.plan.endpoints.values import EndpointRules
from smithwright.plan.plan_error import PlanError
from smithy_parser import Node, ServiceShape

RULE_SET = "smithy.rules#endpointRuleSet"

__all__ = [
    "RULE_SET",
    "EndpointRules",
    "plan_endpoints",
    "rules_of_rule_set",
]


def plan_endpoints(service: ServiceShape) -> EndpointRules | None:
    """Returns what decides on a service's endpoints, None if nothing does.

    Raises:
        PlanError: The rules mean nothing.
    """
    if RULE_SET not in service.traits:
        return None
    try:
        return rules_of_rule_set(service.traits[RULE_SET])
    except RulesError as error:
        raise PlanError(service, f"{RULE_SET}: {error}") from error


def rules_of_rule_set(node: Node) -> EndpointRules:
    """Returns what a value of `smithy.rules#endpointRuleSet` decides.

    Raises:
        RulesError: It means nothing.
    """
    return divided(with_kinds(plan_rule_set(read_rule_set(node))))
