"""The cases of botocore's source distribution: every one, or a fixed sample.

Each rule set is asked as it is, and as a decision diagram.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from smithwright.plan.endpoints import (
    EndpointRules,
    rules_of_diagram,
    rules_of_rule_set,
)
from smithwright.rendering.endpoints import rules_text
from tests.endpoints.cases import (
    Case,
    botocore_cases,
    botocore_rules,
    botocore_services,
    expected,
    outcome,
)
from tests.endpoints.diagrams import diagram_of
from tests.endpoints.modules import endpoints_package

SAMPLED = 8
"""Of so many services in a row one is in the sample, and with it these."""

ALWAYS = ("dynamodb", "kinesis", "s3", "s3control", "sts")


def _as_diagram(rule_set: Any) -> EndpointRules:
    return rules_of_diagram(diagram_of(rule_set))


FORMS = pytest.mark.parametrize(
    "plan", [rules_of_rule_set, _as_diagram], ids=["rule set", "diagram"]
)


def _failures(
    services: list[str],
    plan: Callable[[Any], EndpointRules],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Case, object]]:
    with endpoints_package(tmp_path_factory.mktemp("endpoints")) as package:
        for service in services:
            text = rules_text(plan(botocore_rules(service)), service)
            module = package.add(service, text)
            for case in botocore_cases(service):
                found = outcome(module, case.parameters)
                if found != expected(case):
                    yield case, found


@FORMS
def test_endpoints_of_a_sample_of_services_are_botocores(
    plan: Callable[[Any], EndpointRules], tmp_path_factory: pytest.TempPathFactory
) -> None:
    services = sorted({*botocore_services()[::SAMPLED], *ALWAYS})
    assert sum(len(botocore_cases(service)) for service in services) >= 1_500
    assert list(_failures(services, plan, tmp_path_factory)) == []


@pytest.mark.conformance
@FORMS
def test_endpoints_of_every_service_are_botocores(
    plan: Callable[[Any], EndpointRules], tmp_path_factory: pytest.TempPathFactory
) -> None:
    services = botocore_services()
    assert sum(len(botocore_cases(service)) for service in services) >= 14_500
    assert list(_failures(services, plan, tmp_path_factory)) == []
