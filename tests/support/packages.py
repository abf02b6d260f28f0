"""Packages generated for a test, as the command line would write them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

from smithwright.corridor import build
from smithwright.settings import PackageSettings


@contextmanager
def generated_package(
    settings: PackageSettings, base: Path, folder: Path
) -> Iterator[ModuleType]:
    """Writes a package below `folder` and imports it for as long as it is used.

    Args:
        settings: The package; its output is left aside.
        base: The folder that the sources are relative to.
        folder: The folder that gets the package's folder.
    """
    for path, text in build(settings, base).files.items():
        target = folder / settings.name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    sys.path.insert(0, str(folder))
    try:
        yield import_module(settings.name)
    finally:
        sys.path.remove(str(folder))
        for name in list(sys.modules):
            if name.partition(".")[0] == settings.name:
                del sys.modules[name]
