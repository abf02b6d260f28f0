"""Models that Smithy refuses: where they are wrong is told, and nothing generated."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from smithwright.cli import main

MODEL = """\
$version: "2.0"
namespace a
use aws.protocols#restJson1

@trait(selector: "structure > member")
structure plain {}

@restJson1
service S {
    operations: [Get, Put]
}

@readonly
@http(method: "GET", uri: "/cups/{cup}")
operation Get {
    input := {
        @required
        @httpLabel
        cup: String
    }
}

@http(method: "POST", uri: "/cups")
operation Put {
    input := {
        size: Size
        @plain
        color: Color = "red"
    }
}

@range(min: 1, max: 10)
integer Size

enum Color {
    RED = "red"
    GREEN = "green"
}
"""


def generate(folder: Path, model: str, *options: str) -> Result:
    (folder / "a.smithy").write_text(model)
    source = ("--source", "a.smithy", "--package", "p", "--output", "out", *options)
    return CliRunner().invoke(main, ("generate", *source))


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("written", "instead", "place", "message"),
    [
        pytest.param(before, after, place, message, id=name)
        for name, before, after, place, message in [
            (
                "misspelt trait",
                "@range(",
                "@rnge(",
                "32:1",
                "Did you mean `smithy.api#range`?",
            ),
            (
                "value of an annotation",
                "@readonly",
                "@readonly(1)",
                "13:1",
                "Error creating trait `readonly`",
            ),
            (
                "type of a bound",
                "min: 1,",
                'min: "1",',
                "32:1",
                "Error validating trait `range`.min",
            ),
            (
                "bounds the wrong way round",
                "min: 1,",
                "min: 11,",
                "32:1",
                "`min` value greater than its `max`",
            ),
            (
                "unsuitable shape",
                "integer Size",
                "string Size",
                "32:1",
                "Trait `range` cannot be applied to `a#Size`",
            ),
            (
                "unsuitable member",
                "    GREEN",
                "    @plain\n    GREEN",
                "37:5",
                "Trait `a#plain` cannot be applied to `a#Color$GREEN`",
            ),
            (
                "label without a member",
                "        @httpLabel\n",
                "",
                "15:1",
                "do not have a corresponding member",
            ),
            (
                "member without a label",
                "/cups/{cup}",
                "/cups",
                "18:9",
                "no corresponding `http` URI label",
            ),
            (
                "URI",
                '"/cups")',
                '"cups")',
                "23:1",
                "Error creating trait `http`",
            ),
            (
                "repeated value of an enum",
                '"green"',
                '"red"',
                "37:5",
                "duplicate value `red`",
            ),
            (
                "default that is none of the values",
                'Color = "red"',
                'Color = "blue"',
                "28:22",
                "must be one of the following values",
            ),
        ]
    ],
)
def test_the_line_is_told_and_nothing_written(
    tmp_path: Path, written: str, instead: str, place: str, message: str
) -> None:
    assert MODEL.count(written) == 1
    result = generate(tmp_path, MODEL.replace(written, instead))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"a.smithy:{place}: ERROR ")
    assert message in result.stderr
    assert not Path("out").exists()


def written() -> dict[Path, tuple[int, int, int]]:
    """The files that are there, and what tells whether one was written."""
    stats = ((path, path.stat()) for path in Path("out").rglob("*"))
    return {path: (s.st_ino, s.st_mtime_ns, s.st_size) for path, s in stats}


def test_a_package_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    assert generate(tmp_path, MODEL).exit_code == 0
    files = written()
    result = generate(tmp_path, MODEL.replace("min: 1,", "min: 11,"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert written() == files


def test_modules_that_stay_keep_to_the_traits_that_the_model_defines(
    tmp_path: Path,
) -> None:
    assert generate(tmp_path, MODEL).exit_code == 0
    stricter = MODEL.replace("structure > member", "union > member")
    result = generate(tmp_path, stricter)
    assert result.exit_code == 2
    assert result.stderr.startswith("a.smithy:27:9: ERROR [TraitTarget] a#PutInput$")


def test_what_is_not_generated_is_not_looked_at(tmp_path: Path) -> None:
    broken = MODEL.replace("min: 1,", "min: 11,")
    assert generate(tmp_path, broken, "--operation", "Get").exit_code == 0


def test_check_refuses_what_generate_refuses(tmp_path: Path) -> None:
    assert generate(tmp_path, MODEL).exit_code == 0
    Path("a.smithy").write_text(MODEL.replace("@readonly", "@readonly(1)"))
    options = ("--source", "a.smithy", "--package", "p", "--output", "out")
    result = CliRunner().invoke(main, ("check", *options))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("a.smithy:13:1: ERROR ")
