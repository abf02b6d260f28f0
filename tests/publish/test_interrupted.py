"""Publishing that is stopped anywhere leaves one whole version, and the next run works.

Stopped by an interrupt at any line, a full disk at every write, SIGKILL at random
moments, and by another run on the same folder.
"""

import contextlib
import errno
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import Any

import pytest

from smithwright.publishing import replacement
from smithwright.publishing.manifest import manifest_of, read_manifest
from smithwright.publishing.publish import PublishError, publish

OLD = {PurePosixPath(p): "old" for p in ("same", "changed", "sub/changed", "gone/x")}
NEW = {PurePosixPath(p): "new" for p in ("changed", "sub/changed", "added/y")}
NEW[PurePosixPath("same")] = "old"

VERSIONS = {"old": OLD, "new": NEW}


def put(version: str, folder: Path) -> None:
    publish(VERSIONS[version], folder, manifest_of(VERSIONS[version], version), version)


def version(folder: Path) -> str | None:
    """The whole version that a folder holds; None for a mixture."""
    files = {
        PurePosixPath(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }
    for name, expected in VERSIONS.items():
        if files == expected | {PurePosixPath("mine.txt"): "mine"}:
            manifest = read_manifest(folder)
            return name if manifest == manifest_of(expected, name) else None
    return None


@pytest.fixture(params=["exchanged", "moved"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the old version is replaced."""
    if request.param == "moved":
        monkeypatch.setattr(replacement, "exchange", lambda one, other: False)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    return str(request.param)


def restored(folder: Path) -> None:
    put("old", folder)
    (folder / "mine.txt").write_text("mine")
    assert version(folder) == "old"


def succeeds(folder: Path, name: str = "new") -> None:
    """The next run makes its version and leaves nothing of the stopped one."""
    put(name, folder)
    assert version(folder) == name
    assert os.listdir(folder.parent) == [folder.name]
    assert not (folder / ".smithwright.new").exists()


class Stop:
    """A trace function that raises an interrupt at one line of the package's code."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, frame: FrameType, event: str, arg: object) -> Any:
        if f"{os.sep}smithwright{os.sep}" not in frame.f_code.co_filename:
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                raise KeyboardInterrupt
        return self


@contextlib.contextmanager
def traced(stop: Stop) -> Iterator[None]:
    before = sys.gettrace()
    sys.settrace(stop)
    try:
        yield
    finally:
        sys.settrace(before)


# The lock of a run whose process goes on is closed when it is collected.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_at_any_line_leaves_a_whole_version(
    way: str, tmp_path: Path
) -> None:
    """Every second line, in turn on the way to the new version and back to the old."""
    folder = tmp_path / "package"
    restored(folder)
    found = {"old": list[bool](), "new": list[bool]()}
    for line in range(1, 100_000, 2):
        goal = "new" if line % 4 == 1 else "old"
        try:
            with traced(Stop(line)):
                put(goal, folder)
        except KeyboardInterrupt:
            pass
        else:
            break
        assert version(folder) is not None
        found[goal].append(version(folder) == goal)
        succeeds(folder, goal)
    assert line > 300
    for reached in found.values():
        assert set(reached) == {False, True}
        assert reached == sorted(reached)


WRITES = {"open", "write", "mkdir", "link", "rename", "replace", "chmod", "flush"}


class Full:
    """A profile function with which the disk is full from one write on, or at one."""

    def __init__(self, at: int, stays: bool) -> None:
        self.left = at
        self.stays = stays

    def __call__(self, frame: FrameType, event: str, arg: Any) -> None:
        if event == "c_call" and arg.__name__ in WRITES:
            self.left -= 1
            if self.left == 0 or (self.left < 0 and self.stays):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def failing(full: Full, action: Callable[[], None]) -> None:
    sys.setprofile(full)
    try:
        action()
    finally:
        sys.setprofile(None)


def stopped_while_moving(way: str, folder: Path) -> bool:
    manifest = read_manifest(folder)
    return way == "moved" and manifest is not None and manifest.inputs == ""


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("stays", [True, False])
def test_disk_full_at_every_write(way: str, stays: bool, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    for write in range(1, 10_000):
        restored(folder)
        full = Full(write, stays)
        failed = None
        try:
            failing(full, lambda: put("new", folder))
        except PublishError as error:
            failed = str(error)
        if failed is None:
            assert version(folder) == "new"
        else:
            assert failed.startswith(str(folder))
            assert failed.endswith(f": can't be written: {os.strerror(errno.ENOSPC)}")
            assert version(folder) == "old" or stopped_while_moving(way, folder)
        if full.left > 0:
            break
        succeeds(folder)
    assert write > 20


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            PREAMBLE + textwrap.dedent(script),
            *map(str, arguments),
        ],
        check=False,
        capture_output=True,
        text=True,
    )


PREAMBLE = f"""
import os, random, resource, signal, sys, time
from pathlib import Path, PurePosixPath
sys.path.insert(0, {str(Path(__file__).parent)!r})
from smithwright.publishing import replacement
from smithwright.publishing.manifest import manifest_of, read_manifest
from smithwright.publishing.publish import PublishError, is_current, publish
from test_interrupted import put, restored, succeeds, version
folder, way = Path(sys.argv[1]), sys.argv[2]
os.fsync = lambda descriptor: None  # no power is cut here, and disks are slow
if way == "moved":
    replacement.exchange = lambda one, other: False
"""


@pytest.mark.parametrize("way", ["exchanged", "moved"])
def test_a_kill_at_any_moment_leaves_a_whole_version(way: str, tmp_path: Path) -> None:
    """The children are forked by a process of its own, which has no threads."""
    script = """
        chance = random.Random(7)
        found = []
        for _ in range(60):
            start = time.perf_counter()
            restored(folder)
            usual = time.perf_counter() - start
            child = os.fork()
            if not child:
                while True:
                    put("new", folder)
                    put("old", folder)
            time.sleep(chance.uniform(0, 3 * usual))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            found.append(version(folder))
            succeeds(folder)
        print(*found)
    """
    done = run(script, tmp_path / "package", way)
    assert done.stderr == ""
    found = done.stdout.split()
    assert len(found) == 60
    if way == "exchanged":
        assert set(found) == {"old", "new"}


def test_a_limit_of_file_sizes_leaves_the_old_version(tmp_path: Path) -> None:
    script = """
        files = {PurePosixPath("small"): "1", PurePosixPath("zbig"): "1" * 100_000}
        restored(folder)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            publish(files, folder, manifest_of(files, "3"), "3")
        except PublishError as error:
            print(error)
        assert version(folder) == "old"
        succeeds(folder)
    """
    done = run(script, tmp_path / "package", "exchanged")
    assert done.stderr == ""
    assert "File too large" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="exchanges folders")
def test_two_runs_at_once_and_a_reader(tmp_path: Path) -> None:
    """A reader that has opened the folder sees one version, whenever it did so."""
    folder = tmp_path / "package"
    restored(folder)
    script = """
        for _ in range(60):
            put(sys.argv[3], folder)
    """
    command = [sys.executable, "-c", PREAMBLE + textwrap.dedent(script)]
    runs = [
        subprocess.Popen([*command, str(folder), "exchanged", name])
        for name in VERSIONS
    ]
    seen = set()
    while any(process.poll() is None for process in runs):
        seen.add(snapshot(folder))
    assert [process.returncode for process in runs] == [0, 0]
    assert seen - {None} <= {("old", "old", "old"), ("new", "new", "old")}
    assert version(folder) in VERSIONS
    assert os.listdir(tmp_path) == [folder.name]


def snapshot(folder: Path) -> tuple[str, ...] | None:
    """Three files of the folder, or None if its version was removed meanwhile."""
    opened = os.open(folder, os.O_RDONLY)

    def at(name: str, flags: int) -> int:
        return os.open(name, flags, dir_fd=opened)

    try:
        texts = []
        for name in ("changed", "sub/changed", "same"):
            with open(name, opener=at) as file:
                texts.append(file.read())
        return tuple(texts)
    except FileNotFoundError:
        return None
    finally:
        os.close(opened)


def test_the_lock_may_be_removed_at_any_moment(tmp_path: Path) -> None:
    """Runs that only take the lock and let go of it meet between all of its lines."""
    script = """
        from smithwright.publishing.staging import staging
        for _ in range(200):
            with staging(folder) as tree:
                tree.mkdir()
    """
    command = [sys.executable, "-c", PREAMBLE + textwrap.dedent(script)]
    command += [str(tmp_path / "package"), "exchanged"]
    runs = [subprocess.Popen(command) for _ in range(4)]
    assert [process.wait(timeout=60) for process in runs] == [0] * 4
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_not_a_stage_is_left_alone(kind: str, tmp_path: Path) -> None:
    folder, stage = tmp_path / "package", tmp_path / ".package.smithwright"
    if kind == "link":
        stage.symlink_to(tmp_path / "nowhere")
    else:
        stage.write_text("mine")
    with pytest.raises(PublishError, match=r"\.package\.smithwright"):
        put("new", folder)
    assert os.listdir(tmp_path) == [stage.name]
