"""What tests in several folders need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--smithy-root",
        help="a checkout of the Smithy repository, or its model test resources",
    )
    parser.addoption(
        "--peer-python",
        help="a Python 3.12 interpreter with smithy-python, to compare models with",
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
