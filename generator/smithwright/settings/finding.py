"""Finds the configuration that a working directory is under."""

from __future__ import annotations

import os
from pathlib import Path

from smithwright.settings.package import SettingsError
from smithwright.settings.reading import OWN_FILE, PYPROJECT, has_settings


def find_settings(folder: Path) -> Path:
    """Returns the configuration of the closest folder that has one.

    That is its smithwright.toml, or else its pyproject.toml if that has the table
    `tool.smithwright`. The path is relative to the working directory where it can be.

    Args:
        folder: Where to look first; then come the folders that hold it.

    Raises:
        SettingsError: No folder up to the root has one.
    """
    start = folder.absolute()
    for place in (start, *start.parents):
        own, pyproject = place / OWN_FILE, place / PYPROJECT
        if own.is_file():
            return _shown(own)
        if has_settings(pyproject):
            return _shown(pyproject)
    raise SettingsError(
        f"no {OWN_FILE}, and no {PYPROJECT} with [tool.smithwright], in this folder or "
        "above it: `smithwright init` writes one"
    )


def _shown(path: Path) -> Path:
    try:
        return Path(os.path.relpath(path))
    except ValueError:  # on another drive
        return path
