"""Modules of the version before that are right as they are.

What a module was made from is noted when it is published. Where that has not changed,
and nobody has edited its file, the module is not planned, rendered and formatted again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias, cast

from smithwright.caching.digests import digest_of_parts
from smithwright.caching.text_cache import TextCache
from smithwright.plan.completion import ModuleFacts

_Note: TypeAlias = tuple[str, str, list[str], list[list[str]]]
"""A module's origin, the digest of its file, and its facts."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a published module was made from, and what the package knows of it."""

    origin: str
    facts: ModuleFacts


def kept_modules(
    folder: Path,
    held: Mapping[PurePosixPath, str],
    origins: Mapping[PurePosixPath, str],
    cache: TextCache,
) -> dict[PurePosixPath, ModuleFacts]:
    """Returns the modules of a package that need not be made again.

    Args:
        folder: The package's folder, which need not exist.
        held: The digests of the files that it holds.
        origins: What each module would be made from now.
        cache: Where notes are.
    """
    kept: dict[PurePosixPath, ModuleFacts] = {}
    notes = _notes(folder, cache)
    for path, now in origins.items():
        origin, file, runtime, warnings = notes.get(str(path), ("", "", [], []))
        if origin == now and held.get(path) == file:
            warned = tuple((shape, message) for shape, message in warnings)
            kept[path] = ModuleFacts(tuple(runtime), warned)
    return kept


def note_modules(
    folder: Path,
    files: Mapping[PurePosixPath, str],
    made: Mapping[PurePosixPath, Made],
    cache: TextCache,
) -> None:
    """Notes what the modules of a package were made from.

    Args:
        folder: The package's folder.
        files: The digests of its files.
        made: Its modules.
        cache: Where notes are.
    """
    notes: dict[str, _Note] = {}
    for path, module in made.items():
        facts = module.facts
        warnings = [list(warned) for warned in facts.warnings]
        note = module.origin, files[path], list(facts.runtime), warnings
        notes[str(path)] = note
    cache.put({_key(folder): json.dumps(notes, separators=(",", ":"))})


def _notes(folder: Path, cache: TextCache) -> Mapping[str, _Note]:
    for note in cache.get({folder: _key(folder)}).values():
        # Nobody else writes what has this key.
        return cast("dict[str, _Note]", json.loads(note))
    return {}


def _key(folder: Path) -> str:
    return digest_of_parts("modules", os.fsencode(os.path.realpath(folder)))
