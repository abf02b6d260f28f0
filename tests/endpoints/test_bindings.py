"""Parameters that operations give: their inputs, constants and paths into inputs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from smithwright.models.selection import Closure, select
from smithwright.plan.endpoints import EndpointRules, plan_endpoints
from smithwright.plan.endpoints.bindings import plan_bindings
from smithwright.plan.plan_error import PlanError
from smithwright.rendering.endpoints import endpoints_text
from smithwright.sources import resolve
from smithwright.writing.endpoints.bindings import parameters_given
from smithy_parser import Document, load_model
from tests.endpoints.cases import Case, botocore_cases, expected, outcome_of
from tests.endpoints.modules import with_client_runtime
from tests.support.inline import model_of
from tests.support.packages import files_of, importing_from, plan_package, write_files

SERVICES = (
    "dynamodb",
    "events",
    "kinesis",
    "opensearchmemory",
    "s3",
    "s3control",
    "sts",
)
"""Those whose cases say which calls of operations they are of."""


def _rules(closure: Closure) -> EndpointRules:
    rules = plan_endpoints(closure.service)
    assert rules is not None
    return rules


def _bindings_text(closure: Closure, package: str) -> str:
    """Returns a module with a function for each operation, by its own name."""
    rules = _rules(closure)
    lines = ["from __future__ import annotations\n"]
    for operation in closure.operations:
        name = operation.id.name
        lines.append(f"from {package} import {name}Input\n")
    for operation in closure.operations:
        name = operation.id.name
        given = parameters_given(plan_bindings(closure.model, operation, rules))
        lines.append(f"def {name}(value: {name}Input) -> dict[str, object]:")
        lines.append(f"    return {given}\n")
    return "\n".join(lines)


def _write(closure: Closure, name: str, folder: Path) -> None:
    write_files(files_of(plan_package(closure, name)), folder / name)
    with_client_runtime(folder / name)
    text = endpoints_text(closure)
    assert text is not None
    (folder / name / "endpoints.py").write_text(text, "utf-8")
    bindings = _bindings_text(closure, name)
    (folder / name / "bindings.py").write_text(bindings, "utf-8")


def _calls(service: str) -> Iterator[tuple[Case, dict[str, Any]]]:
    for case in botocore_cases(service):
        for call in case.inputs:
            yield case, dict(call)


def _found(package: ModuleType, call: dict[str, Any]) -> Any:
    """Returns what a call of an operation leads to."""
    endpoints = import_module(f"{package.__name__}.endpoints")
    bindings = import_module(f"{package.__name__}.bindings")
    name = call["operationName"]
    input_type = getattr(package, f"{name}Input")
    value = input_type.from_dict(call.get("operationParams", {}))
    built_ins = call.get("builtInParams", {})
    settings = call.get("clientParams", {})
    given = {endpoints.BUILT_INS[key]: item for key, item in built_ins.items()}
    given |= {endpoints.PARAMETERS[key]: item for key, item in settings.items()}
    own = getattr(bindings, name)(value)
    given |= {key: item for key, item in own.items() if item is not None}
    return outcome_of(endpoints, given)


@pytest.mark.parametrize("service", SERVICES)
def test_calls_lead_where_botocores_cases_say(service: str, tmp_path: Path) -> None:
    document = resolve(f"botocore:{service}", tmp_path)
    model = load_model(Document(document.name, document.data))
    named = {call["operationName"] for _, call in _calls(service)}
    name = f"bound_{service}"
    _write(select(model, None, named, service), name, tmp_path)
    with importing_from(tmp_path):
        package = import_module(name)
        failures = [
            (str(case), call, found)
            for case, call in _calls(service)
            if (found := _found(package, call)) != expected(case)
        ]
    assert failures == []


MODEL = """
@restJson1
@smithy.rules#endpointRuleSet({
    version: "1.0"
    parameters: {
        Name: { type: "string", documentation: "d" }
        Names: { type: "stringArray", documentation: "d" }
        Flag: { type: "boolean", documentation: "d" }
    }
    rules: [{ conditions: [], type: "endpoint", endpoint: { url: "https://a.b" } }]
})
service Service {
    version: "1"
    operations: [Act]
}

BINDING
@http(method: "POST", uri: "/")
operation Act {
    input: ActInput
}

structure ActInput {
    MEMBER
    name: String
    deep: Deep
    deeps: Deeps
    table: Table
    lists: Lists
}

structure Deep {
    name: String
    other: String
    deep: Deep
}

list Deeps { member: Deep }
map Table { key: String, value: Deep }
list Names { member: String }
list Lists { member: Names }
"""


def _model_text(binding: str, member: str = "") -> str:
    return MODEL.replace("BINDING", binding).replace("MEMBER", member)


def _path(parameter: str, path: str) -> str:
    return (
        f"@smithy.rules#operationContextParams({parameter}: {{ path: {path!r} }})"
    ).replace("'", '"')


VALUE = {
    "name": "n",
    "deep": {"name": "d", "deep": {"name": "dd"}},
    "deeps": [{"name": "x", "other": "y"}, {}, {"other": "z", "deep": {"name": "v"}}],
    "table": {"k": {"name": "kn"}, "l": {}},
    "lists": [["a", "b"], [], ["c"]],
}


@pytest.mark.parametrize(
    ("parameter", "path", "expected_value"),
    [
        ("Name", "name", "n"),
        ("Name", "deep.deep.name", "dd"),
        ("Name", "deep.other", None),
        ("Name", "deep.deep.deep.name", None),
        ("Names", "deeps[*].name", ["x"]),
        ("Names", "deeps[*].deep.name", ["v"]),
        ("Names", "deeps[*].[name, other][]", ["x", "y", "z"]),
        ("Names", "keys(table)", ["k", "l"]),
        ("Names", "table.*.name", ["kn"]),
        ("Names", "lists[]", ["a", "b", "c"]),
        ("Names", "lists[*][]", ["a", "b", "c"]),
        ("Names", "[name, deep.name]", ("n", "d")),
    ],
)
def test_path_finds_what_jmespath_says(
    tmp_path: Path, parameter: str, path: str, expected_value: object
) -> None:
    closure = select(model_of(_model_text(_path(parameter, path))))
    name = f"package_of_{tmp_path.name}"
    _write(closure, name, tmp_path)
    with importing_from(tmp_path):
        package = import_module(name)
        bindings = import_module(f"{name}.bindings")
    found = bindings.Act(package.ActInput.from_dict(VALUE))
    assert found == {parameter.lower(): expected_value}
    empty = bindings.Act(package.ActInput())
    assert empty[parameter.lower()] in (None, (None, None))


@pytest.mark.parametrize(
    ("binding", "member", "message"),
    [
        (
            _path("Name", "deep.nome"),
            "",
            "'deep.nome' leads nowhere: example#Deep has no 'nome'",
        ),
        (_path("Name", "name["), "", "'name[' is no path"),
        (_path("Name", "name.deep"), "", "'name.deep' looks for 'deep' where no"),
        (_path("Name", "name[*]"), "", "'name[*]' needs a list where none is"),
        (_path("Name", "keys(name)"), "", "'keys(name)' needs a map where none is"),
        (_path("Name", "length(name)"), "", "'length(name)' has more of JMESPath"),
        (_path("Names", "name"), "", "'Names' is set to something that is no texts"),
        (_path("Nome", "name"), "", "'Nome' is no parameter of the service's"),
        (
            '@smithy.rules#staticContextParams(Flag: { value: "a" })',
            "",
            "'Flag' is set to something that is no flag",
        ),
        (
            "",
            '@smithy.rules#contextParam(name: "Flag")',
            "'Flag' is set to something that is no flag",
        ),
    ],
)
def test_parameter_that_cannot_be_set_is_refused(
    binding: str, member: str, message: str
) -> None:
    closure = select(model_of(_model_text(binding, member)))
    with pytest.raises(PlanError) as caught:
        plan_bindings(closure.model, closure.operations[0], _rules(closure))
    assert message in str(caught.value)
    assert "example#Act" in str(caught.value)


def test_constant_wins_over_member_and_member_over_path(tmp_path: Path) -> None:
    closure = select(
        model_of(
            _model_text(
                "@smithy.rules#staticContextParams(Flag: { value: true })\n"
                + _path("Name", "deep.name"),
                '@smithy.rules#contextParam(name: "Name")',
            )
        )
    )
    bindings = plan_bindings(closure.model, closure.operations[0], _rules(closure))
    assert parameters_given(bindings).text == '{"name": value.name, "flag": True}'
