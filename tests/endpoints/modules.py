"""Modules of endpoints, written to a package that has a runtime, and imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path
from shutil import copyfile
from types import ModuleType

from smithwright.installation import templates_folder
from tests.support.packages import forget, importing_from

PACKAGE = "endpoints_of_tests"
RUNTIME = (
    "__init__.py",
    "client/__init__.py",
    "client/endpoint.py",
    "client/partitions.py",
    "client/rules.py",
)


def with_client_runtime(package: Path) -> None:
    """Gives a package the modules of the runtime that modules of endpoints import."""
    for path in RUNTIME:
        file = package / "_runtime" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        copyfile(templates_folder() / "runtime" / path, file)


class Endpoints:
    """A package that modules of endpoints are added to while it can be imported."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / PACKAGE
        self._folder.mkdir()
        (self._folder / "__init__.py").touch()
        with_client_runtime(self._folder)

    def add(self, name: str, text: str) -> ModuleType:
        """Returns the module with this text."""
        module = self.written(name, text).stem
        invalidate_caches()
        return import_module(f"{PACKAGE}.{module}")

    def written(self, name: str, text: str) -> Path:
        """Returns the file of the module with this text."""
        # Names of services are no identifiers, and some are keywords.
        path = self._folder / f"of_{name.replace('-', '_')}.py"
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        return path


@contextmanager
def endpoints_package(folder: Path) -> Iterator[Endpoints]:
    """Makes the package in a folder, and lets it be imported for as long."""
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        with importing_from(folder):
            yield Endpoints(folder)
    finally:
        sys.dont_write_bytecode = before
        forget(PACKAGE)
