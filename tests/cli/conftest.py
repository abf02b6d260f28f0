"""A project whose package is generated from a copy of Connect's model."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from smithwright.cli import main

from ..conftest import ROOT

Run = Callable[..., Result]
Tree = Callable[[], dict[str, bytes]]

_CONFIGURATION = """\
[[tool.smithwright.packages]]
name = "chat"
sources = ["models/connect.json", "models/connect.overlay.json"]
operations = ["StartChatContact"]
output = "out"
"""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of formatted texts for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def _generated(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "models", folder / "models")
    (folder / "pyproject.toml").write_text(_CONFIGURATION)
    config = str(folder / "pyproject.toml")
    environment = {"SMITHWRIGHT_CACHE": str(cache)}
    result = CliRunner().invoke(main, ["generate", "--config", config], env=environment)
    assert result.exit_code == 0
    return folder


@pytest.fixture
def project(
    _generated: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The working directory: models, configuration and the generated package."""
    folder = tmp_path / "project"
    shutil.copytree(_generated, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(cache))
    return folder


@pytest.fixture
def tree(project: Path) -> Tree:
    """Reads every file of the project."""

    def read() -> dict[str, bytes]:
        return {
            path.relative_to(project).as_posix(): path.read_bytes()
            for path in sorted(project.rglob("*"))
            if path.is_file()
        }

    return read


@pytest.fixture
def run() -> Run:
    """Runs the command line in this process; an unexpected exception is an error."""

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(main, arguments)
        expected = (SystemExit, type(None))
        if not isinstance(result.exception, expected):
            raise result.exception
        return result

    return invoke
