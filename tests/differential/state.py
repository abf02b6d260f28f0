"""Results on disk, so that an interrupted run goes on where it stopped."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from tests.differential.service import Result, Unit

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".cache" / "differential"
_SOURCES = (".py", ".jinja", ".json", ".smithy")
# What has no part in a comparison.
_AFTERWARDS = ("__main__.py", "explained.py", "state.py", "summary.py", "progress.py")


@dataclass(frozen=True, slots=True)
class Stored:
    """A result, and what it was made with."""

    generator: str
    """The digest of the generator that made the package."""
    comparison: str
    """The digest of all else that the result depends on."""
    result: Result


def read(folder: Path, unit: Unit) -> Stored | None:
    """Returns what is stored for a unit, if it was compared in the same way."""
    path = _path(folder, unit)
    if not path.is_file():
        return None
    try:
        stored = msgspec.json.decode(gzip.decompress(path.read_bytes()), type=Stored)
    except (msgspec.MsgspecError, OSError, EOFError):
        # A run was stopped while it wrote, or an older one wrote it.
        return None
    return stored if stored.comparison == comparison_digest(unit) else None


def write(folder: Path, unit: Unit, result: Result) -> None:
    """Stores the result of a unit."""
    stored = Stored(generator_digest(), comparison_digest(unit), result)
    path = _path(folder, unit)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.write_bytes(gzip.compress(msgspec.json.encode(stored), 5))
    os.replace(temporary, path)


@cache
def generator_digest() -> str:
    """Returns what tells two generators apart."""
    return _digest(
        path
        for folder in ("generator", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in _SOURCES
    )


def comparison_digest(unit: Unit) -> str:
    """Returns what tells apart two ways to compare a unit."""
    parts = (
        _harness_digest(),
        *unit.operations,
        str(unit.plan),
        *(version(name) for name in ("botocore", "msgspec", "cbor2")),
    )
    return sha256("\0".join(parts).encode()).hexdigest()


@cache
def _harness_digest() -> str:
    return _digest(
        path
        for path in Path(__file__).parent.glob("*.py")
        if path.name not in _AFTERWARDS and not path.name.startswith("test_")
    )


def _digest(paths: Iterable[Path]) -> str:
    content = sha256()
    for path in sorted(paths):
        content.update(f"{path.relative_to(ROOT)}\0".encode())
        content.update(sha256(path.read_bytes()).digest())
    return content.hexdigest()


def _path(folder: Path, unit: Unit) -> Path:
    return folder / "state" / f"{unit.service}.{unit.protocol}.json.gz"
