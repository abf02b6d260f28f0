"""Rules that mean nothing: one error says where and why."""

from __future__ import annotations

import struct
from base64 import b64encode
from typing import Any

import pytest

from smithwright.plan.endpoints import (
    DIAGRAM,
    plan_endpoints,
    rules_of_diagram,
    rules_of_rule_set,
)
from smithwright.plan.endpoints.places import RulesError
from smithwright.plan.plan_error import PlanError
from smithy_parser import ServiceShape, load_model

TEXT = {"type": "string", "documentation": "d"}


# Any: rule sets are JSON of any form.
def rule_set(rule: Any, version: str = "1.0") -> Any:
    return {
        "version": version,
        "parameters": {
            "Region": TEXT,
            "Name": {**TEXT, "required": True},
            "Flag": {"type": "boolean", "required": True, "default": False},
        },
        "rules": [rule],
    }


def asked(function: str, *arguments: Any, assign: str | None = None) -> Any:
    named = {"assign": assign} if assign else {}
    condition = {"fn": function, "argv": list(arguments), **named}
    end = {"url": "https://a.example"}
    return {"type": "endpoint", "conditions": [condition], "endpoint": end}


def endpoint(url: Any, **other: Any) -> Any:
    return {"type": "endpoint", "conditions": [], "endpoint": {"url": url, **other}}


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            asked("isSat", {"ref": "Name"}),
            "rules[0].conditions[0]: there is no function 'isSat'; "
            "did you mean 'isSet'?",
        ),
        (
            asked("isSet", {"ref": "Nome"}),
            "rules[0].conditions[0]: 'Nome' is no parameter and nothing assigned; "
            "did you mean 'Name'?",
        ),
        (
            asked("parseURL", {"ref": "Flag"}),
            "rules[0].conditions[0]: Flag is a flag, no text",
        ),
        (
            asked("not", {"ref": "Flag"}, True),
            "rules[0].conditions[0]: not takes 1 arguments",
        ),
        (
            asked("getAttr", {"ref": "Name"}, "scheme"),
            "rules[0].conditions[0]: Name has no attribute 'scheme'",
        ),
        (
            asked("getAttr", {"ref": "Name"}, "a[0].b"),
            "rules[0].conditions[0].argv[1]: 'a[0].b' is no path",
        ),
        (
            asked("coalesce", {"ref": "Region"}, True),
            "rules[0].conditions[0]: coalesce does not take these arguments",
        ),
        (
            asked("isSet", {"reference": "Name"}),
            "rules[0].conditions[0].argv[0]: is no text, boolean, integer, "
            "reference or function",
        ),
        (
            endpoint("https://{Region}.example"),
            "rules[0]: Region may not be set where it is used",
        ),
        (
            endpoint("https://{Name.example"),
            "rules[0].endpoint.url: the brace in 'https://{Name.example' has no "
            "counterpart",
        ),
        (
            endpoint("https://{1}.example"),
            "rules[0].endpoint.url: '{1}' holds no reference",
        ),
        (
            endpoint({"ref": "Flag"}),
            "rules[0]: Flag is a flag, no text",
        ),
        (
            endpoint("https://a.example", headers={"a": "b"}),
            "rules[0].endpoint.headers.a: has to be a list",
        ),
        (
            endpoint("https://a.example", properties={"authSchemes": [{}]}),
            "rules[0].endpoint.properties.authSchemes[0]: has no 'name'",
        ),
        (
            {"type": "three", "conditions": []},
            "rules[0].type: 'three' is none of endpoint, error, tree",
        ),
        ("rule", "rules[0]: has to be an object"),
    ],
)
def test_rule_that_means_nothing_is_refused(rule: Any, message: str) -> None:
    with pytest.raises(RulesError) as caught:
        rules_of_rule_set(rule_set(rule))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("parameter", "message"),
    [
        (
            {"type": "number"},
            "parameters.P.type: 'number' is none of string, boolean, stringArray",
        ),
        ({}, "parameters.P: has no 'type'"),
        (
            {"type": "string", "default": "a"},
            "parameters.P: has a default, so it has to be required",
        ),
        (
            {"type": "string", "required": True, "default": True},
            "parameters.P.default: has to be a string",
        ),
    ],
)
def test_parameter_that_means_nothing_is_refused(parameter: Any, message: str) -> None:
    rules: Any = {"version": "1.0", "parameters": {"P": parameter}, "rules": []}
    with pytest.raises(RulesError) as caught:
        rules_of_rule_set(rules)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": "1.0"}, "version: '1.0' is none of 1.1, 1.2, 1.3"),
        ({"nodes": "%"}, "nodes: is no base64"),
        ({"nodeCount": 2}, "nodes: has 12 bytes, which are not 2 nodes"),
        ({"root": -5}, "root: has to be -1, or positive"),
        ({"root": 2}, "root: leads to 2, which does not exist"),
        ({"root": 100_000_001}, "root: leads to 100000001, which does not exist"),
        (
            {"nodeCount": 2, "nodes": "/////wAAAAH/////AAAAAAAAAAH/////"},
            "nodes[1]: has a condition that does not exist",
        ),
    ],
)
def test_diagram_that_leads_nowhere_is_refused(change: Any, message: str) -> None:
    diagram: Any = {
        "version": "1.1",
        "parameters": {},
        "conditions": [],
        "results": [],
        "root": -1,
        "nodeCount": 1,
        "nodes": "/////wAAAAH/////",
    }
    with pytest.raises(RulesError) as caught:
        rules_of_diagram({**diagram, **change})
    assert str(caught.value).startswith(message)


def test_diagram_that_is_too_deep_is_refused() -> None:
    count = 3_000
    conditions = [
        {"fn": "stringEquals", "argv": [{"ref": "Name"}, str(number)]}
        for number in range(count)
    ]
    nodes = [(-1, 1, -1), *((n, 100_000_001, n + 3) for n in range(count - 1))]
    nodes.append((count - 1, 100_000_001, -1))
    diagram: Any = {
        "version": "1.1",
        "parameters": {"Name": {**TEXT, "required": True}},
        "conditions": conditions,
        "results": [endpoint("https://a.example")],
        "root": 2,
        "nodeCount": len(nodes),
        "nodes": b64encode(b"".join(struct.pack(">iii", *n) for n in nodes)).decode(),
    }
    service: Any = {"type": "service", "version": "1", "traits": {DIAGRAM: diagram}}
    model = load_model({"smithy": "2.0", "shapes": {"a#Service": service}})
    shape = model["a#Service"]
    assert isinstance(shape, ServiceShape)
    with pytest.raises(PlanError, match="more in a row than can be followed"):
        plan_endpoints(shape)


def test_diagram_that_leads_back_to_itself_is_refused() -> None:
    diagram: Any = {
        "version": "1.1",
        "parameters": {"Flag": {"type": "boolean", "required": True}},
        "conditions": [{"fn": "booleanEquals", "argv": [{"ref": "Flag"}, True]}],
        "results": [],
        "root": 2,
        "nodeCount": 2,
        "nodes": "/////wAAAAH/////AAAAAAAAAAIAAAAB",
    }
    with pytest.raises(RulesError, match="leads back to itself"):
        rules_of_diagram(diagram)
