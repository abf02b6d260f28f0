"""Which configuration a working directory has."""

from __future__ import annotations

from pathlib import Path

import pytest

from smithwright.settings import SettingsError, find_settings

PYPROJECT = "[tool.smithwright]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return tmp_path / "outer"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"inner/pyproject.toml": PYPROJECT}, "pyproject.toml"),
        ({"inner/smithwright.toml": ""}, "smithwright.toml"),
        (
            {"inner/smithwright.toml": "", "inner/pyproject.toml": PYPROJECT},
            "smithwright.toml",
        ),
        ({"pyproject.toml": PYPROJECT}, "../pyproject.toml"),
        (
            {"smithwright.toml": "", "inner/pyproject.toml": "[tool.other]\n"},
            "../smithwright.toml",
        ),
        (
            {"smithwright.toml": "", "inner/pyproject.toml": PYPROJECT},
            "pyproject.toml",
        ),
        ({"smithwright.toml": "", "inner/pyproject.toml": "["}, "../smithwright.toml"),
    ],
)
def test_the_closest_configuration_is_found(
    files: dict[str, str], found: str, folder: Path
) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)
    assert find_settings(Path()) == Path(found)


def test_a_folder_without_configuration_says_to_run_init(folder: Path) -> None:
    with pytest.raises(SettingsError, match="`smithwright init` writes one"):
        find_settings(Path())
