"""The same bytes, whatever differs between two runs but the sources."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

GENERATE = "from smithwright.cli import main; main()"


def generated(
    folder: Path, *, cache: Path, cwd: Path, python: str = sys.executable, seed: int = 0
) -> dict[str, bytes]:
    """Generates Connect's package in a process and reads it."""
    models = Path(os.path.relpath(ROOT / "models", cwd))
    subprocess.run(
        [
            *(python, "-c", GENERATE, "generate", "--package", "chat"),
            *("--source", str(models / "connect.json")),
            *("--source", str(models / "connect.overlay.json")),
            *("--output", str(folder)),
        ],
        cwd=cwd,
        env=os.environ | {"SMITHWRIGHT_CACHE": str(cache), "PYTHONHASHSEED": str(seed)},
        check=True,
        capture_output=True,
    )
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Path]:
    """A package from a cold cache, and the cache, which now is warm."""
    folder = tmp_path_factory.mktemp("first")
    cache = folder / "cache"
    return generated(folder / "out", cache=cache, cwd=ROOT), cache


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_sets_decides_nothing(
    seed: int, first: tuple[dict[str, bytes], Path], tmp_path: Path
) -> None:
    """The order of sets decides nothing, with a cold cache."""
    package, _ = first
    cold = generated(tmp_path / "out", cache=tmp_path / "cache", cwd=ROOT, seed=seed)
    assert cold == package


def test_texts_from_the_cache_are_those_that_were_formatted(
    first: tuple[dict[str, bytes], Path], tmp_path: Path
) -> None:
    """Texts from the cache are those that were formatted."""
    package, cache = first
    assert generated(tmp_path / "out", cache=cache, cwd=ROOT) == package


def test_no_file_says_where_the_sources_and_the_output_are(
    first: tuple[dict[str, bytes], Path], tmp_path: Path
) -> None:
    """The paths of the sources and of the output are in no file."""
    package, cache = first
    shutil.copytree(ROOT / "models", tmp_path / "models")
    elsewhere = generated(tmp_path / "deep" / "out", cache=cache, cwd=tmp_path)
    assert elsewhere == package
    for data in package.values():
        assert str(ROOT).encode() not in data
        assert str(tmp_path).encode() not in data


def test_committed_package_is_what_is_generated() -> None:
    """The repository holds what its generator writes."""
    result = subprocess.run(
        [sys.executable, "-c", GENERATE, "check"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (result.returncode, result.stderr) == (0, "")
