"""Generated packages that are imported from memory, as they were rendered."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import PurePosixPath
from types import CodeType, ModuleType

from tests.support.packages import forget


class _Memory(MetaPathFinder, Loader):
    """Finds and runs the modules of one package."""

    def __init__(self, name: str, files: Mapping[PurePosixPath, str]) -> None:
        self._texts = {
            module_name(name, path): text
            for path, text in files.items()
            if path.suffix == ".py"
        }
        self._packages = {
            module_name(name, path) for path in files if path.name == "__init__.py"
        }

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname not in self._texts:
            return None
        is_package = fullname in self._packages
        return spec_from_loader(fullname, self, is_package=is_package)

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        compiled = _cached if "._runtime" in name else _compiled
        exec(compiled(self._texts[name], name), vars(module))


def _compiled(text: str, name: str) -> CodeType:
    return compile(text, f"<{name}>", "exec", dont_inherit=True)


_cached = cache(_compiled)
"""For what packages have in common."""


@contextmanager
def imported(name: str, files: Mapping[PurePosixPath, str]) -> Iterator[ModuleType]:
    """Imports a package for as long as it is used."""
    finder = _Memory(name, files)
    sys.meta_path.insert(0, finder)
    try:
        yield import_module(name)
    finally:
        sys.meta_path.remove(finder)
        forget(name)


def module_name(package: str, path: PurePosixPath) -> str:
    """Returns the name of the module that a file of a package holds."""
    parts = (package, *path.with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")
