"""Packages in folders: their files are written there and imported from there."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path, PurePosixPath
from types import ModuleType

from smithwright.corridor import build
from smithwright.models.selection import Closure
from smithwright.plan.completion import Plan, complete
from smithwright.plan.outline import outline_package
from smithwright.rendering.render import render
from smithwright.rendering.runtime import runtime
from smithwright.settings import PackageSettings


def plan_package(closure: Closure, name: str, protocol: str | None = None) -> Plan:
    """Returns the plan of a whole package."""
    return complete(outline_package(closure, name, protocol))


def files_of(package: Plan) -> dict[PurePosixPath, str]:
    """Returns all files of a package, without the layout that only readers need."""
    return {**render(package), **runtime(package.runtime)}


def write_files(files: Mapping[PurePosixPath, str], folder: Path) -> None:
    """Writes the files of a package to its own folder, where there may be others."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@contextmanager
def importing_from(folder: Path) -> Iterator[None]:
    """Lets modules be imported from a folder, those written by now."""
    sys.path.insert(0, str(folder))
    invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))


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
    write_files(build(settings, base).texts, folder / settings.name)
    try:
        with importing_from(folder):
            yield import_module(settings.name)
    finally:
        forget(settings.name)


def forget(package: str) -> None:
    """Lets another package of this name be imported."""
    for name in list(sys.modules):
        if name.partition(".")[0] == package:
            del sys.modules[name]
