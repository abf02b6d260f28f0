"""Current folders that are recognised without being read, and those that are not."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import pytest
from tests.support.runs import run

from smithwright.publishing.comparison import Comparison
from smithwright.publishing.manifest import MANIFEST, Fingerprint, content, manifest_of
from smithwright.publishing.publish import PublishError, is_current, publish
from smithwright.publishing.replacement import replace

Reads: TypeAlias = list[str | Path]

FILES = {PurePosixPath("a.py"): "1\n", PurePosixPath("sub/b.py"): "2\n"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published package that was found to be current once."""
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    package = tmp_path / "package"
    publish(FILES, package, manifest_of(FILES, "1"), "1")
    assert is_current(package, run("1"))
    return package


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """The files that are read from now on."""
    seen: Reads = []

    def reading(path: str | Path) -> bytes | None:
        seen.append(path)
        return content(path)

    for module in ("publish", "comparison"):
        monkeypatch.setattr(f"smithwright.publishing.{module}.content", reading)
    return seen


def test_nothing_is_read_again(folder: Path, reads: Reads) -> None:
    assert is_current(folder, run("1"))
    assert reads == []
    assert not is_current(folder, run("2"))


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
    assert not is_current(folder, run("1"))


def test_an_edit_right_after_publishing_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However fast: the first look waits until the clock has ticked."""
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    package = tmp_path / "package"
    for attempt in range(8):
        files = {PurePosixPath("a.py"): f"{attempt}\n"}
        publish(files, package, manifest_of(files, "1"), "1")
        assert is_current(package, run("1"))
        edit_and_hide(package / "a.py")
        assert not is_current(package, run("1"))


def test_what_was_published_is_recognised_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: Reads
) -> None:
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    package = tmp_path / "package"
    publish(FILES, package, manifest_of(FILES, "1"), "1")
    changed = FILES | {PurePosixPath("a.py"): "3\n"}
    reads.clear()
    publish(changed, package, manifest_of(changed, "2"), "2")
    assert {Path(path).name for path in reads} == {"a.py", MANIFEST.name}
    reads.clear()
    assert is_current(package, run("2"))
    assert reads == []


def edit(file: Path) -> None:
    file.write_text("9\n")


@pytest.mark.parametrize("change", [edit, edit_and_hide, replace_and_hide, Path.unlink])
def test_publishing_replaces_what_was_edited_since_it_was_recognised(
    folder: Path, change: Callable[[Path], None]
) -> None:
    change(folder / "a.py")
    publish(FILES, folder, manifest_of(FILES, "2"), "2")
    assert (folder / "a.py").read_text() == "1\n"
    assert is_current(folder, run("2"))


@pytest.mark.parametrize("change", [edit, replace_and_hide, Path.unlink])
def test_an_edit_while_publishing_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """Of a file that publishing leaves as it is, and does not read."""
    files = FILES | {PurePosixPath("sub/b.py"): "3\n"}

    def edited_before_replacing(target: Path, tree: Path, changes: Comparison) -> None:
        change(target / "a.py")
        replace(target, tree, changes)

    monkeypatch.setattr(
        "smithwright.publishing.publish.replace", edited_before_replacing
    )
    with suppress(PublishError):
        publish(files, folder, manifest_of(files, "2"), "2")
    assert not is_current(folder, run("2"))


def test_a_foreign_file_means_another_look(folder: Path, reads: Reads) -> None:
    (folder / "notes.txt").write_text("mine")
    assert is_current(folder, run("1"))
    assert reads != []
    reads.clear()
    assert is_current(folder, run("1"))
    assert reads == []


def test_interpreters_caches_do_not_matter(folder: Path, reads: Reads) -> None:
    (folder / "sub/__pycache__").mkdir()
    (folder / "sub/__pycache__/b.cpython-311.pyc").touch()
    assert is_current(folder, run("1"))
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
    is_current(folder, run("1"))
    monkeypatch.setattr("smithwright.publishing.publish.content", content)
    assert not is_current(folder, run("1"))


def test_times_in_whole_seconds_are_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("smithwright.publishing.recognition._SECOND_NS", 1)
    monkeypatch.setattr("smithwright.publishing.publish.is_checkout", lambda: False)
    package = tmp_path / "package"
    publish(FILES, package, manifest_of(FILES, "1"), "1")
    assert is_current(package, run("1"))
    assert not (tmp_path / "cache/current").exists()


def test_a_note_that_cannot_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "file"))
    monkeypatch.setattr("smithwright.publishing.publish.is_checkout", lambda: False)
    package = tmp_path / "package"
    publish(FILES, package, manifest_of(FILES, "1"), "1")
    assert is_current(package, run("1"))
    assert is_current(package, run("1"))


def test_a_checkout_believes_its_note_and_no_manifest(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: Reads
) -> None:
    """The note stands for the manifest, so that a file that is new is read, no more."""
    (folder / "a.py").touch()
    assert is_current(folder, run("1"))
    assert reads
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "nothing-in-mind"))
    assert not is_current(folder, run("1"))


def test_a_note_of_another_generator_outweighs_the_manifest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of another black, with which the same inputs make other files."""
    monkeypatch.setattr("smithwright.publishing.publish.is_checkout", lambda: False)
    assert not is_current(folder, Fingerprint("1", "another"))


def test_an_installed_generator_believes_a_manifest_without_a_note(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smithwright.publishing.publish.is_checkout", lambda: False)
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "nothing-in-mind"))
    assert not is_current(folder, Fingerprint("2", "another"))
    assert is_current(folder, Fingerprint("1", "another"))
