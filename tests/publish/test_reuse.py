"""Modules that are right as they are stay; whatever is not right is made again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from smithwright import corridor
from smithwright.rendering.render import render
from smithwright.settings import PackageSettings

MODEL = """
$version: "2.0"
namespace a
use aws.protocols#restJson1
@restJson1
service S { version: "1", operations: [One, Two] }
@http(method: "POST", uri: "/one")
operation One { input := { cup: Cup } }
@http(method: "POST", uri: "/two")
operation Two { input := { @pattern("^\\\\X$") pot: String } }
/// A cup.
structure Cup { size: Integer }
"""


@pytest.fixture
def rendered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> list[set[PurePosixPath]]:
    """The modules that each run renders."""
    runs: list[set[PurePosixPath]] = []

    def noting(*args: Any) -> Mapping[PurePosixPath, str]:
        texts = render(*args)
        runs.append({path for path in texts if path.match("*/[!_]*.py")})
        return texts

    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("smithwright.rendering.render.render", noting)
    return runs


def generate(
    folder: Path, text: str, **settings: Any
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Generates a package; returns its files and the warnings."""
    (folder / "a.smithy").write_text(text)
    package = PackageSettings("package", ("a.smithy",), "out", **settings)
    _, warnings = corridor.generate(package, folder)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "out").rglob("*"))
        if path.is_file() and path.name != ".smithwright.json"
    }
    return files, warnings


def paths(*names: str) -> set[PurePosixPath]:
    return {PurePosixPath(name) for name in names}


CUP = paths("operations/one.py", "shapes/cup.py")
ALL = CUP | paths("operations/two.py")


@pytest.mark.parametrize("formatter", ["black", "none"])
def test_only_what_changed_is_made(
    formatter: str, tmp_path: Path, rendered: list[set[PurePosixPath]]
) -> None:
    """And the package is what it is from nothing."""
    text = MODEL.replace("A cup.", "A mug.")
    generate(tmp_path, MODEL, formatter=formatter)
    again = generate(tmp_path, text, formatter=formatter)
    assert rendered == [ALL, CUP]
    (tmp_path / "new").mkdir()
    assert generate(tmp_path / "new", text, formatter=formatter)[0] == again[0]
    assert rendered[2:] == [ALL]


def test_an_edited_or_removed_module_is_made_again(
    tmp_path: Path, rendered: list[set[PurePosixPath]]
) -> None:
    """What somebody did to a file is undone, whether or not its shapes changed."""
    files, _ = generate(tmp_path, MODEL)
    (tmp_path / "out/package/operations/two.py").write_text("edited")
    (tmp_path / "out/package/operations/one.py").unlink()
    assert generate(tmp_path, MODEL)[0] == files
    assert rendered[1:] == [paths("operations/one.py", "operations/two.py")]


def test_a_module_that_changes_during_a_run_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run may publish to the same folder in the meantime."""
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    generate(tmp_path, MODEL)
    text, kept = MODEL.replace("A cup.", "A mug."), "operations/two.py"

    def disturbed(*args: Any) -> Mapping[PurePosixPath, str]:
        (tmp_path / "out/package" / kept).write_text("changed")
        return render(*args)

    with monkeypatch.context() as patch:
        patch.setattr("smithwright.rendering.render.render", disturbed)
        files, _ = generate(tmp_path, text)
    (tmp_path / "new").mkdir()
    assert generate(tmp_path / "new", text)[0] == files


def test_warnings_come_again_with_their_place_now(
    tmp_path: Path, rendered: list[set[PurePosixPath]]
) -> None:
    """What a module lacks is said on each run that makes the package."""
    _, (warning,) = generate(tmp_path, MODEL)
    assert warning.startswith("a.smithy:10:")
    _, (moved,) = generate(tmp_path, MODEL.replace("/// A cup.", "/// A mug.\n"))
    assert moved == warning
    _, (moved,) = generate(tmp_path, MODEL.replace("namespace", "\nnamespace"))
    assert moved == warning.replace(":10:", ":11:")
    assert rendered == [ALL, CUP, CUP]


@pytest.mark.parametrize(
    "settings",
    [{"builders": False}, {"validation": "required"}, {"formatter": "none"}],
)
def test_another_setting_makes_all_modules_anew(
    settings: dict[str, Any], tmp_path: Path, rendered: list[set[PurePosixPath]]
) -> None:
    """What decides how modules look is part of what they are made from."""
    generate(tmp_path, MODEL)
    generate(tmp_path, MODEL, **settings)
    assert rendered == [ALL, ALL]


def test_other_templates_make_all_anew(
    tmp_path: Path, rendered: list[set[PurePosixPath]]
) -> None:
    """A user's templates count as they are now."""
    (tmp_path / "templates").mkdir()
    own = tmp_path / "templates/shapes.py.jinja"
    for number in (1, 1, 2):
        own.write_text(
            '{% extends "smithwright/shapes.py.jinja" %}'
            f"{{% block end %}}\n# {number}\n{{% endblock %}}"
        )
        text = MODEL.replace("A cup.", f"A cup {len(rendered)}.")
        generate(tmp_path, text, templates="templates")
    assert rendered == [ALL, CUP, ALL]


def test_a_damaged_note_is_no_note(
    tmp_path: Path, rendered: list[set[PurePosixPath]]
) -> None:
    """Caches may be deleted or damaged at any time."""
    generate(tmp_path, MODEL)
    for entry in (tmp_path / "cache").rglob("*"):
        if entry.is_file():
            entry.write_bytes(b"damaged")
    files, _ = generate(tmp_path, MODEL.replace("A cup.", "A mug."))
    assert rendered == [ALL, ALL]
    (tmp_path / "new").mkdir()
    assert generate(tmp_path / "new", MODEL.replace("A cup.", "A mug."))[0] == files
