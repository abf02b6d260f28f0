"""Structures, enums and services that are larger than any known one."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

# Any: what a generated package makes has no static type here.
from typing import Any

import pytest

from tests.hugeness.models import chain, many_operations, wide
from tests.support.folders import lasting_folder
from tests.support.inline import ALL_PROTOCOLS, inline_package, model_of, package_of
from tests.support.type_checkers import CHECKERS, findings

pytestmark = pytest.mark.conformance

MEMBERS = 600
OPERATIONS = 800
LAST = f"Do{OPERATIONS - 1}"


def wide_package(
    protocol: str, members: int = MEMBERS, values: int = 500
) -> ModuleType:
    return inline_package(wide(members, values), protocol)


def service() -> ModuleType:
    return inline_package(many_operations(OPERATIONS))


def of_all_members(package: ModuleType) -> Any:
    held = (
        "text",
        1,
        datetime(2020, 1, 2, tzinfo=UTC),
        ("a", "b"),
        package.Kind("kind-7"),
        package.Inner(text="inside"),
    )
    members = package.Wide.__struct_fields__
    return package.Wide(**{m: held[n % len(held)] for n, m in enumerate(members)})


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_a_structure_of_many_members(protocol: str) -> None:
    package = wide_package(protocol)
    whole = of_all_members(package)
    assert len(whole.__struct_fields__) == MEMBERS
    value = package.ActInput(value=whole)
    assert package.ActInput.from_dict(value.to_dict()) == value
    assert whole.to_builder().build() == whole
    operation = package.OPERATIONS["Act"]
    body = operation.serialize(value, package.Config()).body
    if protocol not in ("awsQuery", "ec2Query"):
        response = package.HttpResponse(status=200, headers={}, body=body)
        assert operation.parse(response).value == whole


@pytest.mark.parametrize("protocol", ["restJson1", "restXml", "awsQuery"])
def test_each_of_many_members_is_checked(protocol: str) -> None:
    package = wide_package(protocol)
    members = package.Wide.__struct_fields__
    wrong = package.Wide(**dict.fromkeys(members, package.Inner(text=None)))
    value = package.ActInput(value=wrong)
    with pytest.raises(package.BuildError) as caught:
        value.make_operation(package.Config())
    paths = [problem.path.split(".")[1] for problem in caught.value.problems]
    assert paths == list(members)
    with pytest.raises(package.BuildError) as caught:
        value.make_operation(package.Config(validate="required"))
    paths = [problem.path for problem in caught.value.problems]
    assert paths == [f"value.member{number}.text" for number in range(5, MEMBERS, 6)]


@pytest.mark.parametrize("values", [500, 5_000])
def test_an_enum_of_many_values(values: int) -> None:
    package = wide_package("restJson1", 6, values)
    assert len(package.Kind) == values
    last = f"kind-{values - 1}"
    assert package.Kind(last) is getattr(package.Kind, f"KIND_{values - 1}")
    value = package.ActInput.from_dict({"value": {"member4": last}})
    assert value.value.member4 is package.Kind(last)
    assert package.Kind("kind-x") == "kind-x"


def run_in_service(statements: str) -> Any:
    """Returns what statements leave in `found`, in a fresh process, by way of JSON."""
    package = service()
    code = f"import json\n{statements}\nprint(json.dumps(found))"
    run = subprocess.run(
        [sys.executable, "-c", code.replace("PACKAGE", package.__name__)],
        cwd=Path(str(package.__file__)).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


_LOADED = """
import sys
found = sorted(name for name in sys.modules if name.startswith("PACKAGE."))
"""


def test_every_operation_of_a_large_service_works() -> None:
    package = service()
    assert len(package.OPERATIONS) == OPERATIONS
    for name in (f"Do{number}" for number in range(0, OPERATIONS, 97)):
        own = getattr(package, f"OwnDo{name[2:]}")(text=name)
        value = getattr(package, f"{name}Input")(own=own)
        request = value.make_operation(package.Config()).request
        assert request.target == f"/service/Service/operation/{name}"


def test_names_of_a_large_service_are_known_without_being_loaded() -> None:
    found = run_in_service(f"""
import rlcompleter, sys
import PACKAGE
completer = rlcompleter.Completer({{"p": PACKAGE}})
names = dir(PACKAGE)
found = [
    [f"Do{{number}}Input" in names for number in range({OPERATIONS})].count(False),
    f"OwnDo{OPERATIONS - 1}" in PACKAGE.__all__,
    len(PACKAGE.OPERATIONS),
    "{LAST}" in PACKAGE.OPERATIONS,
    sorted(name for name in sys.modules if name.startswith("PACKAGE.")),
    bool(completer.complete("p.{LAST}Inp", 0)),
]
""")
    assert found[:4] == [0, True, OPERATIONS, True]
    loaded = {name.partition(".")[2] for name in found[4]}
    assert {each for each in loaded if "_runtime" not in each} == {"operations"}
    assert found[5]


def test_one_operation_of_a_large_service_loads_no_other() -> None:
    request = f"""
from PACKAGE import {LAST}Input, Common, Config
{LAST}Input(common=Common(text="a")).make_operation(Config())
"""
    loaded = {name.partition(".")[2] for name in run_in_service(request + _LOADED)}
    service_modules = {name for name in loaded if not name.startswith("_runtime")}
    stem = f"do{OPERATIONS - 1}"
    assert service_modules == {
        *("errors", "operations", "shapes"),
        *(f"operations.{stem}", f"shapes.own_{stem}", "shapes.common"),
    }


def test_the_types_of_a_large_service_are_known() -> None:
    """The stub names all; what is asked of one reads the modules of that one."""
    package = service()
    folder = Path(str(package.__file__)).parents[1]
    (folder / "use.py").write_text(
        f"from {package.__name__} import {LAST}Input, Config\n"
        f"reveal_type({LAST}Input().make_operation(Config()).parse)\n"
        f"{LAST}Input(nothing=1)\n"
    )
    found = findings("mypy", folder, ["use.py"])
    assert f"do{OPERATIONS - 1}.{LAST}Output" in found
    assert f'Unexpected keyword argument "nothing" for "{LAST}Input"' in found
    assert found.count("error:") == 1


@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checkers_find_nothing(checker: str) -> None:
    """In structures as large as the largest of a service, which has 288 members."""
    folder = lasting_folder()
    models = [wide(300, 500), chain(100)]
    packages = [
        package_of(model_of(model), folder, protocol).__name__
        for protocol in ("restJson1", "restXml", "awsQuery", "rpcv2Cbor")
        for model in models
    ]
    assert findings(checker, folder, packages)[-3000:] == ""
