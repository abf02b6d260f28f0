"""Finds the configuration that a working directory is under."""

from __future__ import annotations

import os
from pathlib import Path

from smithwright.settings.package import SettingsError
from smithwright.settings.reading import OWN_FILE, PYPROJECT, has_settings


def settings_in(folder: Path) -> Path | None:
    """Returns the configuration in a folder, None if it has none.

    That is its smithwright.toml, or else its pyproject.toml if that has the table
    `tool.smithwright`.
    """
    own, pyproject = folder / OWN_FILE, folder / PYPROJECT
    if own.is_file():
        return own
    return pyproject if has_settings(pyproject) else None


def find_settings(folder: Path) -> Path:
    """Returns the configuration of the closest folder that has one.

    The path is relative to the working directory where it can be.

    Args:
        folder: Where to look first; then come the folders that hold it.

    Raises:
        SettingsError: No folder up to the root has one.
    """
    start = folder.absolute()
    for place in (start, *start.parents):
        if (found := settings_in(place)) is not None:
            return _shown(found)
    raise SettingsError(
        f"no {OWN_FILE}, and no {PYPROJECT} with [tool.smithwright], in this folder or "
        "above it: `smithwright init` writes one"
    )


def _shown(path: Path) -> Path:
    try:
        return Path(os.path.relpath(path))
    except ValueError:  # on another drive
        return path
