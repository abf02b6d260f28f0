"""Watching: a change of what a package is made from makes the package again."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from .conftest import Run

MODEL = Path("models/connect.json")
_SECONDS = 30


class Watcher:
    """A running `smithwright watch`, whose lines are read as they come."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "smithwright", "watch"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line)

    def line(self) -> str:
        """The next line that it prints."""
        return self._lines.get(timeout=_SECONDS)

    def end(self) -> tuple[int, list[str]]:
        """Presses Ctrl-C; returns the exit code and what had not been read."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(_SECONDS)
        return code, list(self._lines.queue)

    def close(self) -> None:
        """Ends it in any case."""
        self.process.kill()
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()


@pytest.fixture
def watcher(project: Path) -> Iterator[Watcher]:
    watcher = Watcher()
    try:
        line = watcher.line()
        # A checkout need not believe the manifest of a copy, and looks for itself.
        if line == "chat: 0 written, 0 removed, 45 unchanged\n":
            line = watcher.line()
        assert line == "watching pyproject.toml and what it names; " + (
            "Ctrl-C ends it\n"
        )
        yield watcher
    finally:
        watcher.close()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_watch_generates_after_a_model_changes(
    watcher: Watcher, project: Path, run: Run
) -> None:
    """One line for each; errors are shown, and watching goes on."""
    edit(MODEL, '"DisplayName": {', '"ShownName": {')
    assert watcher.line().startswith("chat: 1 written, 0 removed, ")
    assert run("check").exit_code == 0

    edit(MODEL, '"ShownName": {', '"ShownName" {')
    assert watcher.line().startswith("models/connect.json:")
    # As editors do it: a new file takes the place of the old one.
    new = Path("models/.connect.json.new")
    new.write_text(
        MODEL.read_text("utf-8").replace('"ShownName" {', '"DisplayName": {')
    )
    new.replace(MODEL)
    assert watcher.line().startswith("chat: 1 written, 0 removed, ")

    edit(Path("models/connect.overlay.json"), "32768", "32767")
    assert watcher.line().startswith("chat: 1 written, ")
    assert watcher.end() == (130, [])


def test_an_error_at_the_start_is_told_once(project: Path) -> None:
    """It does not end watching, as a configuration does that is not there."""
    edit(MODEL, '"DisplayName": {', '"DisplayName" {')
    with closing(Watcher()) as watcher:
        assert watcher.line().startswith("models/connect.json:")
        assert watcher.line().startswith("watching ")
        time.sleep(1)
        edit(MODEL, '"DisplayName" {', '"ShownName": {')
        assert watcher.line().startswith("chat: 1 written, 0 removed, ")
        assert watcher.end() == (130, [])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--config", "nope.toml"), "nope.toml: can't be read: No such file or direc"),
        (("--package", "chatt"), "pyproject.toml: has no package 'chatt'; did you me"),
    ],
)
def test_options_that_lead_nowhere(
    options: tuple[str, ...], message: str, project: Path, run: Run
) -> None:
    result = run("watch", *options)
    assert result.exit_code == 2
    assert result.stderr.startswith(message)


def test_watch_follows_a_changed_configuration(watcher: Watcher, project: Path) -> None:
    """Its changes count, and so do the files that it names from then on."""
    config, other = Path("pyproject.toml"), Path("models/other.json")
    edit(config, "operations", "opertions")
    assert watcher.line().startswith("pyproject.toml:4:1: unknown key 'opertions'")
    other.write_bytes(MODEL.read_bytes())
    edit(config, "opertions", "operations")
    edit(config, "models/connect.json", "models/other.json")
    edit(other, '"DisplayName": {', '"ShownName": {')
    while "chat: 1 written" not in watcher.line():
        pass
    edit(other, '"ShownName": {', '"SeenName": {')
    assert watcher.line().startswith("chat: 1 written, ")
    assert watcher.end() == (130, [])
