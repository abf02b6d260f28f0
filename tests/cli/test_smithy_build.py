"""A `run` plugin of smithy-build.json, called as Smithy documents it.

https://smithy.io/2.0/guides/smithy-build-json.html#run-plugin
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smithy_parser import load_model
from smithy_parser.ast_writer import write_ast

from ..conftest import ROOT
from .conftest import Run, Tree

MODEL = ROOT / "models/connect.json"


def build(
    folder: Path, *arguments: str, model: str, prelude: bool = False
) -> subprocess.CompletedProcess[str]:
    """Runs the plugin `run::my-connect` of a build in `folder`."""
    output = folder / "build/smithy/source/my-connect"
    output.mkdir(parents=True, exist_ok=True)
    environment = {
        "SMITHY_ROOT_DIR": str(folder),
        "SMITHY_PLUGIN_DIR": str(output),
        "SMITHY_PROJECTION_NAME": "source",
        "SMITHY_ARTIFACT_NAME": "my-connect",
        "SMITHY_INCLUDES_PRELUDE": str(prelude).lower(),
    }
    return subprocess.run(
        [
            *(sys.executable, "-m", "smithwright"),
            *("smithy-build", *arguments),
        ],
        cwd=output,
        env=os.environ | environment,
        input=model,
        capture_output=True,
        text=True,
        check=False,
    )


def with_prelude(text: str) -> str:
    """Returns a model with the shapes of the prelude, as `sendPrelude` has them."""
    model, ast = load_model(MODEL), json.loads(text)
    prelude = [
        shape for key, shape in model.shapes.items() if key.startswith("smithy.api#")
    ]
    shapes = json.loads(json.dumps(write_ast(prelude, {}, model.shapes)))["shapes"]
    assert "smithy.api#String" in shapes
    return json.dumps(ast | {"shapes": ast["shapes"] | shapes})


@pytest.mark.parametrize("prelude", [False, True])
def test_a_projection_becomes_a_package(
    prelude: bool, project: Path, tree: Tree
) -> None:
    """What is generated is what `generate` gives, with the prelude or without it."""
    expected = {
        path.removeprefix("out/chat/"): data
        for path, data in tree().items()
        if path.startswith("out/chat/") and not path.endswith(".smithwright.json")
    }
    text = MODEL.read_text("utf-8")
    options = ["--operation", "StartChatContact"]
    options += ["--overlay", "models/connect.overlay.json"]
    ended = build(
        project,
        *options,
        model=with_prelude(text) if prelude else text,
        prelude=prelude,
    )
    assert (ended.returncode, ended.stdout) == (0, "")
    folder = project / "build/smithy/source/my-connect"
    assert os.listdir(folder) == ["my_connect"]
    found = {
        path.relative_to(folder / "my_connect").as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".smithwright.json"
    }
    assert found == expected


def test_failures_fail_the_build(project: Path, run: Run) -> None:
    """Each says in a line what is wrong, and writes nothing."""
    text = MODEL.read_text("utf-8")
    cases = {
        ("--operation", "Start"): "<stdin>",
        ("--package", "my-connect"): "package 'my-connect': not a name for an import",
        ("--package", "../x"): "package '../x': not a name for an import",
        ("--overlay", "missing.json"): "",
    }
    for arguments, message in cases.items():
        ended = build(project, *arguments, model=text)
        assert ended.returncode == 2
        assert ended.stderr.startswith(message)
        assert ended.stderr.count("\n") == 1
    assert build(project, model="{").returncode == 2
    assert os.listdir(project / "build/smithy/source/my-connect") == []
    assert "SMITHY_PLUGIN_DIR" in run("smithy-build").stderr
