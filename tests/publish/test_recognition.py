"""Current folders that are recognised without being read, and those that are not."""

import os
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import pytest

from smithwright.publishing.manifest import content, manifest_of
from smithwright.publishing.publish import is_current, publish

Reads: TypeAlias = list[str | Path]

FILES = {PurePosixPath("a.py"): "1\n", PurePosixPath("sub/b.py"): "2\n"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published package that was found to be current once."""
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    package = tmp_path / "package"
    publish(FILES, package, manifest_of(FILES, "1"))
    assert is_current(package, "1")
    return package


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """The files that are read from now on."""
    seen: Reads = []

    def reading(path: str | Path) -> bytes | None:
        seen.append(path)
        return content(path)

    monkeypatch.setattr("smithwright.publishing.publish.content", reading)
    return seen


def test_nothing_is_read_again(folder: Path, reads: Reads) -> None:
    assert is_current(folder, "1")
    assert reads == []
    assert not is_current(folder, "2")


def edit_and_hide(file: Path) -> None:
    """As many bytes as before, with the times of before."""
    before = file.stat()
    file.write_text("9\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace_and_hide(file: Path) -> None:
    before = file.stat()
    new = file.with_name("new")
    new.write_text("9\n")
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.replace(new, file)


def leave_stage(file: Path) -> None:
    (file.parent / ".smithwright.new").mkdir()


@pytest.mark.parametrize(
    "change", [edit_and_hide, replace_and_hide, leave_stage, Path.unlink]
)
def test_what_has_changed_is_seen(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder / "a.py")
    assert not is_current(folder, "1")


def test_an_edit_right_after_publishing_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However fast: the first look waits until the clock has ticked."""
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    package = tmp_path / "package"
    for attempt in range(8):
        files = {PurePosixPath("a.py"): f"{attempt}\n"}
        publish(files, package, manifest_of(files, "1"))
        assert is_current(package, "1")
        edit_and_hide(package / "a.py")
        assert not is_current(package, "1")


def test_a_foreign_file_means_another_look(folder: Path, reads: Reads) -> None:
    (folder / "notes.txt").write_text("mine")
    assert is_current(folder, "1")
    assert reads != []
    reads.clear()
    assert is_current(folder, "1")
    assert reads == []


def test_interpreters_caches_do_not_matter(folder: Path, reads: Reads) -> None:
    (folder / "sub/__pycache__").mkdir()
    (folder / "sub/__pycache__/b.cpython-311.pyc").touch()
    assert is_current(folder, "1")
    assert reads == []


def test_an_edit_while_it_is_compared_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note is about what was there before the files were read."""
    (folder / "notes.txt").write_text("mine")

    def edited_after_reading(path: str | Path) -> bytes | None:
        data = content(path)
        if Path(path).name == "a.py":
            edit_and_hide(Path(path))
        return data

    monkeypatch.setattr("smithwright.publishing.publish.content", edited_after_reading)
    time.sleep(0.06)
    is_current(folder, "1")
    monkeypatch.setattr("smithwright.publishing.publish.content", content)
    assert not is_current(folder, "1")


def test_times_in_whole_seconds_are_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("smithwright.publishing.recognition._SECOND_NS", 1)
    package = tmp_path / "package"
    publish(FILES, package, manifest_of(FILES, "1"))
    assert is_current(package, "1")
    assert not (tmp_path / "cache/current").exists()


def test_a_note_that_cannot_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "file"))
    package = tmp_path / "package"
    publish(FILES, package, manifest_of(FILES, "1"))
    assert is_current(package, "1")
    assert is_current(package, "1")
