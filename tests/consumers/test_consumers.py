"""Projects made from docs/build-systems.md alone, from checkout to request."""

from __future__ import annotations

import json
import os
import tarfile
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..conftest import ROOT
from .conftest import Environment, MakeEnvironment
from .page import shown_commands, write_files

pytestmark = pytest.mark.conformance

_USE = """
import json, sys
import shop
request = shop.chat("Ann")
print(request.method, request.target, json.loads(request.body)["ParticipantDetails"])
for name in ("smithwright", "smithy_parser", "jinja2", "black", "click"):
    try:
        __import__(name)
    except ModuleNotFoundError:
        continue
    sys.exit(f"{name} is there")
"""
_USED = "PUT /contact/chat {'DisplayName': 'Ann'}\n"


def times(folder: Path) -> Mapping[Path, int]:
    """Returns when each file was written."""
    files = {path for path in folder.rglob("*") if path.is_file()}
    assert files
    return {path: path.stat().st_mtime_ns for path in files}


def check_names_an_edited_file(environment: Environment, checkout: Path) -> None:
    file = checkout / "src/my_connect/shapes/chat_message.py"
    text = file.read_text("utf-8")
    assert environment.done("smithwright check", checkout) == ""
    file.write_text(f"{text}# mine\n", "utf-8")
    ended = environment.run("smithwright check", checkout)
    assert ended.returncode == 1
    assert ended.stderr == "src/my_connect/shapes/chat_message.py: edited by hand\n"
    assert "-# mine\n" in ended.stdout
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("system", ["Hatchling", "setuptools"])
def test_building_a_distribution_generates_the_package(
    system: str,
    checkout: Path,
    build_environment: Environment,
    new_environment: MakeEnvironment,
) -> None:
    write_files(system, checkout)
    for command in shown_commands(system):
        build_environment.done(command, checkout)
    (sdist,) = checkout.glob("dist/*.tar.gz")
    (wheel,) = checkout.glob("dist/*.whl")
    with tarfile.open(sdist) as archive:
        names = archive.getnames()
    assert len(names) == len(set(names))
    assert {"shop-1.0/models/connect.json", "shop-1.0/smithwright.toml"} <= {*names}
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()
    assert len(held) == len(set(held))
    for name in ("py.typed", "__init__.pyi", "_runtime/http.py"):
        assert f"my_connect/{name}" in held
    user = new_environment()
    user.done(f"uv pip install --quiet --no-deps {wheel}", checkout)
    assert user.python(_USE, checkout) == _USED

    # In place: the first build generates, and the second one does not.
    build = "uv build --wheel --out-dir dist2"
    build_environment.done(build, checkout)
    before = times(checkout / "src/my_connect")
    again = build_environment.done(build, checkout)
    assert times(checkout / "src/my_connect") == before
    assert "generated" not in again
    with zipfile.ZipFile(next(checkout.glob("dist2/*.whl"))) as archive:
        assert sorted(archive.namelist()) == sorted(held)
    check_names_an_edited_file(build_environment, checkout)


@pytest.mark.parametrize("system", ["Hatchling", "setuptools"])
def test_an_editable_installation_generates_the_package(
    system: str,
    checkout: Path,
    build_environment: Environment,
    new_environment: MakeEnvironment,
) -> None:
    """An editable installation generates too, and uses what is in the checkout."""
    write_files(system, checkout)
    backend = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))[
        "build-system"
    ]["build-backend"]
    (checkout / "dist").mkdir()
    build = f"from {backend} import build_editable; build_editable('dist')"
    build_environment.python(build, checkout)
    user = new_environment()
    user.done("uv pip install --quiet --no-deps dist/*.whl", checkout)
    assert user.python(_USE, checkout) == _USED
    where = user.python("import my_connect; print(my_connect.__file__)", checkout)
    assert Path(where.strip()).is_relative_to(checkout / "src/my_connect")


@pytest.mark.parametrize("system", ["Hatchling", "setuptools"])
def test_failures_are_a_line(
    system: str, checkout: Path, build_environment: Environment
) -> None:
    """A build that cannot generate fails, and says why."""
    write_files(system, checkout)
    configuration = checkout / "smithwright.toml"
    text = configuration.read_text("utf-8")
    configuration.write_text(f"{text}opertions = []\n", "utf-8")
    ended = build_environment.run("uv build --wheel", checkout)
    assert ended.returncode != 0
    assert "smithwright.toml:6:1: unknown key 'opertions'" in ended.stderr
    assert not list(checkout.glob("dist/*.whl"))


def test_package_that_the_wheel_would_not_hold(
    checkout: Path, build_environment: Environment
) -> None:
    write_files("Hatchling", checkout)
    project = checkout / "pyproject.toml"
    text = project.read_text("utf-8")
    project.write_text(text.replace(', "src/my_connect"', ""), "utf-8")
    ended = build_environment.run("uv build --wheel", checkout)
    assert ended.returncode != 0
    assert "src/my_connect: not in the wheel: name it in tool.hatch" in ended.stderr


def test_projects_that_do_not_ask(
    checkout: Path, build_environment: Environment
) -> None:
    """setuptools calls the hook for every project; others are left alone."""
    write_files("setuptools", checkout)
    project = checkout / "pyproject.toml"
    text = project.read_text("utf-8")
    project.write_text(text.replace(', "smithwright"', ', "smithwright-x"'), "utf-8")
    build_environment.done("uv build --wheel", checkout)
    assert not (checkout / "src/my_connect").exists()


def test_make_generates_once_and_then_is_up_to_date(
    checkout: Path, build_environment: Environment, new_environment: MakeEnvironment
) -> None:
    write_files("make", checkout)
    for command in shown_commands("make"):
        build_environment.done(command, checkout)
        before = times(checkout / "src/my_connect")
        assert "up to date" in build_environment.done(command, checkout)
    assert times(checkout / "src/my_connect") == before
    user = new_environment()
    path = str(checkout / "src")
    assert user.python(_USE, checkout, PYTHONPATH=path) == _USED
    build_environment.done("make check", checkout)
    check_names_an_edited_file(build_environment, checkout)


def test_pre_commit_finds_what_the_hooks_change(
    checkout: Path, build_environment: Environment, new_environment: MakeEnvironment
) -> None:
    """The hooks do what pre-commit looks at: files change, or the exit code is 1."""
    write_files("pre-commit", checkout)
    (checkout / ".gitignore").unlink()
    hooks = {
        hook["id"]: hook
        for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    }
    file = checkout / ".pre-commit-config.yaml"
    (repository,) = yaml.safe_load(file.read_text("utf-8"))["repos"]
    (configured,) = [hook["id"] for hook in repository["hooks"]]
    generate, check = hooks.pop(configured), hooks.pop("smithwright-check")
    assert not hooks
    for hook in (generate, check):
        assert hook["always_run"]
        assert not hook["pass_filenames"]
        assert hook["language"] == "python"

    build_environment.done("git add --all", checkout)
    build_environment.done(generate["entry"], checkout)
    assert build_environment.done("git status --short", checkout).endswith(
        "?? src/my_connect/\n"
    )
    build_environment.done("git add --all", checkout)
    assert build_environment.done(generate["entry"], checkout) == ""
    assert build_environment.done("git diff --name-only", checkout) == ""
    assert build_environment.done(check["entry"], checkout) == ""
    model = checkout / "models/connect.json"
    text = model.read_text("utf-8")
    model.write_text(text.replace('"DisplayName": {', '"ShownName": {'), "utf-8")
    assert build_environment.run(check["entry"], checkout).returncode == 1
    build_environment.done(generate["entry"], checkout)
    changed = build_environment.done("git diff --name-only", checkout)
    assert "src/my_connect/shapes/participant_details.py\n" in changed
    model.write_text(text, "utf-8")
    build_environment.done(generate["entry"], checkout)
    path = str(checkout / "src")
    assert new_environment().python(_USE, checkout, PYTHONPATH=path) == _USED
    check_names_an_edited_file(build_environment, checkout)


_GH = """#!/bin/sh
printf '%s\\n' "$@" > "$RUNNER_TEMP/gh.txt"
"""


@pytest.mark.parametrize("changed", [False, True])
def test_the_github_workflow_asks_to_pull_changed_models_only(
    changed: bool, checkout: Path, build_environment: Environment, tmp_path: Path
) -> None:
    """A model that changed becomes a pull request with the report; others do not."""
    write_files("GitHub Actions", checkout)
    model = checkout / "models/connect.json"
    text = model.read_text("utf-8")
    provenance = json.loads(text)["metadata"]["smithwright"]
    old = text.replace(provenance["version"], "1.0.0")
    if changed:
        old = old.replace('"InitialMessage": {', '"FirstMessage": {')
    model.write_text(old, "utf-8")
    runner = tmp_path / "runner"
    runner.mkdir()
    (runner / "gh").write_text(_GH)
    (runner / "gh").chmod(0o755)
    outputs = runner / "outputs"
    outputs.touch()
    variables = {"RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(outputs)}
    author = "-c user.name=x -c user.email=x@example.com"
    for command in (
        f"git init --quiet --bare {runner}/origin",
        f"git remote add origin {runner}/origin",
        f"git add --all && git {author} commit --quiet --message x",
    ):
        build_environment.done(command, checkout)
    workflow = yaml.safe_load(
        (checkout / ".github/workflows/update-models.yml").read_text("utf-8")
    )
    pull, request = workflow["jobs"]["update"]["steps"][-2:]
    shell = f"export PATH={runner}:$PATH; set -eo pipefail\n"
    build_environment.done(shell + pull["run"], checkout, **variables)
    assert model.read_text("utf-8") == text
    assert request["if"] == f"steps.{pull['id']}.outputs.changed"
    assert outputs.read_text() == ("changed=true\n" if changed else "")
    if not changed:
        return
    build_environment.done(shell + request["run"], checkout, **variables)
    branch = f"botocore-{provenance['version']}"
    sent = build_environment.done(f"git show --stat {branch}", runner / "origin")
    assert "models/connect.json" in sent
    assert "models/botocore.txt" in sent
    arguments = (runner / "gh.txt").read_text().splitlines()
    report = Path(arguments[arguments.index("--body-file") + 1]).read_text("utf-8")
    assert arguments[arguments.index("--head") + 1] == branch
    assert "InitialMessage" in report


def test_smithys_own_build_generates_the_package(
    checkout: Path, build_environment: Environment, new_environment: MakeEnvironment
) -> None:
    """What `smithy build` does with the page's smithy-build.json."""
    write_files("Smithy's own build", checkout)
    build = json.loads((checkout / "smithy-build.json").read_text("utf-8"))
    ((plugin, settings),) = build["plugins"].items()
    (source,) = build["sources"]
    kind, artifact = plugin.split("::")
    assert kind == "run"
    output = checkout / "build/smithy/source" / artifact
    output.mkdir(parents=True)
    variables = {
        "SMITHY_ROOT_DIR": str(checkout),
        "SMITHY_PLUGIN_DIR": str(output),
        "SMITHY_PROJECTION_NAME": "source",
        "SMITHY_ARTIFACT_NAME": artifact,
        "SMITHY_INCLUDES_PRELUDE": "false",
    }
    command = f"{' '.join(settings['command'])} < {checkout / source}"
    printed = build_environment.done(command, output, **variables)
    assert printed.startswith("my_connect: ")
    before = times(output)
    assert build_environment.done(command, output, **variables) == ""
    assert times(output) == before
    path = os.pathsep.join([str(checkout / "src"), str(output)])
    assert new_environment().python(_USE, checkout, PYTHONPATH=path) == _USED


def test_bazels_rule_makes_a_file_to_import_from(
    checkout: Path, build_environment: Environment, new_environment: MakeEnvironment
) -> None:
    """The command of the genrule makes a file that Python imports from."""
    write_files("Bazel", checkout)
    # Any: the arguments of a rule are of many types.
    rules: dict[str, dict[str, Any]] = {}

    def rule(**arguments: Any) -> None:
        rules[arguments["name"]] = arguments

    names = ("genrule", "py_library", "py_console_script_binary")
    known = {"load": lambda *_: None} | dict.fromkeys(names, rule)
    exec((checkout / "BUILD.bazel").read_text("utf-8"), known)
    command: str = rules["my_connect_zip"]["cmd"]
    (output,) = rules["my_connect"]["imports"]
    (checkout / "bazel-out").mkdir()
    for name, value in {
        "$(execpath :smithwright)": "smithwright",
        "$(execpath models/connect.json)": "models/connect.json",
        "$(RULEDIR)": "bazel-out",
        "$@": f"bazel-out/{output}",
        "$$": "$",
    }.items():
        command = command.replace(name, value)
    build_environment.done(command, checkout)
    path = os.pathsep.join(
        [str(checkout / "src"), str(checkout / "bazel-out" / output)]
    )
    assert new_environment().python(_USE, checkout, PYTHONPATH=path) == _USED
