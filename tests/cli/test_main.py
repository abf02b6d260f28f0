"""The command line as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from smithwright.version import __version__

from .conftest import Run


def test_python_runs_it_as_a_module() -> None:
    """Where scripts are not on the path."""
    ended = subprocess.run(
        [sys.executable, "-m", "smithwright", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout == f"smithwright, version {__version__}\n"


def test_a_working_directory_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'rmdir ../gone && exec "$@"'
    generate = [sys.executable, "-m", "smithwright", "generate"]
    ended = subprocess.run(
        ["sh", "-c", script, "sh", *generate],
        cwd=gone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr == "the working directory: No such file or directory\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--all", "botocore"), "--all needs --output"),
        (("--all", "botocore", "-o", "x", "--package", "y"), "--all needs --output"),
        (("--config", "x.toml", "--operation", "y"), "--config goes without --operat"),
        (
            ("--package", "y", "--operation", "z"),
            "--operation describes a package by itself: give --source and --output too",
        ),
        (("--source", "z"), "--source describes a package by itself: give --package"),
        (("--validation", "some"), "'some' is not one of 'all', 'required', 'none'"),
    ],
)
def test_options_that_do_not_go_together(
    arguments: tuple[str, ...], message: str, run: Run
) -> None:
    result = run("generate", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
