"""Reading configurations: what they mean, and what is said about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from smithwright.settings import PackageSettings, SettingsError, read_settings
from smithwright.settings.reading import has_settings

EVERYTHING = """\
output = "src"
protocol = "restJson1"
validation = "required"
builders = false
formatter = "none"

[[packages]]
name = "one"
source = "one.json"
overlays = ["one.overlay.json"]
service = "One"
operations = ["Get*", "PutThing"]

[[packages]]
name = "two"
sources = ["two.json", "more.smithy"]
output = "other"
protocol = "awsJson1_0"
validation = "none"
builders = true
formatter = "ruff"
"""
ONE = PackageSettings(
    name="one",
    sources=("one.json",),
    output="src",
    service="One",
    operations=("Get*", "PutThing"),
    protocol="restJson1",
    overlays=("one.overlay.json",),
    validation="required",
    builders=False,
    formatter="none",
)
TWO = PackageSettings(
    name="two",
    sources=("two.json", "more.smithy"),
    output="other",
    protocol="awsJson1_0",
    validation="none",
    formatter="ruff",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(text: str, name: str = "smithwright.toml") -> tuple[PackageSettings, ...]:
    path = Path(name)
    path.write_text(text, "utf-8")
    return read_settings(path)


def test_packages_inherit_what_is_said_for_all(folder: Path) -> None:
    """Packages inherit what is said for all of them, and may say otherwise."""
    assert read(EVERYTHING) == (ONE, TWO)


def test_pyproject_holds_the_same_beside_other_tables(folder: Path) -> None:
    """The same under `tool.smithwright`, beside other tools' tables."""
    text = "[tool.smithwright]\n" + EVERYTHING.replace("[[", "[[tool.smithwright.")
    other = '[project]\nname = "x"\n[tool.other]\nbuilders = 3\n'
    assert read(other + text, "pyproject.toml") == (ONE, TWO)


PACKAGE = '[[packages]]\nname = "x"\nsource = "x.json"\noutput = "o"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = ", "1:5: Invalid value"),
        ("a = 1\na = 2", "2:6: Cannot overwrite a value"),
        ('a = "', "1:6: Unterminated string"),
        (
            f"{PACKAGE}opertions = []",
            "5:1: unknown key 'opertions'; did you mean 'operations'?",
        ),
        (f"{PACKAGE}colour = 1", "5:1: unknown key 'colour'"),
        (
            f'operations = ["X"]\n{PACKAGE}',
            "1:1: 'operations' is a key of a package, not of all packages",
        ),
        (
            "[[package]]\nname = 'x'",
            "1:3: unknown key 'package'; did you mean 'packages'?",
        ),
        (
            f"[[package]]\nname = 'x'\n{PACKAGE}",
            "1:3: unknown key 'package'; did you mean 'packages'?",
        ),
        (f"buidlers = true\n{PACKAGE}", "1:1: unknown key 'buidlers'; did you mean "),
        (
            f"{PACKAGE}operations = ['A', 3]",
            "5:20: operations: must be a string, not an integer",
        ),
        (
            f"{PACKAGE}operations = 'A'",
            "5:1: operations: must be a list of strings, not a string",
        ),
        (f"{PACKAGE}operations = []", "5:1: operations: must not be empty"),
        (f"{PACKAGE}service = ''", "5:1: service: must not be empty"),
        (f'{PACKAGE}service = "a\\u0000"', "5:1: service: must not hold the char"),
        (f"{PACKAGE}builders = 1", "5:1: builders: must be true or false, not an int"),
        (
            f"{PACKAGE}validation = 'some'",
            '5:1: validation: must be "all", "required" or "none", not "some"',
        ),
        (f"{PACKAGE}validation = true", "5:1: validation: must be"),
        (f"{PACKAGE}protocol = 1.5", "5:1: protocol: must be a string, not a float"),
        (
            f"{PACKAGE}protocol = 2020-01-01",
            "5:1: protocol: must be a string, not a date or time",
        ),
        (f"{PACKAGE}sources = ['a.json']", "5:1: sources: source is set already"),
        ("[[packages]]\nname = 'x'\nsource = 'y'", "1:1: a package needs output"),
        (
            "output = 'o'\n[[packages]]\nname = 'x'",
            "2:1: a package needs source or sources",
        ),
        ("[[packages]]\nsource = 'x'\noutput = 'o'", "1:1: a package needs name"),
        (
            "[[packages]]\nname = 'class'",
            "2:1: name: 'class': not a name for an import",
        ),
        (
            "[[packages]]\nname = 'my-s3'",
            "2:1: name: 'my-s3': not a name for an import; did you mean 'my_s3'?",
        ),
        (
            "[[packages]]\nname = '../x'",
            "2:1: name: '../x': not a name for an import",
        ),
        ("packages = 3", "1:1: write packages as tables: [[packages]]"),
        ("packages = [3]", "1:13: write packages as tables: [[packages]]"),
        ("[packages]\nname = 'x'", "1:1: write packages as tables: [[packages]]"),
        (PACKAGE + PACKAGE, "5:1: another package is written to o/x, too"),
        (
            PACKAGE + PACKAGE.replace('"o"', '"./p/../o/"'),
            "5:1: another package is written to o/x, too",
        ),
        (
            PACKAGE + PACKAGE.replace('"o"', '"o/x/y"'),
            "5:1: o/x/y/x: in o/x, another package's folder",
        ),
        (
            PACKAGE.replace('"o"', '"./o/x"') + PACKAGE,
            "5:1: o/x/x: in o/x, another package's folder",
        ),
        (
            'packages = [{name = "x", source = "x", output = "o", servce = "s"}]',
            "1:54: unknown key 'servce'; did you mean 'service'?",
        ),
    ],
)
def test_a_mistake_is_shown_with_its_line_and_column(
    text: str, message: str, folder: Path
) -> None:
    """One line that names the file, the line and the column."""
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert str(caught.value).startswith(f"smithwright.toml:{message}")
    assert "\n" not in str(caught.value)


def test_a_mistake_in_a_pyproject_has_its_place(folder: Path) -> None:
    """Places are those of the whole file; dotted keys are found too."""
    text = '[tool]\nsmithwright.packages = [{ name = "x", source.file = "y" }]\n'
    with pytest.raises(SettingsError) as caught:
        read(text, "pyproject.toml")
    assert str(caught.value) == (
        "pyproject.toml:2:39: source: must be a string, not a table"
    )
    with pytest.raises(SettingsError, match=r":2:1: tool\.smithwright must"):
        read("[tool]\nsmithwright = 1", "pyproject.toml")


def test_a_file_that_is_none_is_refused(folder: Path) -> None:
    Path("empty.toml").touch()
    Path("latin.toml").write_bytes(b"a = '\xe9'")
    Path("deep.toml").write_text("a = " + "[" * 100_000)
    for name, message in {
        "missing.toml": "missing.toml: can't be read: No such file or directory",
        "empty.toml": "empty.toml: has no [[packages]]",
        "latin.toml": "latin.toml: not UTF-8: ",
        "deep.toml": "deep.toml",
    }.items():
        with pytest.raises(SettingsError) as caught:
            read_settings(Path(name))
        assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("name", "table"),
    [("smithwright.toml", "packages"), ("pyproject.toml", "tool.smithwright.packages")],
)
def test_a_byte_order_mark_is_read_over(name: str, table: str, tmp_path: Path) -> None:
    text = f'[[{table}]]\nname = "chat"\nsource = "chat.json"\noutput = "."\n'
    (tmp_path / name).write_text(f"\ufeff{text}", "utf-8")
    (settings,) = read_settings(tmp_path / name)
    assert settings.name == "chat"
    assert has_settings(tmp_path / name) is (name == "pyproject.toml")
