"""Where the published data is that the parser is tested against."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

_LOADER: Final = Path(
    "smithy-model/src/test/resources/software/amazon/smithy/model/loader"
)


def find_smithy(config: pytest.Config) -> Path | None:
    """The root of the Smithy repository, or None where there is none.

    The cases are collected before there are fixtures, so `shared` is of no use here.
    """
    if named := config.getoption("--smithy-root", default=None):
        return Path(str(named))
    beside = Path(__file__).parents[3] / "shared"
    root = Path(os.environ.get("SMITHWRIGHT_SHARED", beside)) / "smithy"
    return root if root.is_dir() else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One case per file, for the tests that take one of these kinds of file."""
    folders: dict[str, tuple[str, str, Callable[[Path], bool]]] = {
        "valid": ("valid", "*.smithy", lambda p: p.with_suffix(".json").exists()),
        "flattened": ("valid", "*.flattened.smithy", lambda p: True),
        "alone": ("valid", "*.smithy", lambda p: not p.with_suffix(".json").exists()),
        "invalid": ("invalid", "*.smithy", lambda p: True),
        "invalid_ast": ("invalid", "*.json", lambda p: True),
        "upgraded": ("upgrade-box", "*.smithy", lambda p: True),
    }
    for name, (folder, pattern, wanted) in folders.items():
        if name not in metafunc.fixturenames:
            continue
        smithy = find_smithy(metafunc.config)
        if smithy is None:
            skip = pytest.mark.skip(reason="no Smithy checkout (--smithy-root)")
            metafunc.parametrize(name, [pytest.param(None, marks=skip)])
            continue
        root = smithy / _LOADER / folder
        paths = sorted(p for p in root.rglob(pattern) if wanted(p))
        ids = [str(p.relative_to(root).with_suffix("")) for p in paths]
        cases = [pytest.param(path, id=id) for path, id in zip(paths, ids, strict=True)]
        metafunc.parametrize(name, cases)


@pytest.fixture(scope="session")
def smithy_root(pytestconfig: pytest.Config) -> Path:
    """The root of the Smithy repository."""
    root = find_smithy(pytestconfig)
    if root is None:
        pytest.skip("no Smithy checkout (--smithy-root)")
    return root


@pytest.fixture(scope="session")
def aws_models(shared: Path) -> list[Path]:
    """AWS's own models as JSON AST."""
    return sorted((shared / "aws-models").glob("*/service/*/*.json"))
