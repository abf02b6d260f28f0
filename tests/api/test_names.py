"""What `import smithwright` offers to build scripts."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import smithwright
from smithwright import (
    ModelError,
    PackageSettings,
    SelectionError,
    SmithwrightError,
    check,
    generate,
)

MODEL = """
$version: "2.0"
namespace a
use aws.protocols#restJson1
@restJson1
service S { version: "1", operations: [One] }
@http(method: "POST", uri: "/one")
operation One { input := { cup: String } }
"""

SETTINGS = PackageSettings("package", ("a.smithy",), "out")


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "a.smithy").write_text(MODEL)
    return tmp_path


def test_every_name_is_there_and_is_the_one_of_its_module() -> None:
    lazy = {
        name: getattr(import_module(module), name)
        for module, names in smithwright._MODULES.items()
        for name in names
    }
    assert {*lazy, "__version__"} == set(smithwright.__all__)
    assert {name: getattr(smithwright, name) for name in lazy} == lazy
    assert set(smithwright.__all__) <= set(dir(smithwright))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'smithwright' has no attribute 'nmae'"):
        getattr(smithwright, "nmae")  # noqa: B009


def test_importing_the_package_imports_none_of_its_rooms() -> None:
    """Nor does the command line's help, which would wait for them."""
    script = (
        "import sys, smithwright\n"
        "print(*sorted(name for name in sys.modules if name.startswith('smith')))"
    )
    printed = subprocess.check_output([sys.executable, "-c", script], text=True)
    assert printed.split() == ["smithwright", "smithwright.version"]


def test_a_package_is_generated_once_and_checked(base: Path) -> None:
    published, warnings = generate(SETTINGS, base)
    assert published is not None
    assert (published.removed, warnings) == ((), ())
    assert generate(SETTINGS, base).published is None
    assert check(SETTINGS, base) == ()
    (base / "out/package/py.typed").unlink()
    (difference,) = check(SETTINGS, base)
    assert str(difference) == "missing: py.typed"


def test_paths_are_relative_to_the_working_directory_without_a_base(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(base)
    assert generate(SETTINGS).published is not None
    assert check(SETTINGS) == ()


def test_what_a_user_can_mend_is_an_error_of_the_api(base: Path) -> None:
    wanted = PackageSettings("package", ("a.smithy",), "out", operations=("Two",))
    with pytest.raises(SelectionError) as selection:
        generate(wanted, base)
    assert isinstance(selection.value, SmithwrightError)
    assert "no operation 'Two'" in str(smithwright.message_of(selection.value))
    (base / "a.smithy").write_text(MODEL.replace("cup: String", "cup: Strnig"))
    with pytest.raises(ModelError):
        check(SETTINGS, base)
    assert not (base / "out").exists()
