"""Publishing: what a folder holds afterwards, and what is refused before writing."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from tests.support.runs import run

from smithwright.publishing import replacement
from smithwright.publishing.comparison import ChangedMeanwhileError
from smithwright.publishing.exchange import exchange
from smithwright.publishing.manifest import (
    MANIFEST,
    Manifest,
    ManifestError,
    manifest_of,
    read_manifest,
)
from smithwright.publishing.publish import (
    Published,
    PublishError,
    held_files,
    is_current,
    publish,
)


def texts(**files: str) -> dict[PurePosixPath, str]:
    """Texts by path; `sub__a` is `sub/a.py`."""
    return {
        PurePosixPath(name.replace("__", "/") + ".py"): text
        for name, text in files.items()
    }


def put(files: dict[PurePosixPath, str], folder: Path, inputs: str = "1") -> Published:
    return publish(files, folder, manifest_of(files, inputs), inputs)


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != str(MANIFEST)
    }


@pytest.fixture(params=["exchanged", "moved"])
def folder(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A package's folder, published to in both ways; nothing is left beside it."""
    if request.param == "moved":
        monkeypatch.setattr(replacement, "exchange", lambda one, other: False)
    yield tmp_path / "package"
    assert [path.name for path in tmp_path.iterdir() if path.name[0] == "."] == []


def test_a_next_version_replaces_the_first(folder: Path) -> None:
    old, new = texts(a="1", b="2", sub__c="3"), texts(a="1", b="4", other__d="5")
    first = put(old, folder)
    assert first == Published(tuple(sorted(old)), (), ())
    (folder / "sub/__pycache__").mkdir()
    (folder / "sub/__pycache__/c.cpython-311.pyc").touch()

    a, b, c, d = (PurePosixPath(p) for p in ("a.py", "b.py", "sub/c.py", "other/d.py"))
    assert put(new, folder, "2") == Published((b, d), (a,), (c,))
    assert held(folder) == {"a.py": "1", "b.py": "4", "other/d.py": "5"}
    assert not (folder / "sub").exists()
    assert is_current(folder, run("2"))


def test_the_same_version_again_touches_nothing(folder: Path) -> None:
    put(texts(a="1"), folder)
    before = folder.stat()
    assert put(texts(a="1"), folder).written == ()
    after = folder.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_only_new_inputs_change_the_manifest_alone(folder: Path) -> None:
    put(texts(a="1"), folder)
    assert put(texts(a="1"), folder, "2") == Published((), (PurePosixPath("a.py"),), ())
    assert is_current(folder, run("2"))


def test_unchanged_files_keep_identity_and_times(folder: Path) -> None:
    put(texts(a="1", b="1"), folder)
    os.utime(folder / "a.py", (1, 1))
    before = (folder / "a.py").stat()
    put(texts(a="1", b="2"), folder)
    after = (folder / "a.py").stat()
    assert (after.st_ino, after.st_mtime) == (before.st_ino, 1)
    assert after.st_nlink == 1


def test_files_keep_their_permissions(folder: Path) -> None:
    put(texts(a="1", sub__b="1"), folder)
    modes = {"": 0o750, "a.py": 0o755, "sub": 0o711, "sub/b.py": 0o600}
    for path, mode in modes.items():
        (folder / path).chmod(mode)
    put(texts(a="2", sub__b="2"), folder)
    assert {p: (folder / p).stat().st_mode & 0o7777 for p in modes} == modes


def test_foreign_files_are_kept_as_they_are(folder: Path) -> None:
    put(texts(a="1", sub__b="1"), folder)
    (folder / "sub/mine").mkdir()
    (folder / "sub/mine/notes.txt").write_text("note")
    (folder / "sub/link").symlink_to("../nowhere")
    before = (folder / "sub/mine/notes.txt").stat()
    put(texts(a="2"), folder)
    after = (folder / "sub/mine/notes.txt").stat()
    assert held(folder) == {"a.py": "2", "sub/mine/notes.txt": "note"}
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert os.readlink(folder / "sub/link") == "../nowhere"


def test_a_foreign_file_that_appears_during_the_exchange_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "package"
    put(texts(a="1"), folder)

    def late(one: Path, other: Path) -> bool:
        (folder / "late.txt").write_text("late")
        return exchange(one, other)

    monkeypatch.setattr(replacement, "exchange", late)
    put(texts(a="2"), folder)
    assert held(folder) == {"a.py": "2", "late.txt": "late"}


def test_a_hand_edited_file_and_one_made_a_link_are_replaced(
    folder: Path, tmp_path: Path
) -> None:
    put(texts(a="1", b="1"), folder)
    (tmp_path / "target").write_text("untouched")
    (folder / "a.py").write_text("edited")
    (folder / "b.py").unlink()
    (folder / "b.py").symlink_to(tmp_path / "target")
    assert not is_current(folder, run("1"))
    put(texts(a="1", b="1"), folder)
    assert held(folder) == {"a.py": "1", "b.py": "1"}
    assert (tmp_path / "target").read_text() == "untouched"
    assert is_current(folder, run("1"))


def test_a_file_becomes_a_folder_and_back(folder: Path) -> None:
    put({PurePosixPath("a"): "1"}, folder)
    put({PurePosixPath("a/b"): "2"}, folder)
    assert held(folder) == {"a/b": "2"}
    put({PurePosixPath("a"): "3"}, folder)
    assert held(folder) == {"a": "3"}


def test_empty_folder_and_missing_parents(folder: Path) -> None:
    folder.mkdir()
    put(texts(a="1"), folder)
    put(texts(a="1"), folder / "below" / "deeper")
    assert held(folder)["below/deeper/a.py"] == "1"


def test_link_to_a_folder_is_followed(folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "real"
    real.mkdir(parents=True)
    folder.symlink_to(real)
    for text in ("1", "2"):
        put(texts(a=text), folder)
        assert folder.is_symlink()
        assert held(real) == {"a.py": text}
    assert [path.name for path in real.parent.iterdir()] == ["real"]


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../outside.py",
        "a/../../outside.py",
        "",
        "a\\b.py",
        "C:b.py",
        "nul\0.py",
        "line\n.py",
        ".smithwright.json",
        "__pycache__/a.py",
        ".smithwright.new/a.py",
    ],
)
def test_paths_that_leave_the_folder_are_refused(folder: Path, path: str) -> None:
    with pytest.raises(PublishError):
        put({PurePosixPath("a.py"): "1", PurePosixPath(path): "2"}, folder)
    assert list(folder.parent.iterdir()) == []


@pytest.mark.parametrize("other", ["A.py", "a.py/b.py"])
def test_paths_that_are_in_each_others_way_are_refused(
    folder: Path, other: str
) -> None:
    with pytest.raises(PublishError, match=r"'a\.py'"):
        put({PurePosixPath("a.py"): "1", PurePosixPath(other): "2"}, folder)
    assert list(folder.parent.iterdir()) == []


def test_text_that_is_not_unicode_is_refused(folder: Path) -> None:
    files = {PurePosixPath("a.txt"): "\ud800"}
    put(texts(a="1"), folder)
    with pytest.raises(PublishError, match="not Unicode"):
        publish(files, folder, Manifest("1", dict.fromkeys(files, "")), "1")
    assert held(folder) == {"a.py": "1"}


def test_files_without_a_text_are_kept(folder: Path) -> None:
    put(texts(a="1", b="2", sub__c="3"), folder)
    times = (folder / "sub/c.py").stat().st_mtime_ns
    a, b, c = (PurePosixPath(path) for path in ("a.py", "b.py", "sub/c.py"))
    new, files = texts(b="4"), held_files(folder)
    manifest = manifest_of(new, "2", {c: files[c]})
    assert publish(new, folder, manifest, "2") == Published((b,), (c,), (a,))
    assert held(folder) == {"b.py": "4", "sub/c.py": "3"}
    assert (folder / "sub/c.py").stat().st_mtime_ns == times
    assert is_current(folder, run("2"))


@pytest.mark.parametrize("kept", ["edited", "removed"])
def test_files_to_be_kept_that_are_no_longer_there_are_told(
    folder: Path, kept: str
) -> None:
    """Nothing is written then, as the file's text is not known."""
    put(texts(a="1", b="2"), folder)
    (path,) = texts(a="")
    new, files = texts(b="3"), held_files(folder)
    if kept == "edited":
        (folder / path).write_text("9")
    else:
        (folder / path).unlink()
    before = held(folder)
    with pytest.raises(ChangedMeanwhileError, match=r"a\.py: changed while"):
        publish(new, folder, manifest_of(new, "2", {path: files[path]}), "2")
    assert held(folder) == before


def test_held_files_are_those_as_they_were_generated(folder: Path) -> None:
    files = texts(a="1", b="2", sub__c="3")
    a, b, c = sorted(files)
    assert held_files(folder) == {}
    put(files, folder)
    assert held_files(folder) == manifest_of(files, "1").files
    (folder / a).write_text("9")
    (folder / b).unlink()
    assert held_files(folder) == manifest_of({c: "3"}, "1").files
    (folder / MANIFEST).write_text("{")
    assert held_files(folder) == {}


def refused(folder: Path, reason: str) -> None:
    before = held(folder)
    with pytest.raises(PublishError, match=reason) as caught:
        put(texts(a="1", sub__b="1"), folder)
    assert str(caught.value).startswith(str(folder))
    assert held(folder) == before


def test_a_folder_of_somebody_else_is_refused(folder: Path) -> None:
    folder.mkdir()
    (folder / "mine.py").write_text("mine")
    refused(folder, "neither empty nor generated")


def test_a_file_or_a_dangling_link_is_refused(folder: Path, tmp_path: Path) -> None:
    folder.write_text("a file")
    with pytest.raises(PublishError, match="a file where"):
        put(texts(a="1"), folder)
    with pytest.raises(PublishError) as caught:
        put(texts(a="1"), folder / "in" / "it")
    assert str(caught.value) == f"{folder}: a file where a folder should be"
    folder.unlink()
    folder.symlink_to(tmp_path / "nowhere")
    with pytest.raises(PublishError, match="leads nowhere"):
        put(texts(a="1"), folder)


@pytest.mark.parametrize("obstacle", ["a.py", "sub", "sub/b.py/c", "link"])
def test_foreign_files_in_the_way_are_refused(folder: Path, obstacle: str) -> None:
    put(texts(z="1"), folder)
    if obstacle == "link":
        (folder / "sub").symlink_to("/tmp")
    else:
        (folder / obstacle).parent.mkdir(exist_ok=True, parents=True)
        (folder / obstacle).write_text("mine")
    refused(folder, "in the way")


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< HEAD",
        "[]",
        "{}",
        "[" * 100_000,
        '{"format": 2, "generator": "9", "inputs": "1", "files": {}}',
        '{"format": 1, "generator": "1", "inputs": "1", "files": []}',
        '{"format": 1, "generator": "1", "inputs": "1", "files": {"../../x": ""}}',
    ],
)
def test_a_damaged_manifest_is_refused(folder: Path, text: str) -> None:
    put(texts(a="1"), folder)
    (folder / MANIFEST).write_text(text)
    refused(folder, "not a manifest")
    assert not is_current(folder, run("1"))


def test_manifest_is_the_same_for_any_order_and_has_no_surprises(folder: Path) -> None:
    files = texts(b="1", a="2", sub__c="3")
    put(files, folder)
    text = (folder / MANIFEST).read_text()
    assert manifest_of(dict(reversed(files.items())), "1").text == text
    assert read_manifest(folder) == manifest_of(files, "1")
    assert str(folder.parent) not in text


def test_damaged_manifest_names_itself(folder: Path) -> None:
    put(texts(a="1"), folder)
    (folder / MANIFEST).write_text("{")
    with pytest.raises(ManifestError, match=r"/package/\.smithwright\.json: not a"):
        read_manifest(folder)


def test_is_current_only_for_the_same_inputs_and_all_files_unedited(
    folder: Path,
) -> None:
    assert not is_current(folder, run("1"))
    put(texts(a="1", b="1"), folder)
    assert is_current(folder, run("1"))
    assert not is_current(folder, run("2"))
    (folder / "mine.txt").touch()
    assert is_current(folder, run("1"))
    (folder / "a.py").write_text("2")
    assert not is_current(folder, run("1"))
    put(texts(a="1", b="1"), folder)
    (folder / "b.py").unlink()
    assert not is_current(folder, run("1"))


def test_is_not_current_for_another_generator(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(texts(a="1"), folder)
    monkeypatch.setattr("smithwright.publishing.publish.is_checkout", lambda: False)
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "nothing-in-mind"))
    monkeypatch.setattr("smithwright.publishing.publish.__version__", "99")
    assert not is_current(folder, run("1"))


AS_ANOTHER_USER = """
import concurrent.futures.thread, ctypes, os, sys
from pathlib import Path, PurePosixPath
from smithwright.publishing import replacement
from smithwright.publishing.manifest import manifest_of
from smithwright.publishing.publish import PublishError, publish
files = {PurePosixPath("a.py"): "2"}
folder, way = sys.argv[1:]
if way == "moved":
    replacement.exchange = lambda one, other: False
os.setgroups([])
os.setuid(65534)
try:
    publish(files, Path(folder), manifest_of(files, "2"), "2")
except PublishError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def others() -> Iterator[Path]:
    """A package's folder of a user whom permissions bind; root is above them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "package"
        put(texts(a="1"), folder)
        for path in (folder.parent, folder, *folder.iterdir()):
            os.chown(path, 65534, 65534)
        yield folder
        assert os.listdir(name) == ["package"]


def put_by_another_user(folder: Path, way: str = "exchanged") -> str:
    """Publishes as the user of `others`; returns what that says."""
    return subprocess.run(
        [sys.executable, "-c", AS_ANOTHER_USER, str(folder), way],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=os.environ | {"SMITHWRIGHT_CACHE": os.devnull},
    ).stderr


becomes_another_user = pytest.mark.skipif(
    os.geteuid() != 0, reason="becomes another user"
)


@becomes_another_user
@pytest.mark.parametrize("locked", ["package", "."])
def test_where_writing_is_not_allowed_nothing_changes(
    others: Path, locked: str
) -> None:
    (others.parent / locked).chmod(0o555)
    said = put_by_another_user(others)
    assert said == f"{others}: can't be written: Permission denied\n"
    assert held(others) == {"a.py": "1"}


@becomes_another_user
@pytest.mark.parametrize("way", ["exchanged", "moved"])
def test_files_that_are_read_only_are_replaced_and_stay_so(
    others: Path, way: str
) -> None:
    for path in others.iterdir():
        path.chmod(0o444)
    assert put_by_another_user(others, way) == ""
    assert held(others) == {"a.py": "2"}
    assert {path.stat().st_mode & 0o777 for path in others.iterdir()} == {0o444}
