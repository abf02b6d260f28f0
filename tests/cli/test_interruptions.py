"""What is left after a run that could not end: the old package, whole, or the new."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .conftest import Run, Tree

MODEL = Path("models/connect.json")
SMITHWRIGHT = [sys.executable, "-m", "smithwright"]


@pytest.fixture
def renamed(project: Path) -> None:
    """Changes what would be generated."""
    text = MODEL.read_text("utf-8").replace("DisplayName", "ShownName")
    MODEL.write_text(text.replace("InitialMessage", "FirstMessage"), "utf-8")


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Starts the command line as a process."""
    return subprocess.Popen([*SMITHWRIGHT, *arguments], stderr=subprocess.PIPE)


@pytest.fixture(params=[6, pytest.param(50, marks=pytest.mark.conformance)])
def kills(request: pytest.FixtureRequest) -> int:
    """How often a run is killed; the long form is for `make conformance`."""
    number: int = request.param
    return number


def test_killed_at_any_moment(
    kills: int, project: Path, renamed: None, run: Run, tree: Tree
) -> None:
    """A killed run leaves one whole version, and the next run makes it right."""
    old = package(tree())
    assert run("generate").exit_code == 0
    new = package(tree())
    restore(project, old)
    began = time.monotonic()
    assert ended(start("generate"))[0] == 0
    duration = time.monotonic() - began
    moments = random.Random(1)
    for _ in range(kills):
        restore(project, old)
        process = start("generate")
        time.sleep(moments.uniform(0.3, 1) * duration)
        process.kill()
        ended(process)
        assert package(tree()) in (old, new)
        assert run("generate").exit_code == 0
        assert package(tree()) == new
        assert os.listdir("out") == ["chat"]


def ended(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Waits for a process and returns its exit code and its messages."""
    _, messages = process.communicate(timeout=20)
    return process.returncode, messages


def package(tree: dict[str, bytes]) -> dict[str, bytes]:
    """Returns the files of the package among those of a project."""
    return {path: data for path, data in tree.items() if path.startswith("out/chat/")}


def restore(project: Path, files: dict[str, bytes]) -> None:
    """Puts a version of the package back."""
    shutil.rmtree(project / "out")
    for path, data in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(data)


@pytest.mark.parametrize("command", ["generate", "check"])
def test_ctrl_c_ends_a_run_without_a_word(
    command: str, project: Path, tree: Tree
) -> None:
    """Ctrl-C ends a run with 130 and without a word."""
    before = tree()
    MODEL.unlink()
    os.mkfifo(MODEL)
    process = start(command)
    # Opening waits until the run has opened it too; then it waits for the text.
    with MODEL.open("wb"):
        process.send_signal(signal.SIGINT)
        assert ended(process) == (130, b"")
    MODEL.unlink()
    del before["models/connect.json"]
    assert tree() == before


def test_publishing_that_is_interrupted_changes_nothing(
    project: Path, renamed: None, run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while files are written leaves the old version."""

    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    before = tree()
    monkeypatch.setattr("os.fsync", interrupt)
    assert run("generate").exit_code == 130
    assert tree() == before
    assert os.listdir("out") == ["chat"]


def test_a_full_disk_leaves_the_old_version(
    project: Path, renamed: None, run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up leaves the old version."""

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    before = tree()
    monkeypatch.setattr("os.fsync", fail)
    result = run("generate")
    assert result.exit_code == 2
    assert result.stderr.startswith("out/chat: can't be written: ")
    assert "No space left on device" in result.stderr
    assert result.stderr.count("\n") == 1
    assert tree() == before


def test_system_that_writes_no_more(project: Path, renamed: None, tree: Tree) -> None:
    """A file that the system cuts off leaves the old version."""
    before = tree()
    result = subprocess.run(
        [*SMITHWRIGHT, "generate"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert result.stderr.startswith("out/chat: can't be written: ")
    assert result.stderr.count("\n") == 1
    assert tree() == before


@pytest.mark.conformance
def test_disks_of_many_sizes(
    project: Path, renamed: None, run: Run, tree: Tree
) -> None:
    """A disk that is full at any of 20 sizes leaves one whole version.

    Room for the new version, and a run, make it right.
    """
    old = package(tree())
    assert run("generate").exit_code == 0
    new = package(tree())
    # What a version takes on a disk of pages, and the folders and the lock beside it.
    page = os.sysconf("SC_PAGE_SIZE")
    whole = sum(-len(data) // page * -page for data in new.values())
    shutil.rmtree("out")
    Path("out").mkdir()
    outcomes: set[int] = set()
    for step in range(20):
        with mounted(project / "out", whole + step * whole // 20):
            for path, data in old.items():
                (project / path).parent.mkdir(parents=True, exist_ok=True)
                (project / path).write_bytes(data)
            code, messages = ended(start("generate"))
            assert code == 0 or messages.startswith(b"out/chat: can't be written: ")
            assert package(tree()) == {0: new, 2: old}[code]
            outcomes.add(code)
            remount(project / "out", 4 * whole)
            assert run("generate").exit_code == 0
            assert package(tree()) == new
            assert os.listdir("out") == ["chat"]
    assert outcomes == {0, 2}


@contextmanager
def mounted(folder: Path, size: int) -> Iterator[None]:
    """Has a disk of so many bytes in memory at a folder; needs to be root."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"needs a disk in memory: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def remount(folder: Path, size: int) -> None:
    """Gives a disk another size."""
    options = f"remount,size={size}"
    subprocess.run(["mount", "-o", options, str(folder)], check=True)


@pytest.mark.conformance
def test_limits_of_many_sizes(
    project: Path, renamed: None, run: Run, tree: Tree
) -> None:
    """A system that cuts files off at any of 20 sizes leaves one whole version."""
    old = package(tree())
    assert run("generate").exit_code == 0
    new = package(tree())
    largest = max(map(len, new.values()))
    outcomes: set[int] = set()
    for step in range(20):
        restore(project, old)
        limit = largest * (step + 1) // 19
        process = subprocess.run(
            [*SMITHWRIGHT, "generate"],
            preexec_fn=lambda limit=limit: resource.setrlimit(  # type: ignore[misc]
                resource.RLIMIT_FSIZE, (limit, limit)
            ),
            capture_output=True,
            check=False,
        )
        outcomes.add(process.returncode)
        assert package(tree()) == {0: new, 2: old}[process.returncode]
        assert run("generate").exit_code == 0
        assert package(tree()) == new
    assert outcomes == {0, 2}


@pytest.fixture(params=[2, pytest.param(10, marks=pytest.mark.conformance)])
def rounds(request: pytest.FixtureRequest) -> int:
    """How often runs meet; the long form is for `make conformance`."""
    number: int = request.param
    return number


def test_two_runs_at_once(
    rounds: int, project: Path, renamed: None, run: Run, tree: Tree
) -> None:
    """Runs on one output wait for each other: it is one whole version at any time."""
    old = package(tree())
    shutil.copytree("models", "before")
    for new_name, name in {"ShownName": "DisplayName", "First": "Initial"}.items():
        model = Path("before/connect.json")
        model.write_text(model.read_text("utf-8").replace(new_name, name), "utf-8")
    text = Path("pyproject.toml").read_text("utf-8").replace("models/", "before/")
    Path("before.toml").write_text(text.replace("tool.smithwright.", ""), "utf-8")
    assert run("generate").exit_code == 0
    new = package(tree())
    assert run("generate", "--config", "before.toml").exit_code == 0
    assert package(tree()) == old
    moments = random.Random(2)
    for _ in range(rounds):
        processes = [start("generate"), start("generate", "--config", "before.toml")]
        time.sleep(moments.uniform(0, 0.1))
        processes.append(start("generate"))
        assert [ended(process)[0] for process in processes] == [0, 0, 0]
        assert package(tree()) in (old, new)
        assert run("generate").exit_code == 0
        assert package(tree()) == new
        assert os.listdir("out") == ["chat"]


def test_a_full_standard_output_is_an_error(project: Path, renamed: None) -> None:
    """A diff that cannot be printed is an error in one line."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full")
    with full.open("wb") as output:
        result = subprocess.run(
            [*SMITHWRIGHT, "check"],
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr == "standard output: No space left on device\n"


def test_a_reader_that_goes_away_ends_the_run(project: Path, renamed: None) -> None:
    """A diff of which somebody reads only the start is no error to report."""
    with subprocess.Popen(
        [*SMITHWRIGHT, "check"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 1


def test_without_botocore_files_still_work(
    project: Path, run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without botocore, its models are what is missing, and files still work."""
    from smithwright.sources import botocore

    before = tree()
    monkeypatch.setattr(botocore, "find_spec", lambda name: None)
    monkeypatch.setattr(botocore, "_data", botocore._data.__wrapped__)
    botocore._folders.cache_clear()
    result = run("model", "pull", "botocore:connect")
    botocore._folders.cache_clear()
    assert result.exit_code == 2
    assert result.stderr == (
        "botocore isn't installed: pip install 'smithwright[aws]'\n"
    )
    assert run("check").exit_code == 0
    assert tree() == before
