"""Where the keys of a TOML document are, which `tomllib` does not tell.

Reads texts that `tomllib` has accepted, so it need not find mistakes.
https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

KeyPath: TypeAlias = "tuple[str | int, ...]"
"""The keys and indices that lead to a value."""

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|' r"'[^']*'")
_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?!")'
    r"|'''.*?'''(?!')"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|[^,\]}#\r\n]+",
    re.DOTALL,
)


def place_of(text: str, path: KeyPath) -> tuple[int, int]:
    """Returns the line and the column, from 1, of the key or item at `path`.

    For what is not there, it is the place of the closest table that is.

    Args:
        text: A valid TOML document.
        path: Keys and indices from the top.
    """
    offsets = _Reader(text).offsets()
    while path and path not in offsets:
        path = path[:-1]
    offset = offsets.get(path, 0)
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


@dataclass(slots=True)
class _Reader:
    """Walks over a document once."""

    text: str
    position: int = 0
    found: dict[KeyPath, int] = field(default_factory=dict[KeyPath, int])
    tables: dict[KeyPath, int] = field(default_factory=dict[KeyPath, int])
    """The number of tables so far in each array of tables."""

    def offsets(self) -> Mapping[KeyPath, int]:
        table: KeyPath = ()
        self._skip(_SPACE)
        while self.position < len(self.text):
            if self.text[self.position] == "[":
                table = self._header()
            else:
                self._assignment(table)
            self._skip(_SPACE)
        return self.found

    def _header(self) -> KeyPath:
        start = self.position
        brackets = 2 if self.text.startswith("[[", start) else 1
        self.position += brackets
        *outer, (last, offset) = self._keys()
        path: KeyPath = ()
        for key, place in outer:
            path = self._inside((*path, key), place)
        path = (*path, last)
        if brackets == 2:
            self.found.setdefault(path, offset)
            number = self.tables.get(path, 0)
            self.tables[path] = number + 1
            path = (*path, number)
        self.found.setdefault(path, start)
        self.position += brackets
        return path

    def _inside(self, path: KeyPath, offset: int) -> KeyPath:
        """Returns the path of a table, or of the last of an array of tables."""
        self.found.setdefault(path, offset)
        number = self.tables.get(path)
        return path if number is None else (*path, number - 1)

    def _assignment(self, table: KeyPath) -> None:
        for key, offset in self._keys():
            table = (*table, key)
            self.found.setdefault(table, offset)
        self.position += 1
        self._skip(_BLANK)
        self._value(table)

    def _keys(self) -> list[tuple[str, int]]:
        """Reads a dotted key up to what follows it."""
        keys: list[tuple[str, int]] = []
        while True:
            self._skip(_BLANK)
            offset = self.position
            keys.append((_plain(self._skip(_KEY)), offset))
            self._skip(_BLANK)
            if self.text[self.position] != ".":
                return keys
            self.position += 1

    def _value(self, path: KeyPath) -> None:
        opening = self.text[self.position]
        if opening not in "[{":
            self._skip(_SCALAR)
            return
        self.position += 1
        number = 0
        while True:
            self._skip(_SPACE)
            if self.text[self.position] in "]}":
                break
            if opening == "[":
                self.found[*path, number] = self.position
                self._value((*path, number))
            else:
                self._assignment(path)
            number += 1
            self._skip(_SPACE)
            if self.text[self.position] == ",":
                self.position += 1
        self.position += 1

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.position)
        assert found is not None, "tomllib accepts no such text"
        self.position = found.end()
        return found[0]


def _plain(key: str) -> str:
    if key[0] in "\"'":
        (key,) = tomllib.loads(f"{key} = 0")
    return key
