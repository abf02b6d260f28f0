"""Starting a project: what is written, and that it works as it is."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from smithwright.models.catalogue import package_name
from smithwright.settings import PackageSettings, read_settings

from ..conftest import ROOT
from .conftest import Run

MODEL = str(ROOT / "models/connect.json")


@pytest.fixture
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(cache))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_service_of_botocore(folder: Path, run: Run) -> None:
    """Its name alone is enough; what is written generates."""
    Path("src").mkdir()
    result = run("init", "sts", "--operation", "GetCallerIdentity")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "smithwright.toml: added aws_sts; `smithwright generate` writes it to "
        "src/aws_sts\n"
    )
    assert Path("smithwright.toml").read_text() == (
        '[[packages]]\nname = "aws_sts"\nsource = "botocore:sts"\noutput = "src"\n'
        'operations = ["GetCallerIdentity"]\n'
    )
    assert run("generate").exit_code == 0
    assert Path("src/aws_sts/operations/get_caller_identity.py").exists()


def test_every_option_of_init_is_written_to_the_configuration(
    folder: Path, run: Run
) -> None:
    """Each gets its line, and the model is kept with what the operations need."""
    options = [
        *("--package", "chat", "--output", "out", "--operation", "StartChatContact"),
        *("--service", "AmazonConnectService", "--protocol", "restJson1"),
        *("--validation", "none", "--no-builders", "--formatter", "none"),
        *("--overlay", str(ROOT / "models/connect.overlay.json")),
    ]
    result = run("init", "botocore:connect", *options, "--keep", "models/connect.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert read_settings(Path("smithwright.toml")) == (
        PackageSettings(
            name="chat",
            sources=("models/connect.json",),
            output="out",
            service="AmazonConnectService",
            operations=("StartChatContact",),
            protocol="restJson1",
            overlays=(str(ROOT / "models/connect.overlay.json"),),
            validation="none",
            builders=False,
            formatter="none",
        ),
    )
    assert run("generate").exit_code == 0
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    "text",
    [
        '[project]\nname = "x"  # mine\n\n[tool.other]\nx = [1,  2]\n',
        "[tool.smithwright]\noutput = 'src'",
        '[[tool.smithwright.packages]]\nname="a"\nsource="b"\noutput="c"\n\n[tool.z]\n',
        '[project]\r\nname = "x"\r\n',
        "# nothing yet\n\n\n",
    ],
)
def test_pyproject_is_left_as_it_is(text: str, folder: Path, run: Run) -> None:
    """The package comes after all that is there."""
    path = Path("pyproject.toml")
    path.write_bytes(text.encode())
    path.chmod(0o600)
    assert run("init", MODEL).exit_code == 0
    written = path.read_bytes().decode()
    assert written.startswith(text.rstrip())
    assert ("\r\n" in written) == ("\r\n" in text)
    assert path.stat().st_mode & 0o777 == 0o600
    before, after = tomllib.loads(text), tomllib.loads(written)
    packages = after["tool"]["smithwright"]["packages"]
    assert packages.pop()["name"] == "amazon_connect_service_client"
    if not packages:
        del after["tool"]["smithwright"]["packages"]
    del after["tool"]["smithwright"]
    before.setdefault("tool", {}).pop("smithwright", None)
    assert after == before
    assert not Path("smithwright.toml").exists()


def test_own_file_comes_first(folder: Path, run: Run) -> None:
    """As it does where settings are read."""
    Path("pyproject.toml").write_text("[tool.other]\n")
    assert run("init", MODEL, "--package", "one").exit_code == 0
    Path("smithwright.toml").write_text('validation = "none"\n')
    assert run("init", MODEL, "--package", "two").exit_code == 0
    (two,) = read_settings(Path("smithwright.toml"))
    assert (two.name, two.validation) == ("two", "none")


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        (
            "",
            ("sqss",),
            "botocore:sqss: no such service in botocore; did you mean 'sqs'?",
        ),
        ("", ("missing.json",), "missing.json: can't be read"),
        ("", (MODEL, "--operation", "StartChat"), "did you mean 'StartChatContact'?"),
        ("", (MODEL, "--service", "X"), "service 'X': not in the model"),
        ("", (MODEL, "--package", "a-b"), "package 'a-b': not a name for an import"),
        ("packages = [\n", (MODEL,), "smithwright.toml:"),
        ("packages = []\n", (MODEL,), "write packages as [[packages]]"),
        ("colour = 1\n", (MODEL,), "smithwright.toml:1:1: unknown key 'colour'"),
        (
            '[[packages]]\nname = "x"\nsource = "y"\noutput = "."\n',
            (MODEL, "--package", "x"),
            "smithwright.toml:1:1: has a package in x already; choose another name "
            "with --package",
        ),
        (
            '[[packages]]\nname = "x"\nsource = "y"\noutput = "."\n',
            (MODEL, "--package", "y", "-o", "x"),
            "smithwright.toml:1:1: x/y: in x, another package's folder; choose",
        ),
    ],
)
def test_nothing_is_written_in_vain(
    text: str, arguments: tuple[str, ...], message: str, folder: Path, run: Run
) -> None:
    path = Path("smithwright.toml")
    if text:
        path.write_text(text)
    before = sorted(os.listdir())
    result = run("init", *arguments, "--keep", "models/kept.json")
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(os.listdir()) == before
    assert not text or path.read_text() == text


def test_a_configuration_that_is_no_text(folder: Path, run: Run) -> None:
    Path("smithwright.toml").write_bytes(b"\xff")
    result = run("init", MODEL)
    assert result.exit_code == 2
    assert result.stderr.startswith("smithwright.toml: not UTF-8: ")
    assert Path("smithwright.toml").read_bytes() == b"\xff"


def test_nothing_is_asked_without_a_terminal(folder: Path, run: Run) -> None:
    """Nobody is there to be asked."""
    result = run("init")
    assert result.exit_code == 2
    assert "name SOURCE" in result.stderr
    assert os.listdir() == []


def answered(answers: list[str], *arguments: str) -> str:
    """Returns what `init` shows on a terminal on which these answers are given."""
    outer, inner = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "smithwright", "init", *arguments],
        stdin=inner,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        os.write(outer, "".join(f"{answer}\n" for answer in answers).encode())
        assert process.stdout is not None
        shown = process.stdout.read()
    os.close(outer)
    os.close(inner)
    assert process.returncode == 0
    return shown


def test_init_asks_for_what_no_option_says(folder: Path, run: Run) -> None:
    """A wrong answer is asked for again, with a hint; defaults are taken."""
    answers = ["sqss", "sqs", "SendMesage", "SendMessage, Receive*", "a-b", "", "", ""]
    shown = answered(answers)
    assert "did you mean 'sqs'?" in shown
    assert "did you mean 'SendMessage" in shown
    assert "package 'a-b': not a name for an import" in shown
    (settings,) = read_settings(Path("smithwright.toml"))
    assert settings == PackageSettings(
        name="aws_sqs",
        sources=("models/aws_sqs.json",),
        output=".",
        operations=("SendMessage", "Receive*"),
    )
    assert run("generate").exit_code == 0
    assert run("check").exit_code == 0


def test_what_options_say_is_not_asked(folder: Path) -> None:
    options = ["--package", "queues", "--operation", "SendMessage", "-o", "lib"]
    options += ["--keep", "sqs.json", "--no-builders"]
    shown = answered(["sqs"], *options)
    assert shown.count(": ") == 2, "one question, and what was done"
    assert read_settings(Path("smithwright.toml")) == (
        PackageSettings(
            name="queues",
            sources=("sqs.json",),
            output="lib",
            operations=("SendMessage",),
            builders=False,
        ),
    )


def test_packages_are_called_as_in_the_catalogue(folder: Path, run: Run) -> None:
    result = run("init", "s3control", "--operation", "ListJobs")
    assert result.exit_code == 0
    (settings,) = read_settings(Path("smithwright.toml"))
    assert settings.name == package_name("s3control") == "aws_s3control"


@pytest.mark.parametrize("prefix", ["", "botocore:"])
def test_init_completes_services_of_botocore(prefix: str, folder: Path) -> None:
    """In both of the forms that `init` takes."""
    environment = os.environ | {
        "_SMITHWRIGHT_COMPLETE": "zsh_complete",
        "COMP_WORDS": f"smithwright init {prefix}dynamo",
        "COMP_CWORD": "2",
    }
    ended = subprocess.run(
        [str(Path(sys.executable).parent / "smithwright")],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"\n{prefix}dynamodb\n" in ended.stdout
    assert f"\n{prefix}dynamodbstreams\n" in ended.stdout
