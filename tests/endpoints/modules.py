"""Modules of endpoints, written to a package that has a runtime, and imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path
from shutil import copytree
from types import ModuleType

from smithwright.installation import templates_folder
from tests.support.packages import forget, importing_from

PACKAGE = "endpoints_of_tests"


def with_client_runtime(package: Path) -> None:
    """Gives a package the modules of the runtime that it has not got."""
    copytree(templates_folder() / "runtime", package / "_runtime", dirs_exist_ok=True)


class Endpoints:
    """A package that modules of endpoints are added to while it can be imported."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / PACKAGE
        self._folder.mkdir()
        (self._folder / "__init__.py").touch()
        with_client_runtime(self._folder)

    def add(self, name: str, text: str) -> ModuleType:
        """Returns the module with this text."""
        # Names of services are no identifiers, and some are keywords.
        module = f"of_{name.replace('-', '_')}"
        with (self._folder / f"{module}.py").open("x", encoding="utf-8") as file:
            file.write(text)
        invalidate_caches()
        return import_module(f"{PACKAGE}.{module}")


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
