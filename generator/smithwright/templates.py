"""Where the templates are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def templates_folder() -> Path:
    """Returns the folder of the templates: in the wheel, or in a checkout."""
    installed = _HERE / "templates"
    return installed if installed.is_dir() else _HERE.parents[1] / "templates"
