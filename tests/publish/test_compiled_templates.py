"""Templates are compiled once, and again when they or their compiler change."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Template

from smithwright.caching.text_cache import TextCache
from smithwright.rendering import compiled_templates
from smithwright.rendering.compiled_templates import CompiledTemplates


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of templates that were compiled."""
    names: list[str] = []

    class Noting(CodeGenerator):
        def visit_Template(self, node: Template, frame: Frame | None = None) -> None:
            names.append(str(self.name))
            super().visit_Template(node, frame)

    monkeypatch.setattr(Environment, "code_generator_class", Noting)
    return names


def rendered(folder: Path, template: str) -> str:
    """What a new environment makes of a template, with a cache in a folder."""
    cache = CompiledTemplates(TextCache(folder / "cache"))
    loader = DictLoader({"a": template})
    return Environment(loader=loader, bytecode_cache=cache).get_template("a").render()


def test_a_template_is_compiled_once(tmp_path: Path, compiled: list[str]) -> None:
    for _ in range(3):
        assert rendered(tmp_path, "{{ 1 + 1 }} é") == "2 é"
    assert compiled == ["a"]


def test_a_changed_template_is_compiled_again(
    tmp_path: Path, compiled: list[str]
) -> None:
    assert rendered(tmp_path, "{{ 1 + 1 }}") == "2"
    assert rendered(tmp_path, "{{ 1 + 2 }}") == "3"
    assert compiled == ["a", "a"]


def test_another_compiler_compiles_again(
    tmp_path: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(tmp_path, "{{ 1 + 1 }}")
    monkeypatch.setattr(compiled_templates, "installed_version", lambda name: "0")
    assert rendered(tmp_path, "{{ 1 + 1 }}") == "2"
    assert compiled == ["a", "a"]


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_cache_is_an_empty_one(
    tmp_path: Path, compiled: list[str], damage: bytes | None
) -> None:
    rendered(tmp_path, "{{ 1 + 1 }}")
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    whole = entry.read_bytes()
    entry.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert rendered(tmp_path, "{{ 1 + 1 }}") == "2"
    assert compiled == ["a", "a"]


def test_a_folder_that_cannot_be_written_is_no_cache(
    tmp_path: Path, compiled: list[str]
) -> None:
    (tmp_path / "file").touch()
    for _ in range(2):
        assert rendered(tmp_path / "file", "{{ 1 + 1 }}") == "2"
    assert compiled == ["a", "a"]
