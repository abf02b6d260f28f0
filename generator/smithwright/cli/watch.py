"""The command `smithwright watch`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import click

from smithwright.cli.messages import errors_reported, tell, tell_lines
from smithwright.cli.options import config_option, configured, package_option
from smithwright.cli.writing import write_packages
from smithwright.errors import SmithwrightError, message_of
from smithwright.settings import find_settings

# After this long, what changed before the watcher had started is looked for.
_STARTED = 500  # milliseconds


Seen: TypeAlias = "tuple[Path, int, int, int]"
"""What tells a file's content from others: its path, number, size and time."""


class WatchError(SmithwrightError):
    """Files cannot be watched."""


@click.command()
@config_option
@package_option
@errors_reported()
def watch(config: Path | None, name: str | None) -> None:
    """Generates when models, overlays, templates or the configuration change.

    Errors are shown, and do not end it; Ctrl-C does.
    """
    file = find_settings(Path()) if config is None else config
    configured(file, name)  # A mistake in these options does end it.
    watched = _generate(file, name)
    tell(f"watching {file} and what it names; Ctrl-C ends it")
    while True:
        watched = _wait(watched, lambda: _generate(file, name))


@dataclass(frozen=True, slots=True)
class _Watched:
    """Files and folders to watch, by absolute paths without links."""

    files: frozenset[Path]
    folders: frozenset[Path]
    """With all that is below."""
    seen: frozenset[Seen] = field(compare=False)
    """What their files were like before they were read."""

    def __contains__(self, path: Path) -> bool:
        return path in self.files or not self.folders.isdisjoint(path.parents)

    def __or__(self, other: _Watched) -> _Watched:
        return _Watched(
            self.files | other.files,
            self.folders | other.folders,
            self.seen | other.seen,
        )

    @property
    def places(self) -> frozenset[Path]:
        """The folders in which files change: editors replace files as a whole."""
        places = {file.parent for file in self.files} | self.folders
        for folder in self.folders:
            places.update(path for path in folder.rglob("*") if path.is_dir())
        return frozenset(place for place in places if place.is_dir())

    @property
    def has_changed(self) -> bool:
        """Whether a file is not what it was when it was read."""
        return _look(self.files | self.folders) != self.seen


def _generate(file: Path, package: str | None) -> _Watched:
    """Generates what a configuration asks for; returns what that was made from."""
    from smithwright.models.input_files import input_paths

    watched = _watched([file])
    try:
        requested = configured(file, package)
        watched |= _watched(input_paths(requested.packages, requested.base))
        write_packages(requested)
    except Exception as error:
        if (message := message_of(error)) is None:
            raise
        tell_lines(message)
    return watched


def _watched(paths: Iterable[Path]) -> _Watched:
    named = [(path.parent.resolve() / path.name, path.resolve()) for path in paths]
    files = frozenset(one for both in named for one in both if not one.is_dir())
    folders = frozenset(real for _, real in named if real.is_dir())
    return _Watched(files, folders, _look(files | folders))


def _look(paths: Iterable[Path]) -> frozenset[Seen]:
    from smithwright.models.input_files import files_in

    found: set[Seen] = set()
    for file in files_in(paths):
        with suppress(OSError):  # gone already
            status = file.stat()
            found.add((file, status.st_ino, status.st_size, status.st_mtime_ns))
    return frozenset(found)


def _wait(watched: _Watched, generate: Callable[[], _Watched]) -> _Watched:
    """Generates after each change, until there is something else to watch."""
    for _ in _changes(watched):
        now = generate()
        if (now, now.places) != (watched, watched.places):
            return now
    return watched


def _changes(watched: _Watched) -> Iterator[None]:
    """Yields after each change; those before the watcher had started are one."""
    try:
        from watchfiles import Change, watch
    except ModuleNotFoundError:
        raise WatchError(
            "watchfiles isn't installed: pip install 'smithwright[watch]'"
        ) from None

    def matters(change: Change, path: str) -> bool:
        return Path(path) in watched

    started = False
    for changes in watch(
        *watched.places,
        watch_filter=matters,
        rust_timeout=_STARTED,
        yield_on_timeout=True,
        recursive=False,
    ):
        if changes or (not started and watched.has_changed):
            yield
        started = True
