"""Hostile texts of models, overlays and files in everything that is shown to people."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from smithwright.cli import main
from smithwright.sources import Json
from smithwright.writing.code import Code, Literal

from .test_places import FREE, HARMLESS, MODEL, filled, harmless, syntax
from .test_written import tree, written

# What reads Markdown and HTML together, as pull requests do.
_MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False})
_MERMAID = re.compile(r'flowchart LR|    n\d+\W{1,3}"[\w #;]*"\W{1,2}( n\d+)?|')
# What the report folds away by itself.
_FOLDED = re.compile(r"(<details><summary>[\w ()]*</summary>|</details>|<br>)?\s*")
_ARROW = re.compile(r'    n\d+ -->\|"[\w #;]*"\| n\d+')


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Works in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if result.exit_code == 2:
        # Lines, which control no terminal.
        assert result.stdout == ""
        assert all(line.isprintable() for line in result.stderr.split("\n"))
    return result


def _write(name: str, texts: Mapping[str, str]) -> None:
    Path(name).write_text(json.dumps(filled(MODEL, texts)))


def _everywhere(text: str) -> list[dict[str, str]]:
    """Returns texts for a model with a hostile one in all places that take any.

    Models follow with one in each of some places that do not.
    """
    others = ("pattern", "uri", "jsonName", "header", "enum", "operation")
    free = {place: text for place in FREE if place != "metadata"}
    return [harmless() | free, *(harmless() | {place: text} for place in others)]


def _file_name(text: str, suffix: str) -> str:
    return f"{text[:80].replace('/', '|')}.{suffix}"


def _package(source: str) -> list[str]:
    return [f"--source={source}", "--package=example", "--output=."]


def test_explain_prints_hostile_text_as_text(text: str) -> None:
    """What a terminal gets is printable lines, with nothing interpreted."""
    for texts in _everywhere(text):
        _write("model.json", texts)
        for form in ("text", "tree"):
            result = _run("explain", "--format", form, "--source=model.json")
            assert all(line.isprintable() for line in result.stdout.split("\n"))
            arguments = ["--format", form, "--source=model.json"]
            operation = texts["operation"]
            if re.fullmatch(r"\w+", operation, re.ASCII):
                result = _run("explain", operation, *arguments)
                assert all(line.isprintable() for line in result.stdout.split("\n"))
                if form == "text":
                    shown = result.stdout.splitlines()
                    assert all(re.match(r"[├└│ ─]*\S", line) for line in shown)


def test_a_graph_of_hostile_text_has_no_other_elements(text: str) -> None:
    """A picture has boxes, texts and arrows, and a flow chart has nodes and arrows."""
    for texts in _everywhere(text):
        _write("model.json", texts)
        for name in ("graph.svg", "graph.mmd"):
            Path(name).unlink(missing_ok=True)
            _run("explain", "--graph", name, "--source=model.json")
        if Path("graph.svg").exists():
            root = ElementTree.fromstring(Path("graph.svg").read_text("utf-8"))
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert tags <= set("svg style defs marker path rect g text".split())
            names = {name for element in root.iter() for name in element.attrib}
            assert not any(name.startswith("on") or "href" in name for name in names)
        if Path("graph.mmd").exists():
            for line in Path("graph.mmd").read_text("utf-8").split("\n"):
                assert _MERMAID.fullmatch(line) or _ARROW.fullmatch(line), line


def test_a_change_report_shows_hostile_text_as_text(text: str) -> None:
    """A report shows text as text: no control, no HTML, no link, no broken JSON."""
    _write("old.json", harmless())
    for texts in _everywhere(text)[:1]:
        _write("new.json", texts)
        for old, new in (("old.json", "new.json"), ("new.json", "old.json")):
            plain = _run("model", "diff", old, new, "--docs")
            assert all(line.isprintable() for line in plain.stdout.split("\n"))
            data = _run("model", "diff", old, new, "--docs", "--format", "json")
            if data.exit_code != 2:
                json.loads(data.stdout)
            report = _run("model", "diff", old, new, "--docs", "--format", "markdown")
            for token in _MARKDOWN.parse(report.stdout):
                for part in (token, *(token.children or [])):
                    assert part.type not in ("link_open", "image"), part
                    if part.type.startswith("html"):
                        assert _FOLDED.fullmatch(part.content), part


def test_what_an_overlay_says_stays_text(text: str) -> None:
    """What an overlay says ends where the model's own words end."""
    _write("model.json", harmless())
    trait: dict[str, Json] = {"smithy.api#documentation": text}
    names = harmless()
    shape = f"{names['namespace']}#{names['structure']}"
    apply = {"type": "apply", "traits": trait}
    overlay = {"smithy": "2.0", "shapes": {shape: apply}}
    Path("overlay.json").write_text(json.dumps(overlay))
    options = _package("model.json")
    assert _run("generate", *options, "--formatter=none").exit_code == 0
    before = syntax(written("example"))
    options.append("--overlay=overlay.json")
    if _run("generate", *options, "--formatter=none").exit_code == 0:
        assert syntax(written("example")) == before


def test_names_of_files(text: str, folder: Path) -> None:
    """Whatever a file is called, messages about it are one printable line."""
    broken = '{"smithy": "2.0", "shapes": {"a#b": {"type": "nonsense"}}}'
    named = _file_name(text, "json")
    try:
        Path(named).write_text(broken)
    except (OSError, ValueError):
        named = "other.json"
    before = tree(folder)
    assert _run("generate", *_package(named)).exit_code == 2
    assert tree(folder) == before


def test_folder_of_templates(text: str, folder: Path) -> None:
    """Names and contents of templates end in a message or in code, never elsewhere."""
    _write("model.json", harmless())
    Path("look").mkdir()
    try:
        Path("look", _file_name(text, "jinja")).write_text("x")
    except (OSError, ValueError):
        Path("look", "x.jinja").write_text("x")
    before = tree(folder)
    options = [*_package("model.json"), "--templates=look", "--formatter=none"]
    assert _run("generate", *options).exit_code == 2
    assert tree(folder) == before
    assert _run("generate", *options[:-2], f"--templates={text}").exit_code in (0, 2)


def test_templates_place_the_words_of_a_model_as_text(text: str) -> None:
    """A template that prints all it can reach adds text to a package, and no code."""
    Path("look").mkdir()
    Path("look/__init__.py.jinja").write_text(
        '{% extends "smithwright/__init__.py.jinja" %}\n'
        "{% block end %}\nWORDS = [\n"
        "{% for name, module in package.operations %}{{ name }},{% endfor %}\n"
        "    {{ package.doc.at(4) }}\n"
        "]\n{% endblock %}\n"
    )
    options = [*_package("model.json"), "--templates=look", "--formatter=none"]
    expected = None
    for place in ("service documentation", "title", "sdkId"):
        for said in (HARMLESS[place][0], text):
            _write("model.json", harmless() | {place: said})
            if _run("generate", *options).exit_code == 0:
                found = syntax(written("example"))
                expected = expected or found
                assert found == expected


def test_code_of_a_literal(text: str) -> None:
    """The filter `literal` gives code that says the text again."""

    made = Literal.of(text)
    assert isinstance(made, Code)
    assert eval(made.text) == text
