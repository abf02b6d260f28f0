"""Smithy's own rule sets with their tests, and models whose rules are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from smithwright.plan.endpoints import (
    RULE_SET,
    EndpointRules,
    plan_endpoints,
    rules_of_diagram,
)
from smithwright.plan.plan_error import PlanError
from smithwright.rendering.endpoints import rules_text
from smithy_parser import Document, ServiceShape, load_model
from tests.endpoints.cases import cases_of, expected, outcome
from tests.endpoints.diagrams import diagram_of
from tests.endpoints.modules import Endpoints, endpoints_package
from tests.parser.conftest import find_smithy

TESTS = "smithy.rules#endpointTests"
VALID = (
    "smithy-rules-engine-tests/src/main/resources/META-INF/smithy",
    "smithy-rules-engine/src/test/resources/software/amazon/smithy/rulesengine"
    "/language/errorfiles/valid",
    "smithy-aws-endpoints/src/test/resources/software/amazon/smithy/rulesengine/aws"
    "/language/functions/errorfiles/valid",
)
WRONG_DIAGRAMS = (
    "smithy-rules-engine/src/test/resources/software/amazon/smithy/rulesengine/traits"
    "/errorfiles/bdd"
)


@pytest.fixture(scope="module")
def smithy(pytestconfig: pytest.Config) -> Path:
    root = find_smithy(pytestconfig)
    if root is None:
        pytest.skip("no Smithy checkout (--smithy-root)")
    return root


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoints]:
    with endpoints_package(tmp_path_factory.mktemp("endpoints")) as package:
        yield package


def _services(folder: Path) -> Iterator[tuple[str, ServiceShape]]:
    for path in sorted(folder.glob("*.smithy")):
        model = load_model(Document(path.name, path.read_bytes()))
        for service in model.shapes.values():
            if isinstance(service, ServiceShape):
                yield f"{folder.parent.name}_{path.stem}", service


def _check(package: Endpoints, name: str, service: ServiceShape, as_what: str) -> int:
    rules = _rules(service, as_what)
    module = package.add(f"{name}_{as_what}", rules_text(rules, name))
    tests = service.traits.get(TESTS, {})
    assert isinstance(tests, dict)
    cases = list(cases_of(name, tests))
    for case in cases:
        assert outcome(module, case.parameters) == expected(case), case
    return len(cases)


def _rules(service: ServiceShape, as_what: str) -> EndpointRules:
    if as_what == "diagram":
        node = service.traits[RULE_SET]
        assert isinstance(node, dict)
        return rules_of_diagram(diagram_of(node))
    rules = plan_endpoints(service)
    assert rules is not None
    return rules


@pytest.mark.parametrize("as_what", ["rule_set", "diagram"])
def test_rules_of_smithy_decide_what_their_tests_say(
    smithy: Path, package: Endpoints, as_what: str
) -> None:
    seen = 0
    for folder in VALID:
        for name, service in _services(smithy / folder):
            if RULE_SET in service.traits:
                seen += _check(package, name, service, as_what)
    assert seen > 80


def test_diagrams_that_smithy_refuses_are_refused(smithy: Path) -> None:
    services = list(_services(smithy / WRONG_DIAGRAMS))
    assert len(services) > 2
    for name, service in services:
        with pytest.raises(PlanError, match=r"smithy\.rules#endpointBdd"):
            raise AssertionError(name, plan_endpoints(service))
