"""Folders recognised as those that were found to be current, without reading files.

As version control systems do, this goes by what the file system says of each file: its
size, number, and times of content and status, of which programs cannot set the last.
A file that is written within the time that the system's clock takes to tick could keep
all of these, so only files that were written some ticks ago are trusted.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from smithwright.cache_folder import cache_folder
from smithwright.publishing.manifest import IGNORED, STAGED

# The clock of Linux's file systems ticks up to every 10 ms, that of Windows every 16.
_TICKS_NS = 50_000_000
_SECOND_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Sight:
    """What the file system says of a folder's files."""

    signature: str
    newest: int
    """When the last of them was written, in nanoseconds."""


def is_recognised(folder: Path, inputs: str, sight: Sight | None) -> bool:
    """Whether nothing in a folder has changed since it was current for these inputs.

    Args:
        folder: The folder.
        inputs: The fingerprint of the inputs.
        sight: What `look` says of the folder now.
    """
    if sight is None:
        return False
    try:
        return _note(folder).read_text("utf-8") == f"{inputs} {sight.signature}"
    except (OSError, UnicodeDecodeError):
        return False


def recognise(folder: Path, inputs: str, sight: Sight | None) -> None:
    """Keep in mind that a folder is current for these inputs.

    Waits for the clock to tick if files are that new. Where they have whole seconds
    only for times, and where the note cannot be written, nothing is kept.

    Args:
        folder: The folder.
        inputs: The fingerprint of the inputs.
        sight: What `look` said before the files were compared with the manifest.
    """
    if sight is None or sight.newest % _SECOND_NS == 0:
        return
    if (age := time.time_ns() - sight.newest) < _TICKS_NS:
        time.sleep((_TICKS_NS - max(age, 0)) / _SECOND_NS)
    if look(folder) != sight:
        return
    note = _note(folder)
    with suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        new = note.with_name(f"{note.name}.{os.getpid()}")
        new.write_text(f"{inputs} {sight.signature}", "utf-8")
        os.replace(new, note)


def look(folder: Path) -> Sight | None:
    """What the file system says of a folder's files now.

    None for a folder that cannot be listed, or that a killed run has left files in.
    """
    seen: list[str] = []
    newest = 0
    pending = [(os.fspath(folder), "")]
    try:
        while pending:
            path, below = pending.pop()
            with os.scandir(path) as listing:
                for entry in listing:
                    name = f"{below}{entry.name}"
                    if entry.name in IGNORED:
                        if entry.name == STAGED.name:
                            return None
                    elif entry.is_dir(follow_symlinks=False):
                        pending.append((entry.path, f"{name}/"))
                    else:
                        status = entry.stat(follow_symlinks=False)
                        times = status.st_mtime_ns, status.st_ctime_ns
                        newest = max(newest, status.st_mtime_ns)
                        facts = status.st_mode, status.st_size, status.st_ino, *times
                        seen.append(f"{name!r} {facts}")
    except OSError:
        return None
    seen.sort()
    return Sight(sha256("\n".join(seen).encode()).hexdigest(), newest)


def _note(folder: Path) -> Path:
    place = sha256(os.fsencode(os.path.realpath(folder)))
    return cache_folder() / "current" / place.hexdigest()
