"""Model files and standard input: bytes, untouched."""

import hashlib
import os
import sys
from errno import EBADF
from functools import cache
from pathlib import Path
from typing import TextIO

from smithwright.sources.document import SourceDocument, SourceError

_SUFFIXES = (".json", ".smithy")
STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"


def read_file(spec: str, base: Path) -> SourceDocument:
    """Reads a `.json` or `.smithy` file; a relative path is relative to `base`.

    Raises:
        SourceError: The file can't be read or has another suffix.
    """
    name = name_of_path(spec, base)
    data = _bytes_of(spec, base)
    digest = fingerprint_bytes(data)
    return SourceDocument(name, data, digest, {"source": name, "digest": digest})


def is_folder(spec: str, base: Path) -> bool:
    """Returns whether a spec, which isn't empty or called like a file, is a folder."""
    return spec != "" and not spec.endswith(_SUFFIXES) and (base / spec).is_dir()


def model_files(spec: str, base: Path) -> tuple[str, ...]:
    """Returns the `.json` and `.smithy` files in a folder and below, by name.

    Raises:
        SourceError: There is none.
    """
    folder = base / spec
    found = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.name.endswith(_SUFFIXES) and path.is_file()
    )
    if not found:
        raise SourceError(
            f"{name_of_path(spec, base)}: the folder has no Smithy model file"
        )
    return tuple(f"{spec}/{name}" for name in found)


def read_standard_input() -> SourceDocument:
    """Reads the whole of standard input, once per process.

    Raises:
        SourceError: It can't be read.
    """
    try:
        data = _standard_input()
    except OSError as error:
        message = f"{STANDARD_INPUT_NAME}: can't be read: {error.strerror}"
        raise SourceError(message) from error
    digest = fingerprint_bytes(data)
    provenance = {"source": STANDARD_INPUT, "digest": digest}
    return SourceDocument(STANDARD_INPUT_NAME, data, digest, provenance)


def fingerprint_file(spec: str, base: Path) -> str:
    """Hashes a file's bytes.

    Raises:
        SourceError: The file can't be read or has another suffix.
    """
    return fingerprint_bytes(_bytes_of(spec, base))


def fingerprint_bytes(data: bytes) -> str:
    """Returns `sha256:` and the hexadecimal hash of `data`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _bytes_of(spec: str, base: Path) -> bytes:
    if not spec.endswith(_SUFFIXES):
        expected = " or ".join(_SUFFIXES)
        raise SourceError(
            f"{name_of_path(spec, base)}: not a Smithy model file (expected {expected})"
        )
    try:
        return (base / spec).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a valid path"
        raise SourceError(
            f"{name_of_path(spec, base)}: can't be read: {reason}"
        ) from error


def name_of_path(spec: str, base: Path) -> str:
    """Names a file relative to `base`, or by its last part on another drive."""
    try:
        return Path(os.path.relpath(base / spec, base)).as_posix()
    except ValueError:
        return Path(spec).name


@cache
def _standard_input() -> bytes:
    # None where the caller has closed it.
    stream: TextIO | None = sys.stdin
    if stream is None:
        raise OSError(EBADF, "closed")
    return stream.buffer.read()
