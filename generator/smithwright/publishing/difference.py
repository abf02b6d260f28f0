"""Differences between generated texts and the folder that should hold them."""

import difflib
import enum
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from smithwright.publishing.comparison import compare
from smithwright.publishing.manifest import (
    MANIFEST,
    Manifest,
    ManifestError,
    content,
    read_manifest,
)


class Kind(enum.StrEnum):
    """How a file differs from what would be generated."""

    CHANGED = "changed"
    """As it was generated; it would be generated otherwise now."""
    MISSING = "missing"
    """It would be generated, and is not there."""
    EDITED = "edited by hand"
    """Neither what was generated nor what would be."""
    LEFT_OVER = "left over"
    """Generated before and no longer, or never generated."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not what would be generated.

    Attributes:
        path: The file's path inside the package.
        kind: How it differs.
        found: What it holds; None if it is missing or a link.
        wanted: What it would hold; None if it would not be there.
        kept: Whether generating leaves it there: it was never generated.
    """

    path: PurePosixPath
    kind: Kind
    found: bytes | None
    wanted: bytes | None
    kept: bool = False

    def __str__(self) -> str:
        """Returns the kind and the path."""
        return f"{self.kind}: {self.path}"


def differences(
    texts: Mapping[PurePosixPath, str], folder: Path, manifest: Manifest
) -> tuple[Difference, ...]:
    """What publishing these files would change, and what it would leave in the way.

    Writes nothing: no lock, no temporary file, no folder.

    Args:
        texts: Each file's text by its path inside the package, but for files that are
            kept.
        folder: The package's folder; all files are missing if it does not exist.
        manifest: The manifest of all these files.

    Returns:
        One difference for each file, in order of path, the manifest last; none if the
        folder holds just what would be generated.

    Raises:
        ChangedMeanwhileError: The folder does not hold a file that is to be kept.
        ManifestError: A path is none that a package may hold.
        OSError: A file or folder exists and cannot be read.
    """
    try:
        before = read_manifest(folder)
    except ManifestError:
        before = None
    change = compare(texts, folder, manifest, before, held={})

    def difference(path: PurePosixPath, kind: Kind) -> Difference:
        found = content(folder / path)
        if kind is Kind.CHANGED and path in change.edited:
            kind = Kind.EDITED
        kept = path in change.foreign
        return Difference(path, kind, found, change.wanted.get(path), kept)

    found = [
        *(difference(path, Kind.MISSING) for path in change.missing),
        *(difference(path, Kind.CHANGED) for path in change.changed),
        *(difference(path, Kind.LEFT_OVER) for path in change.removed),
        *(difference(path, Kind.LEFT_OVER) for path in change.foreign),
    ]
    return tuple(sorted(found, key=lambda each: (each.path == MANIFEST, each.path)))


def unified_diff(differences: tuple[Difference, ...], folder: Path) -> str:
    """Returns the differences as a patch from what is there to what would be generated.

    Names are `a/` and `b/` and the path from the folder's parent, so that
    `patch -p1` there applies it. A file that generating would leave is only named, and
    so is one that is no text.

    Args:
        differences: What `differences` found.
        folder: The package's folder.
    """
    name = PurePosixPath(Path(os.path.abspath(folder)).name)
    return "".join(line for each in differences for line in _file_diff(each, name))


def _file_diff(difference: Difference, name: PurePosixPath) -> Iterator[str]:
    path = name / difference.path
    if difference.kept:
        yield f"Only in a/{path.parent}: {path.name}\n"
        return
    old = _lines(difference.found)
    new = _lines(difference.wanted)
    if old is None or new is None:
        yield f"Binary files a/{path} and b/{path} differ\n"
        return
    yield f"--- a/{path}\n" if difference.found is not None else "--- /dev/null\n"
    yield f"+++ b/{path}\n" if difference.wanted is not None else "+++ /dev/null\n"
    for line in islice(difflib.unified_diff(old, new), 2, None):  # its own header
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes | None) -> list[str] | None:
    """A file's lines with their ends, which are line feeds only; None if binary."""
    if data is None:
        return []
    if b"\0" in data:
        return None
    *lines, last = data.decode(errors="replace").split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])
