"""The JSON schema accepts what a run accepts."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it has none

from smithwright.cli import main
from smithwright.settings import PackageSettings, SettingsError, read_settings
from smithwright.settings.keys import KEYS
from smithwright.settings.schema import own_file_schema, pyproject_schema

from ..conftest import ROOT


def test_keys_are_the_fields() -> None:
    """Every setting has a key, and every key a setting."""
    keys = {key.name for key in KEYS} - {"source"}
    assert keys == {field.name for field in fields(PackageSettings)} - {"origin"}
    defaults = {f.name: f.default for f in fields(PackageSettings)}
    for key in KEYS:
        if key.default is not None:
            assert defaults[key.name] == key.default


@pytest.mark.parametrize("options", [(), ("--pyproject",)])
def test_the_command_prints_the_schemas(options: tuple[str, ...]) -> None:
    """The command prints the schemas; the package holds one as a file too."""
    result = CliRunner().invoke(main, ["schema", *options])
    assert result.exit_code == 0
    schema = json.loads(result.output)
    assert schema == (pyproject_schema() if options else own_file_schema())
    Draft7Validator.check_schema(schema)
    if not options:
        file = ROOT / "generator/smithwright/smithwright.schema.json"
        assert file.read_text("utf-8") == result.output


def test_the_configuration_of_this_repository_fits_the_schema() -> None:
    document = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    Draft7Validator(pyproject_schema()).validate(document)


_NAMES = st.sampled_from([*(key.name for key in KEYS), "packages", "colour"])
_WORDS = st.sampled_from(["", "all", "none", "x", "class", "1a", "../x", "a.json", "-"])
_VALUES = st.one_of(
    _WORDS,
    st.booleans(),
    st.integers(0, 2),
    st.lists(_WORDS | st.integers(0, 1), max_size=2),
)
_ALMOST = st.fixed_dictionaries(
    {"name": _WORDS, "source": _WORDS}, optional={"output": _WORDS}
)
_PACKAGE = st.builds(dict.__or__, _ALMOST, st.dictionaries(_NAMES, _VALUES, max_size=2))
_DOCUMENTS = st.builds(
    lambda shared, packages: shared | {"packages": packages},
    st.dictionaries(_NAMES, _VALUES, max_size=2),
    st.lists(_PACKAGE, max_size=1) | _VALUES,
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=_DOCUMENTS)
def test_schema_and_reader_agree(document: dict[str, object], tmp_path: Path) -> None:
    """A document is valid just where it can be read."""
    path = tmp_path / "smithwright.toml"
    path.write_text(toml(document), "utf-8")
    try:
        read_settings(path)
        read = True
    except SettingsError:
        read = False
    assert Draft7Validator(own_file_schema()).is_valid(document) == read


def toml(document: dict[str, object]) -> str:
    """Writes a document; JSON's scalars and arrays are TOML's."""

    def value(item: object) -> str:
        if isinstance(item, dict):
            inner = ", ".join(f"{key} = {value(v)}" for key, v in item.items())
            return f"{{{inner}}}"
        if isinstance(item, list):
            return f"[{', '.join(map(value, item))}]"
        return json.dumps(item)

    return "".join(f"{key} = {value(item)}\n" for key, item in document.items())
