"""Hostile models and settings through the command line, onto the disk."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner, Result

from smithwright.cli import main
from smithwright.sources import Json

from ..conftest import ROOT
from .test_places import MODEL, filled, harmless, syntax

_REPLACED = {
    "aws.auth#sigv4",
    "smithy.api#default",
    "smithy.api#deprecated",
    "smithy.api#documentation",
    "smithy.api#enumValue",
    "smithy.api#pattern",
    "smithy.api#title",
}
# Whether and how a pattern is checked depends on what it says.
_KEPT = {"smithy.api#pattern"}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of formatted texts for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Works in a folder below the one that it returns."""
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(cache))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def run(*arguments: str) -> Result:
    """Runs the command line in this process."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def tree(folder: Path) -> dict[str, bytes]:
    """Returns the bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def with_texts(node: Json, texts: Iterator[str], replaced: set[str]) -> Json:
    """Returns a model with the next of `texts` for each string below some keys."""

    def replace(value: Json) -> Json:
        if isinstance(value, Mapping):
            return {key: replace(item) for key, item in value.items()}
        return next(texts) if isinstance(value, str) else value

    if isinstance(node, Mapping):
        return {
            key: replace(item) if key in replaced else with_texts(item, texts, replaced)
            for key, item in node.items()
        }
    if isinstance(node, list):
        return [with_texts(item, texts, replaced) for item in node]
    return node


def test_hostile_copy_of_connect(folder: Path, texts: tuple[str, ...]) -> None:
    """Connect's model with hostile texts everywhere gives the statements it gave."""
    original = json.loads((ROOT / "models/connect.json").read_text())
    encodable = [
        text
        for text in texts
        # Blank documentation is none.
        if text.strip() and (text.isascii() or text.isprintable())
    ]
    hostile = with_texts(original, cycle(encodable), _REPLACED)
    # The values of an enum differ.
    harmless_texts = [f"Text {number}." for number in range(len(encodable))]
    tame = with_texts(hostile, cycle(harmless_texts), _REPLACED - _KEPT)
    for name, model in {"hostile": hostile, "tame": tame}.items():
        Path(f"{name}.json").write_text(json.dumps(model))
        arguments = ["--source", f"{name}.json", "--package", name, "--output", "."]
        assert run("generate", *arguments).exit_code == 0
    before = tree(folder)

    assert syntax(written("hostile")) == syntax(written("tame"))
    subprocess.run([sys.executable, "-B", "-c", _IMPORT_ALL], check=True)
    assert tree(folder) == before
    assert {path.split("/")[1] for path in before} == {
        "hostile",
        "hostile.json",
        "tame",
        "tame.json",
    }


_IMPORT_ALL = """
import sys
sys.path.insert(0, "")
from importlib import import_module
from pathlib import Path, PurePosixPath
for path in sorted(Path("hostile").rglob("*.py")):
    import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
package = import_module("hostile")
for name in dir(package):
    getattr(package, name)
"""


def written(name: str) -> dict[PurePosixPath, str]:
    """Returns the modules of a package in the working directory."""
    return {
        PurePosixPath(path.relative_to(name)): path.read_text("utf-8")
        for path in Path(name).rglob("*.py")
    }


@pytest.mark.parametrize("place", ["operation", "structure", "enum", "error"])
def test_name_too_long_for_a_file(place: str, folder: Path) -> None:
    """A name that no file can have is refused, and the old package stays."""
    assert generate(harmless()).exit_code == 0
    before = tree(folder / "work" / "example")
    result = generate(harmless() | {place: "x" * 300})
    assert result.exit_code == 2
    assert result.stderr.startswith("example/")
    assert result.stderr.endswith(".py: can't be written: File name too long\n")
    assert result.stderr.count("\n") == 1
    assert tree(folder / "work" / "example") == before
    assert set(os.listdir()) == {"model.json", "example"}


def test_a_package_is_called_by_an_identifier_or_not_generated(
    text: str, folder: Path
) -> None:
    """A package is called by an identifier or not generated."""
    write_model(harmless())
    before = tree(folder)
    options = ("--source=model.json", f"--package={text}", "--output=.")
    for result in (run("generate", *options), configured(name=text)):
        if result.exit_code:
            assert result.exit_code == 2
            assert result.stderr
            assert tree(folder) == before
        else:
            assert text.isidentifier()


@pytest.mark.parametrize("key", ["service", "operations", "sources"])
def test_a_setting_that_means_nothing_is_refused_in_one_line(
    key: str, text: str, folder: Path
) -> None:
    """A setting that means nothing is refused in one line."""
    write_model(harmless())
    before = tree(folder)
    result = configured(**{key: text})
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.rstrip("\n").isprintable()
    assert tree(folder) == before


def write_model(texts: Mapping[str, str]) -> None:
    """Writes the small model."""
    Path("model.json").write_text(json.dumps(filled(MODEL, texts)))


def generate(texts: Mapping[str, str]) -> Result:
    """Generates the package `example` of the small model."""
    write_model(texts)
    return run("generate", "--source=model.json", "--package=example", "--output=.")


def configured(
    name: str = "example", sources: str = "model.json", **others: str
) -> Result:
    """Generates what a configuration says, and removes the configuration."""
    settings: dict[str, object] = {"name": name, "sources": [sources], "output": "."}
    settings |= {
        key: [value] if key == "operations" else value for key, value in others.items()
    }
    config = Path("pyproject.toml")
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    config.write_text("\n".join(["[[tool.smithwright.packages]]", *lines]))
    try:
        return run("generate")
    finally:
        config.unlink()
