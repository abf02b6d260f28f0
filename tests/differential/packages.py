"""Generated packages that are imported from memory, as they were rendered."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import PurePosixPath
from types import ModuleType


class _Memory(MetaPathFinder, Loader):
    """Finds and runs the modules of one package."""

    def __init__(self, name: str, files: Mapping[PurePosixPath, str]) -> None:
        self._texts = {
            _module(name, path): text
            for path, text in files.items()
            if path.suffix == ".py"
        }
        self._packages = {
            _module(name, path) for path in files if path.name == "__init__.py"
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
        exec(compile(self._texts[name], f"<{name}>", "exec"), vars(module))


@contextmanager
def imported(name: str, files: Mapping[PurePosixPath, str]) -> Iterator[ModuleType]:
    """Imports a package for as long as it is used."""
    finder = _Memory(name, files)
    sys.meta_path.insert(0, finder)
    try:
        yield import_module(name)
    finally:
        sys.meta_path.remove(finder)
        for loaded in list(sys.modules):
            if loaded.partition(".")[0] == name:
                del sys.modules[loaded]


def _module(package: str, path: PurePosixPath) -> str:
    parts = (package, *path.with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")
