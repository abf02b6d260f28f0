"""The change report on the command line: its formats, its exit codes, its safety."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from smithwright.cli import main
from smithy_parser import Document, load_model

OLD = """
$version: "2.0"
namespace weather
use aws.protocols#restJson1
@restJson1
service Weather { version: "1", operations: [GetCity, GetTime] }
@http(method: "POST", uri: "/city")
operation GetCity { input := { @required id: CityId, size: Size }, output: City }
@http(method: "POST", uri: "/time")
operation GetTime { output := { time: Timestamp } }
@length(max: 10)
string CityId
enum Size { BIG, SMALL }
/// A city.
structure City { name: String, kind: String }
"""
NEW = """
$version: "2.0"
namespace weather
use aws.protocols#restJson1
@restJson1
service Weather { version: "1", operations: [GetCity, GetTime, GetRain] }
@http(method: "POST", uri: "/city")
operation GetCity { input := { @required id: CityId, size: Size }, output: City }
@http(method: "POST", uri: "/time")
operation GetTime { output := { time: Timestamp } }
@http(method: "POST", uri: "/rain")
operation GetRain { output := { rain: Float } }
@length(max: 8)
string CityId
enum Size { BIG, SMALL, TINY }
/// A big city.
structure City { name: String, population: Long }
"""


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, the current one, with the two models."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.smithy").write_text(OLD)
    (tmp_path / "new.smithy").write_text(NEW)
    return tmp_path


PROGRAM = str(Path(sys.executable).with_name("smithwright"))


def diff(*arguments: str, **options: Any) -> Result:
    """Runs the command."""
    return CliRunner().invoke(main, ["model", "diff", *arguments], **options)


def test_the_text_shows_differences_by_their_impact(models: Path) -> None:
    """What matters most stands first, each difference on a line of its own."""
    result = diff("old.smithy", "new.smithy")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:7] == [
        "From old.smithy to new.smithy: 2 breaking, 5 new, 0 compatible, 0 without "
        "effect, 1 of documentation only.",
        "The generated package asks for a major version.",
        "",
        "Breaking (2):",
        "  City$kind: member removed, targeted `String`; the attribute `kind` is gone "
        "[ERROR RemovedShape]",
        '  CityId: trait `length` changed from `{"max": 10}` to `{"max": 8}`; refuses '
        "values that were accepted [ERROR ChangedLengthTrait, NOTE "
        "ModifiedTrait.Update.smithy.api#length]",
        "",
    ]
    assert lines[7] == "New (5):"
    assert len(lines) == 13
    assert "Documentation" not in result.stdout


def test_documentation_is_shown_on_request(models: Path) -> None:
    """Texts that changed are shown word by word."""
    shown = diff("old.smithy", "new.smithy", "--docs").stdout.splitlines()
    assert shown[-1] == (
        "  City: documentation A {+big+} city. "
        "[NOTE ModifiedTrait.Update.smithy.api#documentation]"
    )


def test_a_model_does_not_differ_from_itself(models: Path) -> None:
    """A model is what it is."""
    result = diff("old.smithy", "old.smithy", "--fail-on", "compatible")
    assert result.exit_code == 0
    assert result.stdout == "From old.smithy to old.smithy: no differences.\n"


@pytest.mark.parametrize(
    ("old", "new", "fail_on", "code"),
    [
        ("old.smithy", "new.smithy", "breaking", 1),
        ("old.smithy", "new.smithy", "new", 1),
        ("documented.smithy", "old.smithy", "breaking", 0),
        ("documented.smithy", "old.smithy", "new", 0),
        ("documented.smithy", "old.smithy", "compatible", 1),
    ],
)
def test_unwanted_differences_make_the_exit_code_1(
    models: Path, old: str, new: str, fail_on: str, code: int
) -> None:
    """1 where there is what the caller does not want."""
    (models / "documented.smithy").write_text(OLD.replace("A city", "The city"))
    assert diff(old, new, "--fail-on", fail_on).exit_code == code
    assert diff(old, new).exit_code == 0


def test_sources_of_all_kinds_are_compared(models: Path) -> None:
    """Files, folders and standard input."""
    folder = models / "folder"
    folder.mkdir()
    (folder / "model.smithy").write_text(OLD)
    same = subprocess.run(
        [PROGRAM, "model", "diff", "folder", "-"],
        input=OLD.encode(),
        capture_output=True,
        check=True,
    )
    assert same.stdout == b"From folder to <stdin>: no differences.\n"
    result = diff("folder", "missing.json")
    assert result.exit_code == 2
    assert result.stderr == "missing.json: can't be read: No such file or directory\n"


def test_only_what_the_named_operations_need_is_compared(models: Path) -> None:
    """Only what an operation needs counts; it may be in one of the models only."""
    assert (
        "GetRain"
        not in diff("old.smithy", "new.smithy", "--operation", "GetCity").stdout
    )
    rain = diff("old.smithy", "new.smithy", "--operation", "GetRain").stdout
    assert "operation GetRain: added; an operation to call" in rain
    assert "City" not in rain
    time = diff("old.smithy", "new.smithy", "--operation", "GetTime").stdout
    assert time == "From old.smithy to new.smithy: no differences.\n"
    missing = diff("old.smithy", "new.smithy", "--operation", "GetRian")
    assert missing.exit_code == 2
    assert "did you mean 'GetRain'?" in missing.stderr


def test_json_holds_all_that_the_text_says(models: Path) -> None:
    """For programs: all that the text says, and the values."""
    report = json.loads(diff("old.smithy", "new.smithy", "--format", "json").stdout)
    assert (report["impact"], report["bump"]) == ("breaking", "major")
    assert report["counts"] == {
        "breaking": 2,
        "new": 5,
        "compatible": 0,
        "none": 0,
        "renames": 0,
        "documentation": 1,
    }
    assert len(report["differences"]) == 7
    narrowed = next(d for d in report["differences"] if d["name"].endswith("length"))
    assert narrowed["path"] == [
        "shapes",
        "weather#CityId",
        "traits",
        "smithy.api#length",
    ]
    assert (narrowed["old"], narrowed["new"]) == ({"max": 10}, {"max": 8})
    assert narrowed["events"][0]["filename"] == "new.smithy"
    with_docs = diff("old.smithy", "new.smithy", "--format", "json", "--docs").stdout
    assert len(json.loads(with_docs)["differences"]) == 8


HOSTILE = (
    "x`` </details><script>alert(1)</script> [a](http://b) @all\n# H \x1b[31m\u202e"
)


def test_hostile_text_of_a_model_stays_text_in_reports(models: Path) -> None:
    """What a model says is neither Markdown, nor HTML, nor commands of a terminal."""
    text = json.dumps(HOSTILE)
    (models / "hostile.smithy").write_text(
        OLD.replace("namespace", f"metadata {text} = {text}\nnamespace", 1)
        .replace(
            "/// A city.", f"@documentation({text})\n@externalDocumentation(x: {text})"
        )
        .replace("@length(max: 10)", f"@pattern({text})"),
        "utf-8",
    )
    for old, new in (("old", "hostile"), ("hostile", "old"), ("hostile", "new")):
        pair = (f"{old}.smithy", f"{new}.smithy", "--docs")
        shown = diff(*pair).stdout
        assert all(char.isprintable() or char == "\n" for char in shown)
        assert_safe_markdown(diff(*pair, "--format", "markdown").stdout)
        json.loads(diff(*pair, "--format", "json").stdout)


def assert_safe_markdown(text: str) -> None:
    """All of a model's words are in code spans; the only HTML is our own."""
    assert all(char.isprintable() or char == "\n" for char in text)
    spans = 0
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "html_block":
            lines = token.content.strip().splitlines()
            assert all(
                line.startswith("<details><summary>") or line == "</details>"
                for line in lines
            )
        for child in token.children or ():
            assert child.type in (
                "code_inline",
                "softbreak",
                "strong_close",
                "strong_open",
                "text",
            )
            spans += child.type == "code_inline"
            if child.type == "text":
                assert "alert" not in child.content
                assert "@all" not in child.content
    assert spans


def test_same_bytes_under_any_hash_seed(models: Path) -> None:
    """No order comes from a set."""
    outputs = {
        subprocess.run(
            [
                PROGRAM,
                "model",
                "diff",
                "old.smithy",
                "new.smithy",
                "--docs",
                "--format",
                "json",
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1


def test_pulling_another_model_says_what_changed(models: Path) -> None:
    """What `model pull` replaces is compared with what it writes."""
    for name, text in (("old", OLD), ("new", NEW)):
        ast = load_model(Document(f"{name}.smithy", text)).to_ast()
        (models / f"{name}.json").write_text(json.dumps(ast))

    def pull(source: str) -> Result:
        return CliRunner().invoke(main, ["model", "pull", source, "-o", "kept.json"])

    assert pull("old.json").stderr == ""
    assert pull("old.json").stderr == ""
    assert pull("new.json").stderr.splitlines() == [
        "kept.json: 2 breaking, 5 new, 0 compatible, 1 without effect, "
        "1 of documentation only",
        "  breaking: City$kind: member removed, targeted `String`; the attribute "
        "`kind` is gone [ERROR RemovedShape]",
        '  breaking: CityId: trait `length` changed from `{"max": 10}` to '
        '`{"max": 8}`; refuses values that were accepted [ERROR ChangedLengthTrait, '
        "NOTE ModifiedTrait.Update.smithy.api#length]",
        "  new operations: GetRain",
    ]
    # The same model from elsewhere: only where it is from is another.
    (models / "again.json").write_bytes((models / "new.json").read_bytes())
    assert pull("again.json").stderr == ""
    (models / "kept.json").write_text("{}")
    result = pull("new.json")
    assert result.exit_code == 0
    assert result.stderr == "kept.json: held no model before, so nothing is compared\n"


def test_a_model_without_end_is_compared(models: Path) -> None:
    """Lists in a circle, which `model validate` refuses, do not hold the report up."""
    circles = "".join(
        f"list {a} {{ member: {b} }}\n" for a, b in ("AB", "BA", "CD", "DC")
    )
    for name, target in (("a", "A"), ("b", "C")):
        changed = OLD.replace("kind: String", f"kind: {target}")
        (models / f"{name}.smithy").write_text(changed + circles)
    result = diff("a.smithy", "b.smithy")
    assert result.exit_code == 0
    assert "City$kind: target changed from `A` to `C`" in result.stdout


def test_texts_without_end_are_not_compared_by_words(models: Path) -> None:
    """Two long texts that have nothing in common are not compared word by word."""
    for name in ("a", "b"):
        text = " ".join(f"{name}{number}" for number in range(20_000))
        (models / f"{name}.smithy").write_text(OLD.replace("A city", text))
    result = diff("a.smithy", "b.smithy", "--docs")
    assert "City: documentation 20000 words became 20000" in result.stdout


def test_long_values_are_shown_where_they_differ(models: Path) -> None:
    """What two long patterns have in common says nothing."""
    for name, end in (("a", "b"), ("b", "c")):
        pattern = f"^{'a' * 200}{end}$"
        changed = OLD.replace("@length(max: 10)", f'@pattern("{pattern}")')
        (models / f"{name}.smithy").write_text(changed)
    before = "." * 3 + "a" * 20
    expected = f'trait `pattern` changed from `"{before}b$"` to `"{before}c$"`'
    assert expected in diff("a.smithy", "b.smithy").stdout
