"""Publishing: generated texts become the files of a folder, all of them or none."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from smithwright.errors import SmithwrightError
from smithwright.installation import is_checkout
from smithwright.publishing.comparison import Comparison, compare, entries
from smithwright.publishing.manifest import (
    MANIFEST,
    STAGED,
    Fingerprint,
    Manifest,
    ManifestError,
    content,
    digest,
    read_manifest,
)
from smithwright.publishing.recognition import (
    Sight,
    is_recognised,
    is_unedited,
    look,
    note_of,
    recognise,
    untouched_files,
)
from smithwright.publishing.replacement import replace
from smithwright.publishing.staging import clear, stage_of, staging, tree_of
from smithwright.version import __version__


class PublishError(SmithwrightError):
    """A package could not be published."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, each tuple in order of path, without the manifest.

    Attributes:
        written: Files that are new or have another content than before.
        unchanged: Files that had this content already; they keep their times.
        removed: Files of the version before that are no longer generated.
        edited: Those of the written and the removed that had been edited by hand.
    """

    written: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    removed: tuple[PurePosixPath, ...]
    edited: tuple[PurePosixPath, ...] = ()


def publish(
    texts: Mapping[PurePosixPath, str], folder: Path, manifest: Manifest, noted: str
) -> Published:
    """Makes a folder hold what a manifest lists, and keeps what is not generated.

    The new version is built beside the folder, in `.NAME.smithwright`, flushed to the
    disk, and exchanged for the old one in one step. So at every moment the folder is
    one whole version: after an error, an interrupt, a kill or a power cut it is the
    old or the new one, and the next run removes what is left in `.NAME.smithwright`.
    A program that reads several files during the exchange may read from both.

    Where folders cannot be exchanged (Windows, some network file systems, a folder
    from a lower layer of a container's overlay, a mount point), all that is new is
    written into `.smithwright.new` in the folder, and then moved to its place file by
    file, the manifest last. An error while writing leaves the old version whole, and an
    interrupt while moving waits for the rest; but a kill or an error within those
    milliseconds leaves files of both versions, which `is_current` tells and the next
    run replaces.

    Files keep their permissions, and unchanged ones are the same files as before, with
    their times. Files that are not generated are kept; interpreters' caches are not. A
    folder that is a symbolic link is followed: its target is published to. Runs on one
    folder wait for each other. Parents of the folder are made if needed.

    Args:
        texts: Each file's text by its path inside the package, but for files that are
            kept: those that the folder holds already.
        folder: The package's folder.
        manifest: The manifest of all these files.
        noted: What is noted of the run that made them.

    Raises:
        ChangedMeanwhileError: The folder does not hold a file that is to be kept.
        PublishError: A path leaves the folder or cannot be a file on every system; the
            folder is a file, or neither empty nor generated; what is not generated is
            in the way of a generated file; the system refuses to write.
    """
    try:
        target = _target(folder)
        with staging(target) as tree:
            clear(target / STAGED)
            before, sight = read_manifest(target), look(target)
            held = _recognised_files(target, before, sight)
            change = compare(texts, target, manifest, before, held)
            _refuse_to_lose(change, folder, before)
            if change.written or change.removed:
                replace(target, tree, change)
        _keep_in_mind(target, manifest, noted, change, sight)
    except ManifestError as error:
        raise PublishError(str(error)) from error
    except UnicodeEncodeError as error:
        raise PublishError(f"{folder}: not Unicode text: {error}") from error
    except OSError as error:
        raise PublishError(_refusal(error, folder)) from error
    return Published(
        tuple(path for path in change.written if path != MANIFEST),
        tuple(path for path in change.unchanged if path != MANIFEST),
        change.removed,
        tuple(sorted(change.edited)),
    )


def is_current(folder: Path, run: Fingerprint) -> bool:
    """Returns whether a folder holds, unedited, what a run would generate.

    Reads the manifest and every file that it lists, unless the folder is recognised as
    one that was current before, and writes nothing to it. Files that are not generated
    do not matter here. What a killed run left behind does, so that the next run removes
    it.

    Args:
        folder: The package's folder.
        run: The run's fingerprint.

    Raises:
        OSError: A file exists and cannot be read.
    """
    if os.path.exists(stage_of(folder.resolve())):
        return False
    sight = look(folder)
    if is_recognised(folder, run.noted, sight):
        return True
    try:
        manifest = read_manifest(folder)
    except ManifestError:
        return False
    if manifest is None or not _is_believed(manifest, folder, run):
        return False
    if (folder / STAGED).exists():
        return False
    if not all(_holds(folder, path, manifest) for path in manifest.files):
        return False
    recognise(folder, run.noted, manifest.digest, sight)
    return True


def _is_believed(manifest: Manifest, folder: Path, run: Fingerprint) -> bool:
    """Returns whether the files that a manifest lists are those of a run.

    The note of an earlier run knows that. Without one, the version tells generators
    apart, but not in a checkout of this one.
    """
    note = note_of(folder)
    if note is not None and note.manifest == manifest.digest:
        return note.made_by == run.noted
    made_from = manifest.inputs, manifest.generator
    return not is_checkout() and made_from == (run.committed, __version__)


def held_files(folder: Path) -> Mapping[PurePosixPath, str]:
    """Returns the files that a folder holds as they were generated, with their digests.

    Args:
        folder: The package's folder, which need not exist.

    Raises:
        OSError: A file exists and cannot be read.
    """
    try:
        manifest = read_manifest(folder)
    except ManifestError:
        return {}
    if manifest is None:
        return {}
    return _recognised_files(folder, manifest, look(folder)) or {
        path: digest
        for path, digest in manifest.files.items()
        if _holds(folder, path, manifest)
    }


def _recognised_files(
    folder: Path, manifest: Manifest | None, sight: Sight | None
) -> Mapping[PurePosixPath, str]:
    """The files of a folder that are known without reading them, with their digests."""
    return manifest.files if manifest and is_unedited(folder, sight) else {}


def _keep_in_mind(
    folder: Path,
    manifest: Manifest,
    noted: str,
    change: Comparison,
    before: Sight | None,
) -> None:
    """Lets the next run recognise what was published, if nobody has edited it since.

    What was there before, and compared after `before` was looked at, is not read again.
    """
    if (now := look(folder)) is None:
        return
    untouched = set[str]() if before is None else untouched_files(before, now)
    unread = {path for path in change.unchanged if str(path) in untouched}
    # It is published: whatever is the matter now is the next run's to tell.
    with suppress(OSError):
        if all(
            _holds(folder, path, manifest) for path in manifest.files.keys() - unread
        ):
            recognise(folder, noted, manifest.digest, now)


def _holds(folder: Path, path: PurePosixPath, manifest: Manifest) -> bool:
    data = content(os.path.join(folder, path))
    return data is not None and digest(data) == manifest.files[path]


def has_left_overs(folder: Path) -> bool:
    """Returns whether a generated package's folder holds files that are not generated.

    Raises:
        ManifestError: The manifest is damaged or of a later format.
        OSError: The folder cannot be read.
    """
    manifest = read_manifest(folder)
    generated = {MANIFEST, *(manifest.files if manifest else ())}
    return any(path not in generated for path in entries(folder))


def _target(folder: Path) -> Path:
    if folder.is_symlink() and not folder.exists():
        raise PublishError(f"{folder}: a symbolic link that leads nowhere")
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"{folder}: a file where the package's folder should be")
    for parent in folder.parents:
        if parent.exists() and not parent.is_dir():
            raise PublishError(f"{parent}: a file where a folder should be")
    target = folder.resolve()
    if not target.name:
        raise PublishError(f"{folder}: the root of the file system")
    return target


def _refusal(error: OSError, folder: Path) -> str:
    """Returns what cannot be written, by its path in the package's folder, and why."""
    path, target = folder, folder.resolve()
    for place in (tree_of(target), target / STAGED, target):
        with suppress(TypeError, ValueError):  # no path, or one elsewhere
            path = folder / Path(error.filename).relative_to(place)
            break
    return f"{path}: can't be written: {error.strerror or error}"


def _refuse_to_lose(change: Comparison, folder: Path, before: Manifest | None) -> None:
    if before is None and change.present:
        raise PublishError(
            f"{folder}: neither empty nor generated (it has no {MANIFEST}): "
            "choose another folder, or empty this one"
        )
    if change.obstacles:
        names = ", ".join(map(str, change.obstacles))
        raise PublishError(f"{folder}: not generated, and in the way: {names}")
