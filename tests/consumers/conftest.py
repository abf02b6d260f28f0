"""Environments: one with Smithwright as it is released, one with msgspec alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

from ..conftest import ROOT
from .page import shown_commands, write_files

_SITE = Path(sysconfig.get_path("purelib"))


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment and what commands see in it."""

    folder: Path
    cache: Path

    @property
    def bin(self) -> Path:
        """The folder of its programs."""
        return self.folder / "bin"

    @property
    def packages(self) -> Path:
        """The folder of its packages."""
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        return self.folder / "lib" / version / "site-packages"

    def run(
        self, command: str, folder: Path, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command line; requirements of builds come from the environment."""
        path = [str(self.bin), str(Path(sys.executable).parent), os.environ["PATH"]]
        environment = {
            "PATH": os.pathsep.join(path),
            "HOME": str(folder),
            "VIRTUAL_ENV": str(self.folder),
            "UV_PYTHON": str(self.bin / "python"),
            "UV_NO_BUILD_ISOLATION": "1",
            "UV_OFFLINE": "1",
            "UV_CACHE_DIR": str(self.cache / "uv"),
            "SMITHWRIGHT_CACHE": str(self.cache / "smithwright"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def done(self, command: str, folder: Path, **variables: str) -> str:
        """Runs a command that succeeds; returns what it prints."""
        ended = self.run(command, folder, **variables)
        assert ended.returncode == 0, f"{command}\n{ended.stdout}{ended.stderr}"
        return ended.stdout + ended.stderr

    def python(self, code: str, folder: Path, **variables: str) -> str:
        """Runs Python code; returns what it prints."""
        return self.done(f"python -P - <<'END'\n{code}\nEND", folder, **variables)


MakeEnvironment = Callable[[], Environment]


@pytest.fixture(scope="session")
def build_environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Smithwright from its own wheel, with the tools that build projects."""
    folder = tmp_path_factory.mktemp("build-environment")
    environment = _created(folder / "venv", folder)
    tools = f"uv build --wheel --quiet --out-dir {folder} {ROOT}"
    environment.packages.joinpath("tools.pth").write_text(f"{_SITE}\n")
    environment.done(tools, folder)
    environment.done(f"uv pip install --quiet --no-deps {folder}/*.whl", folder)
    where = environment.python(
        "import smithwright; print(smithwright.__file__)", folder
    )
    assert Path(where.strip()).is_relative_to(environment.packages)
    return environment


@pytest.fixture
def new_environment(tmp_path: Path) -> MakeEnvironment:
    """Makes environments that have msgspec and nothing else."""
    made: list[Environment] = []

    def create() -> Environment:
        environment = _created(tmp_path / f"user-{len(made)}", tmp_path)
        for file in distribution("msgspec").files or ():
            source, target = _SITE / file, environment.packages / file
            if source.is_file() and source.suffix != ".pyc":
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        made.append(environment)
        return environment

    return create


def _created(folder: Path, cache: Path) -> Environment:
    environment = Environment(folder, cache)
    uv = Path(sys.executable).parent / "uv"
    command = [str(uv), "venv", "--quiet", "--offline", "--python", sys.executable]
    subprocess.run([*command, str(folder)], check=True)
    return environment


@pytest.fixture(scope="session")
def _project(
    build_environment: Environment, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for command in shown_commands("The project"):
        build_environment.done(command, folder)
    write_files("The project", folder)
    return folder


@pytest.fixture
def checkout(_project: Path, tmp_path: Path) -> Path:
    """A clean checkout of the page's project, which no build system is added to."""
    folder = tmp_path / "checkout"
    shutil.copytree(_project, folder)
    assert not (folder / "src/my_connect").exists()
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    return folder
