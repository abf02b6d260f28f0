"""Folders recognised as those that were found to be current, without reading files.

As version control systems do, this goes by what the file system says of each file: its
size, number, and times of content and status, of which programs cannot set the last.
A file that is written within the time that the system's clock takes to tick could keep
all of these, so only files that were written some ticks ago are trusted.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from smithwright.caching.digests import digest_of_parts
from smithwright.caching.text_cache import cache_folder
from smithwright.publishing.manifest import IGNORED, STAGED

# The clock of Linux's file systems ticks up to every 10 ms, that of Windows every 16:
# two ticks of the slower one.
_TICKS_NS = 32_000_000
_SECOND_NS = 1_000_000_000


class Facts(NamedTuple):
    """What the file system says of a file, with times in nanoseconds."""

    mode: int
    size: int
    number: int
    written: int
    """When its content was written."""
    changed: int
    """When its content or its status was changed, as by one more link to it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the file system says of a folder's files."""

    files: Mapping[str, Facts]
    """By path relative to the folder, with slashes."""

    @property
    def newest(self) -> int:
        """When the last of them was written, in nanoseconds."""
        return max((facts.written for facts in self.files.values()), default=0)

    @property
    def signature(self) -> str:
        """What tells sights apart."""
        files = self.files
        return digest_of_parts(
            *(f"{name!r} {files[name][:]}" for name in sorted(files))
        )


class Note(NamedTuple):
    """What is kept in mind of a folder that was found to be current."""

    made_by: str
    """What is noted of the run that it was current for."""
    manifest: str
    """The digest of its manifest."""
    signature: str
    """That of its sight."""


def is_recognised(folder: Path, noted: str, sight: Sight | None) -> bool:
    """Whether nothing in a folder has changed since it was current for this run.

    Args:
        folder: The folder.
        noted: What is noted of the run.
        sight: What `look` says of the folder now.
    """
    note = note_of(folder)
    if note is None or sight is None:
        return False
    return (note.made_by, note.signature) == (noted, sight.signature)


def is_unedited(folder: Path, sight: Sight | None) -> bool:
    """Whether nothing in a folder has changed since it was current for some run.

    Then it holds what its manifest lists.

    Args:
        folder: The folder.
        sight: What `look` says of the folder now.
    """
    note = note_of(folder)
    return note is not None and sight is not None and note.signature == sight.signature


def untouched_files(before: Sight, now: Sight) -> set[str]:
    """The files that are those that were there before, and nobody has written to."""
    return {
        name
        for name, facts in now.files.items()
        if name in before.files and facts[:-1] == before.files[name][:-1]
    }


def recognise(folder: Path, noted: str, manifest: str, sight: Sight | None) -> None:
    """Keeps in mind that a folder is current for this run.

    Waits for the clock to tick if files are that new. Where they have whole seconds
    only for times, and where the note cannot be written, nothing is kept.

    Args:
        folder: The folder.
        noted: What is noted of the run.
        manifest: The digest of the folder's manifest.
        sight: What `look` said before the files were compared with the manifest.
    """
    if sight is None or sight.newest % _SECOND_NS == 0:
        return
    if (age := time.time_ns() - sight.newest) < _TICKS_NS:
        time.sleep((_TICKS_NS - max(age, 0)) / _SECOND_NS)
    if look(folder) != sight:
        return
    file, note = _file(folder), Note(noted, manifest, sight.signature)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        new.write_text(" ".join(note), "utf-8")
        os.replace(new, file)


def look(folder: Path) -> Sight | None:
    """Returns what the file system says of a folder's files now.

    None for a folder that cannot be listed, or that a killed run has left files in.
    """
    files: dict[str, Facts] = {}
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
                        files[name] = _facts(entry.stat(follow_symlinks=False))
    except OSError:
        return None
    return Sight(files)


def _facts(status: os.stat_result) -> Facts:
    return Facts(
        status.st_mode,
        status.st_size,
        status.st_ino,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )


def note_of(folder: Path) -> Note | None:
    """Returns what is kept in mind of a folder, if anything."""
    try:
        return Note(*_file(folder).read_text("utf-8").split(" "))
    except (OSError, UnicodeDecodeError, TypeError):
        return None


def _file(folder: Path) -> Path:
    place = digest_of_parts(os.fsencode(os.path.realpath(folder)))
    return cache_folder() / "current" / place
