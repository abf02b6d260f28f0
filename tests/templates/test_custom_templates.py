"""Folders of templates that override or extend this project's."""

from __future__ import annotations

import re
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from smithwright.cli import main
from smithwright.settings import PackageSettings
from smithwright.writing import package

from ..support.packages import generated_package

_MODEL = """\
$version: "2"
namespace example
use aws.protocols#restJson1

/// A shop. {{ 7*7 }}
@restJson1
service Shop { version: "1", operations: [Order] }

/// Orders something.
@http(method: "POST", uri: "/orders")
operation Order { input := { item: Item }, errors: [SoldOut] }

structure Item { name: String, kind: Kind }

enum Kind { PLAIN, GIFT }

@error("client")
structure SoldOut { item: String }
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model and an empty folder of templates."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    Path("model.smithy").write_text(_MODEL)
    Path("look").mkdir()
    return tmp_path


def _template(name: str, text: str) -> None:
    path = Path("look", name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def _extending(name: str, text: str) -> None:
    _template(name, f'{{% extends "smithwright/{name}" %}}\n{text}')


def _generate() -> Result:
    arguments = ["--source=model.smithy", "--package=shop", "--output=."]
    result = CliRunner().invoke(main, ["generate", *arguments, "--templates=look"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def _error() -> str:
    result = _generate()
    assert result.exit_code == 2
    assert not Path("shop").exists()
    line, end, rest = result.stderr.partition("\n")
    assert (end, rest) == ("\n", "")
    return line


def test_blocks_extend_every_kind_of_module() -> None:
    _extending(
        "shapes.py.jinja",
        "{% block structure_methods %}\n"
        "    def kind_of_class(self) -> str:\n"
        "        return {{ shape.name.text | literal }}\n"
        "{% endblock %}\n",
    )
    _extending(
        "operation.py.jinja",
        "{% block imports %}import sys\n{{ super() }}{% endblock %}\n"
        "{% block input_methods %}\n\n"
        "    def where(self) -> str:\n"
        "        return sys.platform\n"
        "{% endblock %}\n"
        "{% block end %}\nNAME = {{ operation.name }}\n{% endblock %}\n",
    )
    _extending(
        "error.py.jinja", "{% block attributes %}\n    HINT = 'later'\n{% endblock %}\n"
    )
    settings = PackageSettings("shop", ("model.smithy",), ".", templates="look")
    with generated_package(settings, Path(), Path("out")) as shop:
        assert shop.Item().kind_of_class() == "Item"
        assert shop.OrderInput().where() == sys.platform
        assert shop.SoldOut.HINT == "later"


def test_whole_templates_and_parts_of_ones_own() -> None:
    _template("shapes/__init__.py.jinja", '{% include "notice.jinja" %}\n')
    _template("notice.jinja", '"""Ours."""\n')
    assert _generate().exit_code == 0
    assert Path("shop/shapes/__init__.py").read_text() == '"""Ours."""\n'


def test_a_link_that_leads_nowhere() -> None:
    Path("look/operation.py.jinja").symlink_to("missing")
    result = _generate()
    assert result.exit_code == 2
    assert result.stderr == (
        "look/operation.py.jinja: can't be read: No such file or directory\n"
    )


def test_changes_of_the_folder_are_noticed() -> None:
    _extending("__init__.py.jinja", "{% block end %}\nX = 1\n{% endblock %}")
    assert "1 written" not in _generate().stderr
    assert _generate().stderr == ""
    _extending("__init__.py.jinja", "{% block end %}\nX = 2\n{% endblock %}")
    assert "1 written" in _generate().stderr
    assert "X = 2" in Path("shop/__init__.py").read_text()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "{% block input %}\n{{ inptu.name }}\n{% endblock %}",
            "look/operation.py.jinja:3: 'inptu' is undefined",
        ),
        (
            "{% block input %}\n{{ input.nam }}\n{% endblock %}",
            "look/operation.py.jinja:3: 'smithwright.writing.package.Structure object' "
            "has no attribute 'nam'",
        ),
        (
            "\n{% block inputt %}{% endblock %}",
            "look/operation.py.jinja:3: smithwright/operation.py.jinja has no block "
            "'inputt'; did you mean 'input'?",
        ),
        (
            "{% block input %}\n",
            "look/operation.py.jinja:2: Unexpected end of template",
        ),
        ("{% for %}", "look/operation.py.jinja:2: Expected an expression, got"),
        (
            "{% block input %}{{ 1 | litral }}{% endblock %}",
            "look/operation.py.jinja:2: No filter named 'litral'.",
        ),
        (
            "\n\nimport this\n",
            "look/operation.py.jinja:4: text outside of a block is printed nowhere",
        ),
        (
            '{% from "macro.jinja" import x %}',
            "look/operation.py.jinja:2: there is no template 'macro.jinja'; "
            "did you mean 'macros.jinja'?",
        ),
        (
            "{% block end %}\n{{ module.path.name | upper }}{% endblock %}",
            "look/operation.py.jinja:3: prints a str, which is not code",
        ),
        (
            "{% block end %}\n{{ module.doc.parts[0].wrapped(80)[0] }}{% endblock %}",
            "look/operation.py.jinja:3: access to attribute 'parts' of 'Docstring' "
            "object is unsafe.",
        ),
        (
            "{% block end %}{{ ''.__class__.__mro__ }}{% endblock %}",
            "look/operation.py.jinja:2: access to attribute '__class__' of 'str' "
            "object is unsafe.",
        ),
    ],
)
def test_mistakes_are_told_with_file_and_line(text: str, message: str) -> None:
    _extending("operation.py.jinja", text)
    assert _error().startswith(message)


def test_text_of_the_model_is_out_of_reach() -> None:
    """What templates get holds no plain text, which may come from a model."""
    for cls in vars(package).values():
        if is_dataclass(cls) and cls.__module__ == package.__name__:
            for field in fields(cls):
                assert "str" not in re.findall(r"\w+", str(field.type)), (cls, field)


def test_template_that_nothing_asks_for() -> None:
    _template("operations.py.jinja", "")
    assert _error() == (
        "look/operations.py.jinja: no template is called so; "
        "did you mean 'operation.py.jinja'?"
    )


def test_templates_that_extend_each_other() -> None:
    _template("shapes.py.jinja", '{% extends "a.jinja" %}')
    _template("a.jinja", '{% extends "shapes.py.jinja" %}')
    assert _error().endswith("extends itself")


def test_a_folder_of_templates_that_is_not_there_is_refused() -> None:
    Path("look").rmdir()
    assert _error() == "look: is no folder of templates"


def test_output_that_is_no_python() -> None:
    _extending("__init__.py.jinja", "{% block end %}\nx = = 1\n{% endblock %}")
    assert "__init__.py" in _error()


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ("version = 1\n", None),
        (
            "version = 2\n",
            "look/templates.toml: written for version 2 of the templates; "
            "this smithwright has version 1",
        ),
        ('version = "1"\n', "look/templates.toml: version must be an integer"),
        (
            "versoin = 1\n",
            "look/templates.toml: unknown key 'versoin'; there is only 'version'",
        ),
        ("version 1\n", "look/templates.toml: Expected '='"),
    ],
)
def test_version_that_a_folder_is_written_for(about: str, message: str | None) -> None:
    Path("look/templates.toml").write_text(about)
    if message is None:
        assert _generate().exit_code == 0
    else:
        assert _error().startswith(message)
