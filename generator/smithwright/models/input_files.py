"""The files that packages are made from, for those who copy or watch them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from smithwright.settings import PackageSettings
from smithwright.sources import path_of


def input_paths(packages: Iterable[PackageSettings], base: Path) -> tuple[Path, ...]:
    """Returns the models, overlays and folders of templates of some packages.

    Args:
        packages: The packages.
        base: The folder that their paths are relative to.
    """
    return tuple(dict.fromkeys(_paths(packages, base)))


def _paths(packages: Iterable[PackageSettings], base: Path) -> Iterator[Path]:
    for settings in packages:
        for spec in settings.documents:
            if (path := path_of(spec, base)) is not None:
                yield path
        if settings.templates is not None:
            yield base / settings.templates


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yields the files among some paths, and those in the folders among them."""
    for path in paths:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file())
