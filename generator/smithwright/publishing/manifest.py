"""The manifest: what a generated package holds, and what it was made from.

It lies beside the package's modules as `.smithwright.json`, holds no time and no
absolute path, and is what tells generated files from those that people put there.
"""

import json
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TypeGuard

from smithwright.errors import SmithwrightError
from smithwright.version import __version__

MANIFEST = PurePosixPath(".smithwright.json")

# Where files are staged when the folder cannot be exchanged for a new one.
STAGED = PurePosixPath(".smithwright.new")

# What interpreters and file browsers leave in any folder: nobody's work.
IGNORED = frozenset({"__pycache__", ".DS_Store", STAGED.name})

_FORMAT = 1


class ManifestError(SmithwrightError):
    """A manifest that cannot be read, or a path that no manifest may hold."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells two runs apart whose packages may differ.

    Attributes:
        committed: The digest of the inputs: the sources, the settings and the user's
            templates. It is in the manifest, and so not empty.
        noted: The digest of these and of what makes text of them: the generator and
            the formatter. It is in the user's cache only, as these change more often
            than what they make.
    """

    committed: str
    noted: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one run of the generator wrote.

    Attributes:
        inputs: The digest of the inputs that the files were made from; empty while
            files are being replaced one by one.
        files: The SHA-256 of each file's bytes in hexadecimal, by path.
        generator: The version of Smithwright that wrote the files.
    """

    inputs: str
    files: Mapping[PurePosixPath, str]
    generator: str = __version__

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest's own file, in hexadecimal."""
        return digest(encoded(self.text))

    @property
    def text(self) -> str:
        """The manifest as it is written: JSON with its files in order of path."""
        document: dict[str, object] = {
            "format": _FORMAT,
            "generator": self.generator,
            "inputs": self.inputs,
            "files": {str(path): self.files[path] for path in sorted(self.files)},
        }
        return json.dumps(document, indent=2) + "\n"


def manifest_of(
    texts: Mapping[PurePosixPath, str],
    inputs: str,
    kept: Mapping[PurePosixPath, str] | None = None,
) -> Manifest:
    """Returns the manifest of generated texts and of files that stay as they are.

    Args:
        texts: Each file's text by its path inside the package.
        inputs: The digest of the inputs that they were made from.
        kept: The digests of further files.
    """
    made = {path: digest(encoded(text)) for path, text in texts.items()}
    return Manifest(inputs, {**(kept or {}), **made})


def read_manifest(folder: Path) -> Manifest | None:
    """Returns the manifest of a generated package, or None if the folder has none.

    Raises:
        ManifestError: The manifest is damaged or of another format.
        OSError: It exists and cannot be read.
    """
    data = content(folder / MANIFEST)
    if data is None:
        return None
    try:
        return _manifest(json.loads(data))
    except (ValueError, RecursionError, ManifestError) as error:
        raise ManifestError(f"{folder / MANIFEST}: not a manifest: {error}") from error


def _manifest(document: object) -> Manifest:
    if not _is_mapping(document) or document.get("format") != _FORMAT:
        raise ManifestError(f"its format is not {_FORMAT}")
    match document.get("inputs"), document.get("files"), document.get("generator"):
        case str(inputs), files, str(generator) if _is_mapping(files):
            paths = {interned_path(path): str(files[path]) for path in files}
        case _:
            raise ManifestError(f"its members are not those of format {_FORMAT}")
    for path in paths:
        _check_inside(path)
    return Manifest(inputs, paths, generator)


@lru_cache(maxsize=10_000)
def interned_path(text: str) -> PurePosixPath:
    """The path of a text: the same each time, as others compare and hash slowly."""
    return PurePosixPath(text)


def _is_mapping(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def check_paths(paths: Iterable[PurePosixPath]) -> None:
    """Refuses paths that leave the package's folder or get in each other's way.

    Raises:
        ManifestError: A path is absolute, has a `..`, a backslash, a colon or a control
            character, is reserved, differs from another only in case, or is both a
            file and a folder.
    """
    seen: dict[str, PurePosixPath] = {}
    for path in paths:
        _check_inside(path)
        if (other := seen.setdefault(str(path).casefold(), path)) is not path:
            raise ManifestError(f"{str(other)!r} and {str(path)!r} are one file")
    for key, path in seen.items():
        folder = key
        while folder := folder.rpartition("/")[0]:
            if (file := seen.get(folder)) is not None:
                raise ManifestError(f"{str(file)!r} is a file: no {str(path)!r} in it")


def _check_inside(path: PurePosixPath) -> None:
    text = str(path)
    parts = text.split("/")
    if text == "." or not parts[0] or ".." in parts:
        raise ManifestError(f"{str(path)!r} is not a path inside the package")
    if not text.isprintable() or "\\" in text or ":" in text:
        raise ManifestError(f"{str(path)!r} is not a name on every file system")
    if path == MANIFEST or not IGNORED.isdisjoint(parts):
        raise ManifestError(f"{str(path)!r} is reserved")


def content(path: str | Path) -> bytes | None:
    """The bytes of a regular file; None where there is none (a link is not one)."""
    try:
        if stat.S_ISREG(os.lstat(path).st_mode):
            with open(path, "rb") as file:
                return file.read()
    except (FileNotFoundError, NotADirectoryError):
        pass
    return None


def encoded(text: str) -> bytes:
    """A generated text as the bytes that are written: UTF-8, newlines unchanged."""
    return text.encode()


def digest(data: bytes) -> str:
    """Returns the SHA-256 of a file's bytes, in hexadecimal."""
    return sha256(data).hexdigest()
