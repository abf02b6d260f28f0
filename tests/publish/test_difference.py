"""Checking: each kind of difference, the patch that it gives, and nothing written."""

import os
import random
import shutil
import subprocess
import time
from pathlib import Path, PurePosixPath

import pytest

from smithwright.publishing.comparison import ChangedMeanwhileError
from smithwright.publishing.difference import Kind, differences, unified_diff
from smithwright.publishing.manifest import MANIFEST, manifest_of
from smithwright.publishing.publish import publish


def files_of(**texts: str) -> dict[PurePosixPath, str]:
    return {PurePosixPath(f"{name}.py"): text for name, text in texts.items()}


def kinds(
    files: dict[PurePosixPath, str], folder: Path, inputs: str = "1"
) -> dict[str, str]:
    found = differences(files, folder, manifest_of(files, inputs))
    return {str(each.path): str(each.kind) for each in found}


def patch_of(files: dict[PurePosixPath, str], folder: Path) -> str:
    found = differences(files, folder, manifest_of(files, "1"))
    return unified_diff(found, folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "package"


OLD = files_of(
    same="1\n", changed="1\n", edited="1\n", lost="1\n", gone="1\n", both="1"
)
NEW = files_of(same="1\n", changed="2\n", edited="1\n", lost="1\n", new="1\n", both="2")


def prepare(folder: Path) -> None:
    publish(OLD, folder, manifest_of(OLD, "1"), "1")
    (folder / "edited.py").write_text("one\n")
    (folder / "both.py").write_text("one")
    (folder / "lost.py").unlink()
    (folder / "mine.txt").write_text("mine\n")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__/same.pyc").touch()


def test_each_file_is_named_with_its_kind_of_difference(folder: Path) -> None:
    prepare(folder)
    assert kinds(NEW, folder) == {
        ".smithwright.json": "changed",
        "both.py": "edited by hand",
        "changed.py": "changed",
        "edited.py": "edited by hand",
        "gone.py": "left over",
        "lost.py": "missing",
        "mine.txt": "left over",
        "new.py": "missing",
    }


def test_nothing_differs_after_publishing_but_what_is_not_generated(
    folder: Path,
) -> None:
    prepare(folder)
    publish(NEW, folder, manifest_of(NEW, "1"), "1")
    (found,) = differences(NEW, folder, manifest_of(NEW, "1"))
    assert (str(found.path), found.kind, found.kept) == (
        "mine.txt",
        Kind.LEFT_OVER,
        True,
    )
    assert unified_diff((found,), folder) == "Only in a/package: mine.txt\n"


def test_other_inputs_with_the_same_files_change_the_manifest(folder: Path) -> None:
    publish(OLD, folder, manifest_of(OLD, "1"), "1")
    assert kinds(OLD, folder, "2") == {".smithwright.json": "changed"}


def test_a_missing_folder_and_one_without_a_manifest(folder: Path) -> None:
    files = files_of(a="1", b="1")
    missing = {"a.py": "missing", "b.py": "missing", ".smithwright.json": "missing"}
    assert kinds(files, folder) == missing
    folder.mkdir()
    (folder / "a.py").write_text("1")
    (folder / "b.py").write_text("2")
    assert kinds(files, folder) == {
        "b.py": "changed",
        ".smithwright.json": "missing",
    }


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", "\0"])
def test_a_damaged_manifest_is_a_difference(folder: Path, text: str) -> None:
    publish(OLD, folder, manifest_of(OLD, "1"), "1")
    (folder / MANIFEST).write_text(text)
    assert kinds(OLD, folder) == {".smithwright.json": "changed"}


def test_the_patch_says_what_each_file_gains_and_loses(folder: Path) -> None:
    publish(OLD, folder, manifest_of(OLD, "1"), "1")
    (folder / "same.py").write_text("1\n\u2028x\f\n2")
    (folder / "gone.py").write_bytes(b"\0")
    wanted = {**OLD, PurePosixPath("new.py"): "a\n"}
    del wanted[PurePosixPath("lost.py")], wanted[PurePosixPath("gone.py")]
    text = patch_of(wanted, folder)
    assert text[: text.index("--- a/package/.smithwright.json")] == (
        "Binary files a/package/gone.py and b/package/gone.py differ\n"
        "--- a/package/lost.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n"
        "--- /dev/null\n+++ b/package/new.py\n@@ -0,0 +1 @@\n+a\n"
        "--- a/package/same.py\n+++ b/package/same.py\n@@ -1,3 +1 @@\n 1\n"
        "-\u2028x\f\n-2\n\\ No newline at end of file\n"
    )


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch(1)")
def test_the_patch_applied_is_what_would_be_generated(folder: Path) -> None:
    prepare(folder)
    (folder / "mine.txt").unlink()
    subprocess.run(
        ["patch", "-p1", "-s"],
        cwd=folder.parent,
        input=patch_of(NEW, folder).encode(),
        check=True,
    )
    assert kinds(NEW, folder) == {}


def test_checking_writes_nothing(folder: Path) -> None:
    prepare(folder)
    for path in (folder, folder.parent):
        os.utime(path, (1, 1))
    before = sorted(folder.parent.rglob("*"))
    patch_of(NEW, folder)
    patch_of(NEW, folder.parent / "other")
    assert sorted(folder.parent.rglob("*")) == before
    assert folder.stat().st_mtime == folder.parent.stat().st_mtime == 1


def test_a_file_that_is_kept_differs_in_nothing(folder: Path) -> None:
    publish(OLD, folder, manifest_of(OLD, "1"), "1")
    same, changed = (PurePosixPath(f"{name}.py") for name in ("same", "changed"))
    digest = manifest_of(OLD, "1").files[same]
    new = {path: text for path, text in OLD.items() if path != same} | {changed: "2\n"}
    found = differences(new, folder, manifest_of(new, "1", {same: digest}))
    assert [str(each) for each in found] == [
        "changed: changed.py",
        "changed: .smithwright.json",
    ]
    (folder / same).write_text("one\n")
    with pytest.raises(ChangedMeanwhileError, match=r"same\.py"):
        differences(new, folder, manifest_of(new, "1", {same: digest}))


def test_long_files_are_compared_in_time(folder: Path) -> None:
    """20,000 lines in which each of 100 lines is everywhere, in another order."""
    lines = [f"line {index % 100}\n" for index in range(20_000)]
    put = {PurePosixPath("a"): "".join(lines)}
    publish(put, folder, manifest_of(put, ""), "")
    random.Random(1).shuffle(lines)
    start = time.process_time()
    assert patch_of({PurePosixPath("a"): "".join(lines)}, folder).count("\n") > 20_000
    assert time.process_time() - start < 10
