"""What is added to a configuration is read as it was meant; the rest stays."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithwright.settings import (
    FORMATTERS,
    VALIDATIONS,
    PackageSettings,
    SettingsError,
)
from smithwright.settings.reading import parse_settings
from smithwright.settings.writing import with_package

_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\0")
    | st.sampled_from([*"\"'\\\n\r\t[]={}#,\x7f\N{LINE SEPARATOR}\N{GRINNING FACE}"]),
    min_size=1,
    max_size=12,
)
_TEXTS = st.lists(_TEXT, min_size=1, max_size=3).map(tuple)
_SETTINGS = st.builds(
    PackageSettings,
    name=st.sampled_from(["a", "b_1"]),
    sources=_TEXTS,
    output=_TEXT,
    service=st.none() | _TEXT,
    operations=st.just(()) | _TEXTS,
    protocol=st.none() | _TEXT,
    overlays=st.just(()) | _TEXTS,
    validation=st.sampled_from(VALIDATIONS),
    builders=st.booleans(),
    formatter=st.sampled_from(FORMATTERS),
    templates=st.none() | _TEXT,
)
_BEFORE = st.sampled_from(
    [
        "",
        "# a comment",
        '[[packages]]\nname = "z"\nsource = "s"\noutput = "before"\n',
        'output = "x"\n',
    ]
)


@given(settings=_SETTINGS, before=_BEFORE)
def test_any_settings_are_read_as_they_were_written(
    settings: PackageSettings, before: str
) -> None:
    """Quotes, line ends and brackets in a setting stay in it."""
    path = Path("smithwright.toml")
    whole = with_package(before, path, settings)
    *others, read = parse_settings(whole, path)
    assert read == settings
    assert len(others) == before.count("[[packages]]")
    assert whole.startswith(before.rstrip())
    added = tomllib.loads(whole)
    del added["packages"][-1]
    assert {key: value for key, value in added.items() if value} == tomllib.loads(
        before
    )


def test_what_no_file_can_hold() -> None:
    for text in ("half \ud800", "nul \0"):
        with pytest.raises(SettingsError):
            with_package("", Path("x.toml"), PackageSettings("a", (text,), "o"))
