"""Folders of templates: their version, names and contents."""

from __future__ import annotations

from pathlib import Path

from smithwright.caching.digests import digest_of_parts

TEMPLATES_VERSION = 1
"""The version of what templates may use: blocks, and the values of the plan.

It rises when one of them goes, or comes to mean something else.
"""

ABOUT = "templates.toml"
"""The file in which a folder says which version it is written for."""


def templates_in(folder: Path) -> list[str]:
    """Returns the names of the templates in a folder."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.jinja")
        # A link that leads nowhere is a mistake that reading it tells.
        if not path.is_dir()
    )


def templates_digest(folder: Path) -> str:
    """Returns what tells two folders of templates apart: their names and contents."""
    parts: list[str | bytes] = []
    for name in (ABOUT, *templates_in(folder)):
        file = folder / name
        parts += name, file.read_bytes() if file.is_file() else b""
    return digest_of_parts(*parts)
