"""The text of a service's module of endpoints."""

from __future__ import annotations

from smithwright.models.selection import Closure
from smithwright.plan.endpoints import EndpointRules, plan_endpoints
from smithwright.plan.traits import service_id
from smithwright.rendering.render import own_text
from smithwright.writing.endpoints.module import write_endpoints


def endpoints_text(closure: Closure) -> str | None:
    """Returns the module's text, None for a service without rules for endpoints.

    Raises:
        PlanError: The rules mean nothing.
    """
    rules = plan_endpoints(closure.service)
    if rules is None:
        return None
    return rules_text(rules, service_id(closure.service))


def rules_text(rules: EndpointRules, service: str) -> str:
    """Returns the module's text.

    Args:
        rules: What decides.
        service: What the service is called.
    """
    module = write_endpoints(rules, service)
    return own_text("endpoints.py.jinja", module=module)
