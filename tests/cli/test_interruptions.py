"""What is left after a run that could not end: the old package, whole, or the new."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import Run, Tree

MODEL = Path("models/connect.json")
SMITHWRIGHT = [sys.executable, "-c", "from smithwright.cli import main; main()"]


@pytest.fixture
def renamed(project: Path) -> None:
    """Changes what would be generated."""
    text = MODEL.read_text("utf-8").replace("DisplayName", "ShownName")
    MODEL.write_text(text.replace("InitialMessage", "FirstMessage"), "utf-8")


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Starts the command line as a process."""
    return subprocess.Popen([*SMITHWRIGHT, *arguments], stderr=subprocess.PIPE)


def test_killed_at_any_moment(
    project: Path, renamed: None, run: Run, tree: Tree
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
    for _ in range(6):
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
def test_interrupted(command: str, project: Path, tree: Tree) -> None:
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


def test_interrupted_while_publishing(
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


def test_full_disk(
    project: Path, renamed: None, run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up leaves the old version."""

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    before = tree()
    monkeypatch.setattr("os.fsync", fail)
    result = run("generate")
    assert result.exit_code == 2
    assert result.stderr.startswith("out/chat: cannot publish: ")
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
    assert result.stderr.startswith("out/chat: cannot publish: ")
    assert result.stderr.count("\n") == 1
    assert tree() == before


def test_full_standard_output(project: Path, renamed: None) -> None:
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


def test_reader_that_goes_away(project: Path, renamed: None) -> None:
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


def test_without_botocore(
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
