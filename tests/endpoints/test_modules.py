"""Modules of endpoints: where their rules come from, and what type checkers say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from smithwright.models.pull import pull_model
from smithwright.models.selection import Closure, select
from smithwright.plan.endpoints import rules_of_diagram, rules_of_rule_set
from smithwright.rendering.endpoints import endpoints_text, rules_text
from smithwright.sources import resolve
from smithy_parser import Document, load_model
from tests.endpoints.cases import botocore_rules
from tests.endpoints.diagrams import diagram_of
from tests.endpoints.modules import PACKAGE, Endpoints, endpoints_package
from tests.support.inline import model_of
from tests.support.type_checkers import CHECKERS, findings


def _closure(text: str) -> Closure:
    return select(load_model(Document("pulled.json", text.encode())))


def test_pulled_model_has_the_endpoints_of_the_whole_one(tmp_path: Path) -> None:
    spec = "botocore:events"
    document = resolve(spec, tmp_path)
    whole = select(load_model(Document(document.name, document.data)))
    pulled = pull_model(spec, None, ["PutEvents"], tmp_path)
    assert pulled == pull_model(spec, None, ["PutEvents"], tmp_path)
    text = endpoints_text(_closure(pulled))
    assert text is not None
    assert text == endpoints_text(whole)


def test_service_without_rules_has_no_module_of_endpoints(tmp_path: Path) -> None:
    pulled = json.loads(pull_model("botocore:events", None, ["PutEvents"], tmp_path))
    for shape in pulled["shapes"].values():
        shape.get("traits", {}).pop("smithy.rules#endpointRuleSet", None)
    assert endpoints_text(_closure(json.dumps(pulled))) is None


def test_texts_of_a_model_stay_texts(tmp_path: Path) -> None:
    hostile = '"); raise SystemExit; ("{{}}\\\n'
    text = endpoints_text(select(model_of("""
                @restJson1
                @smithy.rules#endpointRuleSet({
                    version: "1.0"
                    parameters: {
                        Name: { type: "string", documentation: HOSTILE }
                    }
                    rules: [
                        {
                            type: "endpoint"
                            conditions: [
                                { fn: "isSet", argv: [{ ref: "Name" }] }
                                { fn: "stringEquals", argv: [{ ref: "Name" }, HOSTILE] }
                            ]
                            endpoint: {
                                url: "https://{Name}"
                                headers: { HOSTILE: [HOSTILE] }
                                properties: { HOSTILE: { HOSTILE: [HOSTILE] } }
                            }
                        }
                        { type: "error", conditions: [], error: HOSTILE }
                    ]
                })
                service Service { version: "1", operations: [Act] }
                @http(method: "POST", uri: "/")
                operation Act {}
                """.replace("HOSTILE", json.dumps(hostile)))))
    assert text is not None
    plain = hostile.replace("{{}}", "{}")
    with endpoints_package(tmp_path) as package:
        module = package.add("hostile", text)
        endpoint = module.resolve_endpoint(name=plain)
        with pytest.raises(ValueError, match=re.escape(plain)):
            module.resolve_endpoint()
    assert endpoint.url == f"https://{plain}"
    assert endpoint.headers == {hostile: (plain,)}
    assert endpoint.properties == {hostile: {hostile: (plain,)}}


@pytest.mark.conformance
@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checkers_find_nothing(tmp_path: Path, checker: str) -> None:
    endpoints = Endpoints(tmp_path)
    for service in ("connect", "dynamodb", "kinesis", "s3", "s3control"):
        rules = botocore_rules(service)
        text = rules_text(rules_of_rule_set(rules), service)
        endpoints.written(service, text)
        text = rules_text(rules_of_diagram(diagram_of(rules)), service)
        endpoints.written(f"{service}_diagram", text)
    assert findings(checker, tmp_path, [PACKAGE]) == ""
