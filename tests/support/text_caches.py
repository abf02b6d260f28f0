"""What a cache of texts holds, and changes to it behind its back."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect

from smithwright.caching.text_cache import TextCache


def changed(cache: TextCache, statement: str) -> list[tuple[object, ...]]:
    """Returns what a statement of SQL gives, which may change the cache."""
    with closing(connect(cache.file)) as connection, connection:
        return connection.execute(statement).fetchall()


def keys_in(cache: TextCache) -> set[object]:
    """Returns the keys of the texts in a cache."""
    return {key for (key,) in changed(cache, "SELECT key FROM texts")}
