"""What tests in several folders need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes, and making one, depends on what else the machine does.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--smithy-root",
        help="a checkout of the Smithy repository, or its model test resources",
    )
    parser.addoption(
        "--later-python",
        action="append",
        help="another Python that has the generator's libraries; those of `make later` "
        "if left out",
    )
    parser.addoption(
        "--peer-python",
        help="a Python 3.12 interpreter with smithy-python, to compare models with",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test that asks for a `later_python` with each of them."""
    if "later_python" not in metafunc.fixturenames:
        return
    made = sorted((ROOT / ".venv" / "later").glob("*/bin/python"))
    given: list[str] | None = metafunc.config.getoption("--later-python")
    pythons = made if given is None else [Path(each) for each in given]
    without = pytest.param(
        None, marks=pytest.mark.skip("needs a later Python: see `make later`")
    )
    names = [path.parents[1].name for path in pythons]
    metafunc.parametrize(
        "later_python", pythons or [without], ids=names or ["none at hand"]
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published models and cases to test against.

    `$SMITHWRIGHT_SHARED` names it; without that it is looked for beside the checkout.
    """
    folder = Path(os.environ.get("SMITHWRIGHT_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"needs the published models in {folder.name}/ beside the checkout")
    return folder
