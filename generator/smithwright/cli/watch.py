"""The command `smithwright watch`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from smithwright.cli.messages import errors_reported, tell
from smithwright.cli.options import config_option, configured
from smithwright.cli.writing import write_packages
from smithwright.errors import SmithwrightError, message_of
from smithwright.settings import find_settings

# After this long, what changed before the watcher had started is looked for.
_STARTED = 500  # milliseconds


class WatchError(SmithwrightError):
    """Files cannot be watched."""


@click.command()
@config_option
@errors_reported()
def watch(config: Path | None) -> None:
    """Generates when models, overlays, templates or the configuration change.

    Errors are shown, and do not end it; Ctrl-C does.
    """
    file = find_settings(Path()) if config is None else config
    watched = _generate(file)
    tell(f"watching {file} and what it names; Ctrl-C ends it")
    while True:
        watched = _wait(watched, lambda: _generate(file))


@dataclass(frozen=True, slots=True)
class _Watched:
    """Files and folders to watch, by absolute paths without links."""

    files: frozenset[Path]
    folders: frozenset[Path]
    """With all that is below."""

    def __contains__(self, path: Path) -> bool:
        return path in self.files or not self.folders.isdisjoint(path.parents)

    @property
    def places(self) -> frozenset[Path]:
        """The folders in which files change: editors replace files as a whole."""
        places = {file.parent for file in self.files} | self.folders
        for folder in self.folders:
            places.update(path for path in folder.rglob("*") if path.is_dir())
        return frozenset(place for place in places if place.is_dir())


def _generate(file: Path) -> _Watched:
    """Generates what a configuration asks for; returns what that was made from."""
    from smithwright.inputs import input_paths

    paths = [file]
    try:
        requested = configured(file)
        paths += input_paths(requested.packages, requested.base)
        write_packages(requested)
    except Exception as error:
        if (message := message_of(error)) is None:
            raise
        tell(message)
    return _watched(paths)


def _watched(paths: Iterable[Path]) -> _Watched:
    named = [(path.parent.resolve() / path.name, path.resolve()) for path in paths]
    files = frozenset(one for both in named for one in both if not one.is_dir())
    return _Watched(files, frozenset(real for _, real in named if real.is_dir()))


def _wait(watched: _Watched, generate: Callable[[], _Watched]) -> _Watched:
    """Generates after each change, until there is something else to watch."""
    for _ in _changes(watched):
        now = generate()
        if (now, now.places) != (watched, watched.places):
            return now
    return watched


def _changes(watched: _Watched) -> Iterator[None]:
    """Yields once soon after the watcher has started, then after each change."""
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
        if changes or not started:
            yield
        started = True
