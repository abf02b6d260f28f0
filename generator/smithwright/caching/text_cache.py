"""Texts that runs of one user share: what can be made again, but slowly."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from sqlite3 import Connection

_DAY_NS = 24 * 60 * 60 * 1_000_000_000

_TABLE = """
CREATE TABLE IF NOT EXISTS texts (
    key TEXT PRIMARY KEY,
    used INTEGER NOT NULL,
    size INTEGER NOT NULL,
    data BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_use ON texts (used, size);
"""

# The longest unused, until so many bytes are free.
_PRUNE = """
DELETE FROM texts WHERE key IN (
    SELECT key FROM (
        SELECT key, sum(size) OVER (ORDER BY used, key) - size AS freed FROM texts
    ) WHERE freed < ?
)
"""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class TextCache:
    """Texts by the digest of what decides how they come out, in an SQLite database.

    Texts are compressed, and checked when read. A cache that cannot be read or written
    is an empty one: no operation here fails. A damaged one is removed.

    Attributes:
        file: The database; made when the first text is written.
        limit: About how many bytes it may take; the longest unused texts go first.
    """

    file: Path
    limit: int = 256 * 1024 * 1024

    def get(self, keys: Mapping[K, str]) -> dict[K, str]:
        """Returns the texts that are there, by what asks for their key."""
        found: dict[K, str] = {}
        with self._failures_ignored(), closing(self._connection("rw")) as connection:
            now, long_unused = time.time_ns(), list[tuple[int, str]]()
            for asking, key in keys.items():
                for data, used in _entry(connection, key):
                    with suppress(zlib.error, UnicodeDecodeError):
                        found[asking] = zlib.decompress(data).decode()
                    if now - used > _DAY_NS:
                        long_unused.append((now, key))
            if long_unused:
                with connection:
                    update = "UPDATE texts SET used = ? WHERE key = ?"
                    connection.executemany(update, long_unused)
        return found

    def put(self, texts: Mapping[str, str]) -> None:
        """Keeps texts by their keys, and the size of the cache within its limit."""
        now, entries = time.time_ns(), list[tuple[str, int, int, bytes]]()
        for key, text in texts.items():
            data = zlib.compress(text.encode(), level=1)
            entries.append((key, now, len(data), data))
        with self._failures_ignored():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connection("rwc")) as connection, connection:
                connection.executescript(_TABLE)
                insert = "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)"
                connection.executemany(insert, entries)
                if (excess := _size(connection) - self.limit) > 0:
                    # Some more, so that not every run has to.
                    connection.execute(_PRUNE, (excess + self.limit // 8,))

    def _connection(self, mode: str) -> Connection:
        from sqlite3 import connect

        connection = connect(f"{self.file.absolute().as_uri()}?mode={mode}", uri=True)
        # What a power cut takes can be made again.
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    @contextmanager
    def _failures_ignored(self) -> Generator[None]:
        try:
            yield
        except (ImportError, OSError):
            pass  # A Python without SQLite, or no place for a file.
        except Exception as error:
            from sqlite3 import DatabaseError, OperationalError

            if not isinstance(error, DatabaseError):
                raise
            # Otherwise it is not there, or another run writes to it for too long.
            if not isinstance(error, OperationalError):
                with suppress(OSError):
                    self.file.unlink()


def user_cache() -> TextCache:
    """Returns the cache that runs of this user share."""
    return TextCache(cache_folder() / "texts.sqlite3")


def cache_folder() -> Path:
    """Returns `$SMITHWRIGHT_CACHE`, or else where the platform has a user's caches."""
    if named := os.environ.get("SMITHWRIGHT_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("smithwright", appauthor=False)


def _entry(connection: Connection, key: str) -> Iterable[tuple[bytes, int]]:
    # As these types, which SQLite does not hold a damaged file to.
    query = "SELECT CAST(data AS BLOB), CAST(used AS INTEGER) FROM texts WHERE key = ?"
    return cast("Iterable[tuple[bytes, int]]", connection.execute(query, (key,)))


def _size(connection: Connection) -> int:
    query = (
        "SELECT (page_count - freelist_count) * page_size "
        "FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
    )
    ((size,),) = cast("Iterable[tuple[int]]", connection.execute(query))
    return size
