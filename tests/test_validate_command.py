"""The command `smithwright model validate`: what it prints, and its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from smithwright.cli import main

MODEL = """$version: "2.0"
metadata suppressions = [{ namespace: "b", id: "UnstableTrait" }]
namespace a
@unstable
@trait
structure shaky {}
@shaky
structure S {}
"""


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["model", "validate", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("model.smithy").write_text(MODEL)
    return tmp_path


def test_it_takes_what_other_commands_take(folder: Path) -> None:
    """Standard input, and services of botocore."""
    result = CliRunner().invoke(main, ["model", "validate", "-"], input=MODEL)
    assert result.output.startswith("<stdin>:7:1: WARNING [UnstableTrait.a#shaky]")
    code, output = run("botocore:sqs")
    assert code == 0
    assert "\nbotocore:sqs: " in f"\n{output}"


@pytest.mark.usefixtures("folder")
def test_warnings_are_printed_and_exit_with_0() -> None:
    assert run("model.smithy") == (
        0,
        "model.smithy:7:1: WARNING [UnstableTrait.a#shaky] a#S: This shape applies a "
        "trait that is unstable: a#shaky\n",
    )


def test_errors_come_in_the_order_of_the_files_and_exit_with_2(folder: Path) -> None:
    (folder / "z.smithy").write_text('$version: "2"\nnamespace z\n@idempotent\nblob Z')
    (folder / "b.smithy").write_text('$version: "2"\nnamespace b\n@idempotent\nblob B')
    code, output = run(".")
    assert code == 2
    starts = [line.partition("]")[0] for line in output.splitlines()]
    assert starts == [
        "b.smithy:3:1: ERROR [TraitTarget",
        "model.smithy:7:1: WARNING [UnstableTrait.a#shaky",
        "z.smithy:3:1: ERROR [TraitTarget",
    ]


def test_a_syntax_error_shows_its_line(folder: Path) -> None:
    (folder / "model.smithy").write_text('$version: "2"\nnamespace a\nstrong S\n')
    code, output = run("model.smithy")
    assert code == 2
    assert output.startswith("model.smithy:3:")
    assert "\n    strong S\n    ^" in output


def test_a_syntax_error_of_json_shows_its_line_unless_that_is_long(
    folder: Path,
) -> None:
    broken = '{"smithy": "2.0",\n "shapes" {}'
    (folder / "model.json").write_text(broken)
    assert '\n     "shapes" {}\n              ^' in run("model.json")[1]
    (folder / "model.json").write_text(broken + " " * 1000)
    assert run("model.json")[1].count("\n") == 1


def test_json_has_all_events(folder: Path) -> None:
    (folder / "b.smithy").write_text(
        '$version: "2"\nnamespace b\nuse a#shaky\n@shaky\nblob B'
    )
    code, output = run(".", "--format", "json")
    assert code == 0
    suppressed, warning = json.loads(output)
    assert suppressed == {
        "severity": "SUPPRESSED",
        "id": "UnstableTrait.a#shaky",
        "shapeId": "b#B",
        "message": "This shape applies a trait that is unstable: a#shaky",
        "filename": "b.smithy",
        "line": 4,
        "column": 1,
    }
    assert warning["severity"] == "WARNING"
    assert "b.smithy" not in run(".")[1]


def test_nothing_of_a_model_controls_the_terminal(folder: Path) -> None:
    """A tab is a control too; the mark is below the character that it is about."""
    (folder / "model.smithy").write_text('$version: "2"\nnamespace a\n\t\x1b[31mS\n')
    code, output = run("model.smithy")
    event, line, mark = output.splitlines()
    assert code == 2
    assert event.startswith("model.smithy:3:2: ERROR [Model] -: Syntax error")
    assert line == "    \\t\\x1b[31mS"
    assert mark == "      ^"
    ast = {"smithy": "2.0", "shapes": {"a\x1b[2J\nb": {}}}
    (folder / "model.json").write_text(json.dumps(ast))
    assert "a\\x1b[2J\\nb" in run("model.json")[1]


@pytest.mark.usefixtures("folder")
def test_a_missing_file_is_an_error() -> None:
    code, output = run("none.smithy")
    assert code == 2
    assert output == "none.smithy: can't be read: No such file or directory\n"
    assert run()[0] == 2
