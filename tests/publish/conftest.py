"""What tests of several stages from formatting on start with."""

from pathlib import Path

import pytest

from smithwright.caching.text_cache import TextCache


@pytest.fixture
def cache(tmp_path: Path) -> TextCache:
    """An empty cache."""
    return TextCache(tmp_path / "cache")
