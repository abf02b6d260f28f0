"""A folder of texts that runs of one user share: what can be made again, but slowly."""

import os
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from smithwright.cache_folder import cache_folder

# A digit of the key names the shard: so keeping the bound means looking only into the
# shards that were written to.
_SHARD_DIGITS = 2
_SHARDS = 16**_SHARD_DIGITS

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class TextCache:
    """Texts by the digest of what decides how they come out.

    Entries are compressed, written whole or not at all, and checked when read. A cache
    that cannot be read or written is an empty one: no operation here fails.

    Attributes:
        folder: Where the entries are; made when the first is written.
        limit: The most bytes that entries may take; the longest unused go first.
    """

    folder: Path
    limit: int = 256 * 1024 * 1024

    def get(self, keys: Mapping[K, str]) -> dict[K, str]:
        """Returns the texts that are there, by what asks for their key."""
        found: dict[K, str] = {}
        for asking, key in keys.items():
            entry = self._entry(key)
            with suppress(OSError, zlib.error, UnicodeDecodeError):
                found[asking] = zlib.decompress(entry.read_bytes()).decode()
                os.utime(entry)
        return found

    def put(self, texts: Mapping[str, str]) -> None:
        """Keeps texts by their keys, and the size of the cache within its limit."""
        with suppress(OSError):
            for key, text in texts.items():
                _write(self._entry(key), zlib.compress(text.encode(), level=1))
            for shard in sorted({self._entry(key).parent for key in texts}):
                _prune(shard, self.limit // _SHARDS)

    def _entry(self, key: str) -> Path:
        return self.folder / key[:_SHARD_DIGITS] / key[_SHARD_DIGITS:]


def user_cache() -> TextCache:
    """Returns the cache that runs of this user share."""
    return TextCache(cache_folder() / "texts")


def _write(entry: Path, data: bytes) -> None:
    entry.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=entry.parent, delete=False) as file:
        try:
            file.write(data)
            file.close()
            os.replace(file.name, entry)
        except BaseException:
            os.unlink(file.name)
            raise


def _prune(shard: Path, limit: int) -> None:
    """Removes the longest unused files of a shard, those of killed runs among them."""
    with os.scandir(shard) as entries:
        used = [(entry.stat(), entry.path) for entry in entries]
    for status, path in sorted(
        used, key=lambda item: item[0].st_mtime_ns, reverse=True
    ):
        limit -= status.st_size
        if limit < 0:
            Path(path).unlink(missing_ok=True)
