"""The package of one operation, generated from botocore's model of its service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import invalidate_caches
from pathlib import Path
from tempfile import TemporaryDirectory

from smithwright.models.loading import load
from smithwright.models.selection import select
from tests.support.packages import files_of, importing_from, plan_package, write_files


@contextmanager
def importable_folder() -> Iterator[Path]:
    """Gives a folder that modules are imported from for as long as it is there."""
    with (
        TemporaryDirectory(prefix="smithwright-bench-") as folder,
        importing_from(Path(folder)),
    ):
        yield Path(folder)


def write_package(
    service: str, operations: tuple[str, ...], name: str, folder: Path
) -> None:
    """Writes the package `name`, without the layout that only readers need.

    Args:
        service: botocore's name of the service.
        operations: Names of operations; none means all.
        name: The import name.
        folder: The folder that gets the package's folder.
    """
    model = load((f"botocore:{service}",), Path())
    package = plan_package(select(model, None, operations), name)
    write_files(files_of(package), folder / name)
    invalidate_caches()
