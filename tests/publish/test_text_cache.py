"""The cache of texts: what it survives, and what goes when it is full."""

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.support.text_caches import changed, keys_in

from smithwright.caching.text_cache import TextCache, user_cache


@pytest.mark.parametrize("keep", [0, 50, 5000, -3])
def test_a_damaged_cache_is_made_anew(cache: TextCache, keep: int) -> None:
    """Whatever SQLite makes of a file of which the rest is gone or garbage."""
    texts = {f"{index:064}": f"{index}" * 1000 for index in range(100)}
    cache.put(texts)
    whole = cache.file.read_bytes()
    cache.file.write_bytes(whole[:keep] + b"\xff" * (len(whole) - keep) * (keep > 0))
    asked = {key: key for key in texts}
    assert cache.get(asked).items() <= texts.items()
    for _ in range(2):
        cache.put(texts)
    assert cache.get(asked) == texts


def test_a_python_without_sqlite_has_an_empty_cache(
    cache: TextCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.put({"a": "b"})
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    cache.put({"c": "d"})
    assert cache.get({"a": "a", "c": "c"}) == {}


def test_threads_share_a_cache(cache: TextCache) -> None:
    def keep(number: int) -> None:
        cache.put({f"{number} {index}": "text" for index in range(100)})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(keep, range(40)))
    assert len(keys_in(cache)) == 4000


def test_the_longest_unused_entries_go_when_the_limit_is_reached(
    tmp_path: Path,
) -> None:
    cache = TextCache(tmp_path / "cache", limit=200_000)
    keys = [f"{index}" for index in range(300)]
    texts = random.Random(1)
    for key in keys:
        cache.put({key: texts.randbytes(500).hex()})
        changed(cache, "UPDATE texts SET used = used - 100000000000000")
        cache.get({0: keys[0]})
    assert keys_in(cache) >= {keys[0], *keys[-100:]}
    assert keys_in(cache).isdisjoint(keys[1:50])
    assert changed(cache, "SELECT sum(size) <= 200000 FROM texts") == [(1,)]
    assert cache.file.stat().st_size <= 220_000


def test_the_cache_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path))
    assert user_cache().file == tmp_path / "texts.sqlite3"
    monkeypatch.setenv("SMITHWRIGHT_CACHE", "")
    assert "smithwright" in user_cache().file.parts
