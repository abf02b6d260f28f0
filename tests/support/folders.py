"""Folders that outlive a test, and not the tests."""

from __future__ import annotations

import atexit
from pathlib import Path
from tempfile import TemporaryDirectory


def lasting_folder() -> Path:
    """Returns a new folder that is removed when the process ends."""
    folder = TemporaryDirectory(prefix="smithwright-")
    atexit.register(folder.cleanup)
    return Path(folder.name)
