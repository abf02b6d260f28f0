"""The locked folder beside an output in which its next version is built."""

import os
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def staging(folder: Path) -> Generator[Path]:
    """A place beside `folder` for this process alone: the path of a tree to be made.

    One run at a time holds it and others wait. The operating system lets go of the
    lock of a process that died; what such a process left is removed first, and what
    lies there in the end is removed last.

    Raises:
        OSError: It cannot be made, locked or emptied.
    """
    stage, tree = stage_of(folder), tree_of(folder)
    path = stage / "lock"
    while (lock := _locked(path)) is None:
        pass
    with lock:
        _clear_left(tree)
        try:
            yield tree
        finally:
            # What cannot be removed now stops the next run, which says so.
            with suppress(OSError):
                clear(tree)
            if sys.platform == "win32":
                lock.close()  # no open file is removed there
            with suppress(OSError):
                path.unlink()
                stage.rmdir()


def stage_of(folder: Path) -> Path:
    """The folder beside `folder` that is there during a run, and after a killed one."""
    return folder.with_name(f".{folder.name}.smithwright")


def tree_of(folder: Path) -> Path:
    """Returns where in that the next version of `folder` is built."""
    return stage_of(folder) / "tree"


def clear(tree: Path) -> None:
    """Removes a folder, if it is there, and all that is in it.

    Raises:
        OSError: Something in it belongs to somebody else.
    """
    for folder, _, _ in os.walk(tree):
        os.chmod(folder, 0o700)
    with suppress(FileNotFoundError):
        shutil.rmtree(tree)


def _clear_left(tree: Path) -> None:
    try:
        clear(tree)
    except OSError as error:
        raise OSError(
            f"{tree.parent.name} beside it, which a run left, can't be removed: "
            f"{error.strerror}"
        ) from error


def _locked(path: Path) -> BinaryIO | None:
    """The lock file, locked; None if the run that held it has removed it meanwhile."""
    # Not `exist_ok`, which looks again, when that run may have removed it.
    with suppress(FileExistsError):
        path.parent.mkdir(parents=True)
    if path.parent.is_symlink() or path.parent.is_file():
        raise FileExistsError(f"{path.parent.name} beside it is in the way")
    try:
        lock = open(path, "ab")  # noqa: SIM115 (returned open)
    except FileNotFoundError:
        return None
    _lock(lock)
    with suppress(FileNotFoundError):
        if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
            return lock
    lock.close()
    return None


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(file: BinaryIO) -> None:
        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(0.05)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)
