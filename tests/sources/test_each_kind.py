"""Each kind of source generates, from the command line and from a configuration."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from smithwright.cli import main
from smithy_parser import Document, load_model

SERVICE = """\
$version: "2.0"
namespace example
use aws.protocols#restJson1
use example.shapes#Thing
@restJson1
service Things {
    version: "1"
    operations: [GetThing, ListThings, ListOthers, PutThing]
}
@http(method: "GET", uri: "/thing") @readonly
operation GetThing { output := { thing: Thing } }
@http(method: "GET", uri: "/things") @readonly
operation ListThings { output := { thing: Thing } }
@http(method: "GET", uri: "/others") @readonly
operation ListOthers { output := { thing: Thing } }
@http(method: "POST", uri: "/thing")
operation PutThing { input := { thing: Thing } }
"""
SHAPES = """\
$version: "2.0"
namespace example.shapes
structure Thing { text: String }
"""
ALL = ["get_thing", "list_others", "list_things", "put_thing"]

KINDS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "a folder of IDL files": (["model"], [], ALL),
    "several IDL files": (["model/main.smithy", "model/below/shapes.smithy"], [], ALL),
    "a file of the JSON AST": (["model.json"], [], ALL),
    "a pattern of operations": (["model"], ["List*"], ["list_others", "list_things"]),
    "a name and a pattern": (
        ["model.json"],
        ["GetThing", "Put*"],
        ["get_thing", "put_thing"],
    ),
    "botocore": (["botocore:sqs"], ["ListQueue*"], ["list_queue_tags", "list_queues"]),
}


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    Path("model/below").mkdir(parents=True)
    Path("model/main.smithy").write_text(SERVICE)
    Path("model/below/shapes.smithy").write_text(SHAPES)
    Path("model/README.md").write_text("No model.")
    model = load_model(Document("a.smithy", SERVICE), Document("b.smithy", SHAPES))
    Path("model.json").write_text(json.dumps(model.to_ast()))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def held(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


def operations(folder: str) -> list[str]:
    names = {path.stem for path in Path(folder, "operations").glob("*.py")}
    return sorted(names - {"__init__"})


@pytest.mark.parametrize("kind", KINDS)
def test_command_line_and_configuration(kind: str) -> None:
    """Both give the same package."""
    sources, wanted, expected = KINDS[kind]
    given = [f"--source={source}" for source in sources]
    given += [f"--operation={name}" for name in wanted]
    made = run("generate", *given, "--package", "things", "--output", "line")
    assert made.exit_code == 0, made.output
    assert operations("line/things") == expected
    Path("smithwright.toml").write_text(
        "[[packages]]\n"
        'name = "things"\noutput = "file"\n'
        f"sources = {json.dumps(sources)}\n"
        + (f"operations = {json.dumps(wanted)}\n" if wanted else "")
    )
    assert run("generate").exit_code == 0
    assert held("file/things") == held("line/things")
    assert (run("generate").output, run("check").exit_code) == ("", 0)


def test_a_change_in_a_folder_is_noticed() -> None:
    """Of a file, of what files there are, and of nothing that is no model."""
    command = "generate --source model --package things --output out".split()
    assert run(*command).exit_code == 0
    Path("model/README.md").write_text("Still no model.")
    assert run(*command).output == ""
    Path("model/below/shapes.smithy").write_text(SHAPES.replace("text", "words"))
    assert "written" in run(*command).output
    Path("model/below/more.smithy").write_text(
        '$version: "2.0"\nnamespace example.shapes\n'
        'apply Thing$words @documentation("Some words.")\n'
    )
    assert "written" in run(*command).output
    assert b"Some words." in held("out/things")["shapes/thing.py"]
    for path in ("main.smithy", "below/shapes.smithy", "below/more.smithy"):
        os.unlink(Path("model", path))
    failed = run(*command)
    assert failed.exit_code == 2
    assert failed.output == "model: the folder has no Smithy model file\n"


def test_a_dozen_operations_of_six_services() -> None:
    """One configuration, one command."""
    wanted = {
        "sqs": ["SendMessage", "ReceiveMessage", "DeleteMessage"],
        "sts": ["GetCallerIdentity", "AssumeRole"],
        "dynamodb": ["PutItem", "Query"],
        "route53": ["ListHostedZones"],
        "cloudwatch": ["PutMetricData", "GetMetricData"],
        "kms": ["Encrypt", "Decrypt"],
    }
    Path("smithwright.toml").write_text(
        'formatter = "none"\noutput = "out"\n'
        + "".join(
            f'[[packages]]\nname = "my_{service}"\nsource = "botocore:{service}"\n'
            f"operations = {json.dumps(names)}\n"
            for service, names in wanted.items()
        )
    )
    made = run("generate")
    assert made.exit_code == 0, made.output
    for service, names in wanted.items():
        assert len(operations(f"out/my_{service}")) == len(names)
    assert (run("generate").output, run("check").exit_code) == ("", 0)
