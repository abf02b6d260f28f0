"""Model files and standard input: bytes, untouched."""

import hashlib
import os
import sys
from errno import EBADF
from functools import cache
from pathlib import Path
from typing import TextIO

from .document import SourceDocument, SourceError

_SUFFIXES = (".json", ".smithy")
STANDARD_INPUT = "-"


def read_file(spec: str, base: Path) -> SourceDocument:
    """Read a `.json` or `.smithy` file; a relative path is relative to `base`.

    Raises:
        SourceError: The file can't be read or has another suffix.
    """
    name = _name(spec, base)
    data = _bytes_of(spec, base)
    digest = fingerprint_bytes(data)
    return SourceDocument(name, data, digest, {"source": name, "digest": digest})


def read_standard_input() -> SourceDocument:
    """Read the whole of standard input, once per process.

    Raises:
        SourceError: It can't be read.
    """
    try:
        data = _standard_input()
    except OSError as error:
        raise SourceError(f"<stdin>: can't be read: {error.strerror}") from error
    digest = fingerprint_bytes(data)
    provenance = {"source": STANDARD_INPUT, "digest": digest}
    return SourceDocument("<stdin>", data, digest, provenance)


def fingerprint_file(spec: str, base: Path) -> str:
    """Hash a file's bytes.

    Raises:
        SourceError: The file can't be read or has another suffix.
    """
    return fingerprint_bytes(_bytes_of(spec, base))


def fingerprint_bytes(data: bytes) -> str:
    """Return `sha256:` and the hexadecimal hash of `data`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _bytes_of(spec: str, base: Path) -> bytes:
    if not spec.endswith(_SUFFIXES):
        expected = " or ".join(_SUFFIXES)
        raise SourceError(
            f"{_name(spec, base)}: not a Smithy model file (expected {expected})"
        )
    try:
        return (base / spec).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a valid path"
        raise SourceError(f"{_name(spec, base)}: can't be read: {reason}") from error


def _name(spec: str, base: Path) -> str:
    """Name a file relative to `base`, or by its last part on another drive."""
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
