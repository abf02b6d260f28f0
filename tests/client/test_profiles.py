"""Shared files are read as botocore reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from botocore.configloader import load_config, raw_config_parse
from botocore.exceptions import ConfigParseError
from hypothesis import given
from hypothesis import strategies as st
from templates.runtime.client.profiles import (
    ConfigurationError,
    read_profile,
    read_sections,
)

lines = st.sampled_from("""
[default]
[profile a]
[profile "b c"]
[profile 'b c']
[profile  a b]
[services dev]
[DEFAULT]
[a] # after
[]
[
# remark
; remark
region = eu-west-1
Region=us-east-1
output : json
key = a = b
key =
s3 =
  addressing_style = path
    deep = er
  no sign
	tabbed = yes
   # remark within
 x
=
= value
: x
nothing
endpoint_url = http://localhost:4566/#a
  [not a section]
""".splitlines()) | st.text(" \t=:[]#;ab\u00e9", max_size=8)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("aws") / "config"


@given(st.lists(lines, max_size=12))
def test_sections_are_those_of_botocore(path: Path, given_lines: list[str]) -> None:
    path.write_text("\n".join(given_lines), "utf-8")
    try:
        expected = raw_config_parse(str(path))
    except ConfigParseError:
        with pytest.raises(ConfigurationError, match="config, "):
            read_sections(str(path))
    else:
        assert read_sections(str(path)) == expected


@given(st.lists(lines, max_size=12), st.sampled_from(["default", "a", "b c"]))
def test_a_profile_is_that_of_botocore(
    path: Path, given_lines: list[str], name: str
) -> None:
    path.write_text("\n".join(given_lines), "utf-8")
    try:
        expected = load_config(str(path))["profiles"]
    except ConfigParseError:
        return
    places = {"AWS_CONFIG_FILE": str(path), "AWS_SHARED_CREDENTIALS_FILE": "/none"}
    if name in expected:
        assert read_profile(name, places).config == expected[name]
    else:
        with pytest.raises(ConfigurationError, match=f"the profile '{name}' is in"):
            read_profile(name, places)


def test_a_line_that_cannot_be_read_is_named(path: Path) -> None:
    path.write_text("[default]\nregion = a\nAKIASECRET\n", "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_sections(str(path))
    reason = "neither a section nor a key with a value"
    assert str(caught.value) == f"{path}, line 3: {reason}"


def test_a_profile_shows_only_its_name(path: Path) -> None:
    path.write_text("[default]\naws_secret_access_key = hidden\n", "utf-8")
    assert repr(read_profile(None, {"AWS_CONFIG_FILE": str(path)})) == (
        "<Profile 'default'>"
    )
