"""Replacing a folder's version: in one exchange, or file by file where none is."""

import os
import shutil
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from smithwright.publishing.comparison import Comparison, entries
from smithwright.publishing.exchange import exchange
from smithwright.publishing.manifest import (
    MANIFEST,
    STAGED,
    Manifest,
    encoded,
)
from smithwright.publishing.staging import clear

_FLUSHED_TOGETHER = 16


def replace(folder: Path, tree: Path, change: Comparison) -> None:
    """Makes `folder` what `change` says; see `publish` for what holds meanwhile.

    Args:
        folder: The package's folder, which need not exist.
        tree: Where to build the new version, on the same file system.
        change: The folder compared with what it shall hold.

    Raises:
        OSError: The system refuses.
    """
    _build(tree, folder, change)
    if not folder.exists():
        os.rename(tree, folder)
    elif exchange(tree, folder):
        # What somebody put there since it was listed, which is now in the old tree.
        for path in sorted(set(entries(tree)) - change.present - {*change.wanted}):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            _keep(os.path.join(tree, path), os.path.join(folder, path))
    else:
        _write_and_move(folder, change)
    # It is done now, whatever the disk says.
    with suppress(OSError):
        _flush(folder)
        _flush(folder.parent)


def _build(tree: Path, folder: Path, change: Comparison) -> None:
    kept = (*change.unchanged, *change.foreign)
    folders = sorted(_folders_of((*change.written, *kept)))
    for path in folders:
        (tree / path).mkdir()
    _write_all(tree, change.written, folder, change)
    for path in kept:
        _keep(os.path.join(folder, path), os.path.join(tree, path))
    for path in reversed(folders):
        _resemble(tree / path, folder / path)
        _flush(tree / path)


def _folders_of(paths: Iterable[PurePosixPath]) -> set[PurePosixPath]:
    innermost = {path.parent for path in paths}
    return innermost | {parent for path in innermost for parent in path.parents}


def _write_all(
    tree: Path, paths: Iterable[PurePosixPath], folder: Path, change: Comparison
) -> None:
    finished: list[tuple[Path, Path]] = []
    for name in paths:
        _write(tree / name, change.wanted[name])
        finished.append((tree / name, folder / name))
    if len(finished) < _FLUSHED_TOGETHER:
        for path, before in finished:
            _finish(path, before)
        return
    from concurrent.futures import ThreadPoolExecutor

    # Together: a journal takes many files in a fraction of the time.
    with ThreadPoolExecutor(_FLUSHED_TOGETHER) as pool:
        for _ in pool.map(_finish, *zip(*finished, strict=True)):
            pass


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "xb") as file:
        file.write(data)


def _finish(path: Path, before: Path) -> None:
    """Gives a new file the permissions of the one before, and flush it."""
    # Opened first, as it may become read-only; Windows flushes what is open for
    # writing only.
    with open(path, "r+b") as file:
        _resemble(path, before)
        os.fsync(file.fileno())


def _keep(path: str, copy: str) -> None:
    try:
        os.link(path, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(path, copy, follow_symlinks=False)


def _resemble(path: Path, before: Path) -> None:
    """Gives a new file or folder the permissions and the owner of the one before."""
    try:
        status = before.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    if stat.S_IFMT(status.st_mode) != stat.S_IFMT(path.lstat().st_mode):
        return
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(path, status.st_uid, status.st_gid)
    path.chmod(stat.S_IMODE(status.st_mode))


def _flush(folder: Path) -> None:
    if sys.platform == "win32":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_and_move(folder: Path, change: Comparison) -> None:
    staged = folder / STAGED
    try:
        _write_all(staged, _moved(change), folder, change)
        _write(staged / STAGED, _both_versions(change))
        _finish(staged / STAGED, folder / MANIFEST)
    except BaseException:
        with suppress(OSError):
            clear(staged)
        raise
    try:
        _move(staged, folder, change)
    except KeyboardInterrupt:
        _move(staged, folder, change)
        raise


def _moved(change: Comparison) -> list[PurePosixPath]:
    # The manifest always, as it has been replaced by that of both versions.
    return [*(path for path in change.written if path != MANIFEST), MANIFEST]


def _both_versions(change: Comparison) -> bytes:
    # Until the last file has its place: whatever a kill leaves is known as generated,
    # and current for no inputs.
    removed = dict.fromkeys(change.removed, "")
    return encoded(Manifest("", {**change.manifest.files, **removed}).text)


def _move(staged: Path, folder: Path, change: Comparison) -> None:
    """Moves all to its place. Doing it again does what is left of it."""
    _move_one(staged / STAGED, folder / MANIFEST)
    for path in change.removed:
        (folder / path).unlink(missing_ok=True)
        _remove_emptied(folder, path)
    for path in _moved(change):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        _move_one(staged / path, folder / path)
    with suppress(OSError):
        clear(staged)


def _move_one(path: Path, target: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        clear(target)  # nobody's files are in it
    with suppress(FileNotFoundError):
        os.replace(path, target)


def _remove_emptied(folder: Path, path: PurePosixPath) -> None:
    for parent in path.parents[:-1]:
        try:
            shutil.rmtree(folder / parent / "__pycache__", ignore_errors=True)
            (folder / parent).rmdir()
        except OSError:
            return
