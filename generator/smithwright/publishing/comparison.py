"""What a folder holds beside what it shall hold: one answer for publish and check."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from smithwright.errors import SmithwrightError
from smithwright.publishing.manifest import (
    IGNORED,
    MANIFEST,
    Manifest,
    check_paths,
    content,
    digest,
    encoded,
    interned_path,
)


class ChangedMeanwhileError(SmithwrightError):
    """A file that was to be kept is no longer what it was."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A folder's files by what publishing does with them, in order of path.

    Attributes:
        manifest: What the folder shall hold.
        wanted: The bytes of its files but for those that are kept, the manifest last.
        present: All that was found, with links and without folders.
        missing: Wanted and not there.
        changed: Wanted and there with another content, or as a link.
        unchanged: Wanted and there.
        removed: Generated before and no longer wanted.
        edited: Those of the changed and the removed that are not as they were
            generated, as far as that is known.
        foreign: There, and never generated.
        obstacles: Not generated, and in the way of a wanted file.
    """

    manifest: Manifest
    wanted: Mapping[PurePosixPath, bytes]
    present: frozenset[PurePosixPath]
    missing: tuple[PurePosixPath, ...]
    changed: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    removed: tuple[PurePosixPath, ...]
    edited: tuple[PurePosixPath, ...]
    foreign: tuple[PurePosixPath, ...]
    obstacles: tuple[PurePosixPath, ...]

    @property
    def written(self) -> tuple[PurePosixPath, ...]:
        """What is missing or changed, the manifest last."""
        done = frozenset(self.unchanged)
        return tuple(path for path in self.wanted if path not in done)


def compare(
    texts: Mapping[PurePosixPath, str],
    folder: Path,
    manifest: Manifest,
    before: Manifest | None,
    held: Mapping[PurePosixPath, str],
) -> Comparison:
    """Compares generated texts and their manifest with what a folder holds.

    Args:
        texts: Each file's text by its path inside the package, but for files that are
            kept: those that the folder holds already.
        folder: The package's folder, which need not exist.
        manifest: The manifest of all these files.
        before: The manifest in the folder.
        held: The digests of files that are known without reading them.

    Raises:
        ChangedMeanwhileError: The folder does not hold a file that is to be kept.
        ManifestError: A path is none that a package may hold.
        UnicodeEncodeError: A text has a lone surrogate.
        OSError: A file cannot be read.
    """
    check_paths(manifest.files)
    wanted = {path: encoded(texts[path]) for path in sorted(texts)}
    wanted[MANIFEST] = encoded(manifest.text)
    digests = {path: manifest.files[path] for path in sorted(manifest.files)}
    digests[MANIFEST] = manifest.digest
    present = frozenset(entries(folder))
    there = [path for path in digests if path in present]
    known = {path for path in there if held.get(path) == digests[path]}
    found = {
        path: content(os.path.join(folder, path)) for path in there if path not in known
    }
    same = known.union(
        path
        for path, data in found.items()
        if data is not None and digest(data) == digests[path]
    )
    changed = [path for path in there if path not in same]
    missing = [path for path in digests if path not in present]
    for path in (*changed, *missing):
        if path not in wanted:
            raise ChangedMeanwhileError(
                f"{folder / path}: changed while the package was made"
            )
    generated = {MANIFEST, *before.files} if before else set[PurePosixPath]()
    removed = sorted((present & generated) - digests.keys())
    found |= {path: content(os.path.join(folder, path)) for path in removed}
    foreign = sorted(present - digests.keys() - generated)
    folders = {parent for path in digests for parent in path.parents} if foreign else ()
    in_the_way = [path for path in changed if path not in generated]
    in_the_way += [
        path
        for path in foreign
        if path in folders or not digests.keys().isdisjoint(path.parents)
    ]
    return Comparison(
        manifest,
        wanted,
        present,
        tuple(missing),
        tuple(changed),
        tuple(path for path in there if path in same),
        tuple(removed),
        tuple(_edited((*changed, *removed), found, before)),
        tuple(foreign),
        tuple(sorted(in_the_way)),
    )


def _edited(
    paths: Iterable[PurePosixPath],
    found: Mapping[PurePosixPath, bytes | None],
    before: Manifest | None,
) -> Iterator[PurePosixPath]:
    # Of a version that was left half replaced, nobody knows what is edited.
    if before is None or not before.inputs:
        return
    for path in paths:
        if path == MANIFEST:
            continue
        data = found[path]
        if data is None or digest(data) != before.files.get(path):
            yield path


def entries(folder: Path) -> Iterator[PurePosixPath]:
    """Yields the path of each file and link in a folder and its subfolders.

    Links are not followed; what nobody wrote (`__pycache__`) is left out.

    Raises:
        OSError: A folder cannot be listed.
    """
    pending = [""]
    while pending:
        below = pending.pop()
        for entry in _listed(folder / below):
            path = f"{below}{entry.name}"
            if entry.name in IGNORED:
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(f"{path}/")
            else:
                yield interned_path(path)


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as listing:
            return list(listing)
    except FileNotFoundError:
        return []
