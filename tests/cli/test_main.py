"""The command line as a whole."""

import subprocess
import sys

import pytest

from smithwright import __version__

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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--all", "botocore"), "--all needs --output"),
        (("--all", "botocore", "-o", "x", "--package", "y"), "--all needs --output"),
        (("--config", "x.toml", "--package", "y"), "--config goes without options of"),
        (("--package", "y", "-o", "x"), "--source, --package and --output go together"),
        (("--validation", "some"), "'some' is not one of 'all', 'required', 'none'"),
    ],
)
def test_options_that_do_not_go_together(
    arguments: tuple[str, ...], message: str, run: Run
) -> None:
    result = run("generate", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
