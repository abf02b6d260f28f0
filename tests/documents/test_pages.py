"""The code blocks of every page do what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from subprocess import TimeoutExpired

import pytest

from ..conftest import ROOT
from .pages import Block, blocks
from .running import BlockError, Project

PAGES = sorted(
    [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *(ROOT / "docs").glob("*.md"),
    ]
)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of formatted texts for all pages."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_blocks_do_what_the_page_says(page: Path, tmp_path: Path, cache: Path) -> None:
    project = Project(tmp_path, cache)
    try:
        for block in blocks(page):
            if (problem := _problem(project, block)) is not None:
                pytest.fail(f"{_name(page)}:{block.line}: {problem}", pytrace=False)
    finally:
        project.close()


def _problem(project: Project, block: Block) -> Exception | None:
    try:
        project.do(block)
    except (BlockError, ValueError, SyntaxError, TimeoutExpired) as error:
        return error
    return None


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for link in re.findall(r"\]\((?!\w+:)([^)#\s]+)", text):
        assert (page.parent / link).exists(), f"{_name(page)}: {link}"
