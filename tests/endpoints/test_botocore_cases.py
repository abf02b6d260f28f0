"""The cases of botocore's source distribution: every one, or a fixed sample."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from smithwright.plan.endpoints import rules_of_rule_set
from smithwright.rendering.endpoints import rules_text
from tests.endpoints.cases import (
    Case,
    botocore_cases,
    botocore_rules,
    botocore_services,
    expected,
    outcome,
)
from tests.endpoints.modules import Endpoints, endpoints_package

SAMPLED = 8
"""Of so many services in a row one is in the sample, and with it S3 and its like."""

ALWAYS = ("dynamodb", "kinesis", "s3", "s3control", "sts")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoints]:
    with endpoints_package(tmp_path_factory.mktemp("endpoints")) as package:
        yield package


def _failures(package: Endpoints, service: str) -> Iterator[tuple[Case, object]]:
    rules = rules_of_rule_set(botocore_rules(service))
    module = package.add(service, rules_text(rules, service))
    for case in botocore_cases(service):
        found = outcome(module, case.parameters)
        if found != expected(case):
            yield case, found


def test_endpoints_of_a_sample_of_services_are_botocores(package: Endpoints) -> None:
    services = sorted({*botocore_services()[::SAMPLED], *ALWAYS})
    assert sum(len(botocore_cases(service)) for service in services) >= 1_500
    assert [each for name in services for each in _failures(package, name)] == []


@pytest.mark.conformance
def test_endpoints_of_every_service_are_botocores(package: Endpoints) -> None:
    services = botocore_services()
    assert sum(len(botocore_cases(service)) for service in services) >= 14_500
    assert [each for name in services for each in _failures(package, name)] == []
