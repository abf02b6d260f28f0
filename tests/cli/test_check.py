"""What `generate` and `check` do, print and return."""

import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from smithwright.publishing.manifest import (
    MANIFEST,
    Manifest,
    digest,
    read_manifest,
)

from .conftest import Run, Tree

MODEL = Path("models/connect.json")


def replace(path: Path, old: str, new: str) -> None:
    """Edits a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_run_after_none_writes_and_says_nothing(
    project: Path, run: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed generator believes the manifest of a fresh clone."""
    monkeypatch.setattr("smithwright.publishing.publish.is_checkout", lambda: False)
    before = tree()
    for command in ("generate", "check"):
        result = run(command)
        assert (result.exit_code, result.output) == (0, "")
    assert tree() == before


@pytest.mark.parametrize("command", ["generate", "check"])
def test_a_generator_that_changes_within_a_version_looks_at_a_fresh_clone(
    project: Path, run: Run, tree: Tree, command: str
) -> None:
    """Once: what was found is noted."""
    before = tree()
    first, second = run(command), run("generate")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == {
        "generate": "chat: 0 written, 0 removed, 45 unchanged\n",
        "check": "",
    }.get(command)
    assert second.output == ""
    assert tree() == before


def test_what_such_a_generator_would_write_now_is_told_of_a_fresh_clone(
    project: Path, run: Run
) -> None:
    """The manifest and the files agree with each other, and not with it."""
    path = PurePosixPath("py.typed")
    folder = project / "out/chat"
    manifest = read_manifest(folder)
    assert manifest is not None
    (folder / path).write_text("# Made by an earlier one.\n")
    files = {**manifest.files, path: digest((folder / path).read_bytes())}
    (folder / MANIFEST).write_text(Manifest(manifest.inputs, files).text)
    result = run("check")
    assert result.exit_code == 1
    assert "out/chat/py.typed: changed" in result.stderr


def test_check_names_the_files_of_a_renamed_member(
    project: Path, run: Run, tree: Tree
) -> None:
    """A member renamed in the model makes `check` fail and name the files."""
    replace(MODEL, '"DisplayName": {', '"ShownName": {')
    before = tree()
    result = run("check")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "out/chat/shapes/participant_details.py: changed",
        "out/chat/.smithwright.json: changed",
    ]
    assert result.stdout.startswith("--- a/chat/shapes/participant_details.py\n")
    assert "-    display_name: str | None = required()\n" in result.stdout
    assert "+    shown_name: str | None = required()\n" in result.stdout
    assert tree() == before

    result = run("generate")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith("chat: 1 written, 0 removed, ")
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("shapes/websocket.py", "x = 1\n", "edited by hand"),
        ("shapes/websocket.py", None, "missing"),
        ("_runtime/http.py", "x = 1\n", "edited by hand"),
        ("py.typed", None, "missing"),
        ("__init__.pyi", "", "edited by hand"),
        (".smithwright.json", None, "missing"),
    ],
)
def test_what_is_not_as_generated(
    path: str, content: str | None, kind: str, project: Path, run: Run, tree: Tree
) -> None:
    """A file edited by hand or missing is named with its diff, and made again."""
    before = tree()
    file = project / "out/chat" / path
    file.unlink() if content is None else file.write_text(content)
    result = run("check")
    assert result.exit_code == 1
    assert f"out/chat/{path}: {kind}\n" in result.stderr
    assert f"+++ b/chat/{path}\n" in result.stdout or not before[f"out/chat/{path}"]
    if path != ".smithwright.json":
        assert run("generate").exit_code == 0
        assert tree() == before


def test_diff_is_a_patch(project: Path, run: Run, tree: Tree) -> None:
    """Standard output is nothing but a patch, which makes the folder right."""
    before = tree()
    for path in ("shapes/websocket.py", "operations/start_chat_contact.py"):
        replace(project / "out/chat" / path, "import", "import  ")
    (project / "out/chat/errors/__init__.py").unlink()
    result = run("check")
    subprocess.run(
        ["patch", "-p1", "--silent"], cwd="out", input=result.stdout_bytes, check=True
    )
    assert tree() == before


def test_a_file_that_was_never_generated(project: Path, run: Run) -> None:
    """It is left over too, though all that is generated is there unchanged."""
    assert run("generate").exit_code == 0
    (project / "out/chat/shapes/mine.py").write_text("")
    result = run("check")
    assert result.exit_code == 1
    assert "out/chat/shapes/mine.py: left over\n" in result.stderr


def test_a_file_that_is_no_longer_asked_for_is_left_over(
    project: Path, run: Run
) -> None:
    """A file that the model no longer asks for is left over until it is removed."""
    replace(MODEL, '"target": "com.amazonaws.connect#Websocket"', '"target": "X"')
    text = MODEL.read_text("utf-8").replace('"X"', '"smithy.api#String"')
    MODEL.write_text(text, "utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert "out/chat/shapes/websocket.py: left over\n" in result.stderr
    assert run("generate").stderr.startswith("chat: ")
    assert not (project / "out/chat/shapes/websocket.py").exists()
    assert run("check").exit_code == 0


def test_options_instead_of_a_configuration(project: Path, run: Run) -> None:
    """The same package comes from options as from a configuration."""
    Path("pyproject.toml").unlink()
    options = [
        *("--source", str(MODEL), "--source", "models/connect.overlay.json"),
        *("--package", "chat", "--operation", "StartChatContact", "--output", "out"),
    ]
    assert run("check", *options).exit_code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--operation", "StartChatContact"),
        ("--source", "models/connect.json", "--output", "out"),
        ("--nonsense",),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    options: tuple[str, ...], project: Path, run: Run
) -> None:
    """Options that do not go together are wrong usage."""
    for command in ("generate", "check"):
        result = run(command, *options)
        assert result.exit_code == 2
        assert "Error: " in result.stderr


def test_a_console_of_another_encoding_gets_the_diff(project: Path, run: Run) -> None:
    """A diff is UTF-8 whatever standard output is."""
    replace(project / "out/chat/__init__.py", '"""', '"""“')
    result = subprocess.run(
        ["smithwright", "check"],
        env={"PATH": str(Path(sys.executable).parent), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 1
    assert "“".encode() in result.stdout


def test_files_edited_by_hand_are_named_when_they_are_overwritten(
    project: Path, run: Run
) -> None:
    """What was generated and then edited, but no file whose content is right."""
    replace(project / "out/chat/__init__.py", '"""', '"""Mine. ')
    replace(project / "out/chat/shapes/websocket.py", '"""', '"""Mine. ')
    replace(MODEL, '"target": "com.amazonaws.connect#Websocket"', '"target": "X"')
    replace(MODEL, '"X"', '"smithy.api#String"')
    first, second, summary = run("generate").stderr.splitlines()
    assert first == "out/chat/__init__.py: had been edited by hand"
    assert second == "out/chat/shapes/websocket.py: had been edited by hand"
    assert summary.startswith("chat: ")


def test_another_formatter_is_another_package(project: Path, run: Run) -> None:
    assert run("check").exit_code == 0
    assert run("check", "--formatter", "none").exit_code == 1
    written = run("generate", "--formatter", "ruff")
    assert written.exit_code == 0
    assert run("check", "--formatter", "ruff").exit_code == 0
    assert run("generate", "--formatter", "pep8").exit_code == 2
