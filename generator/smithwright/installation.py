"""What is installed: this generator, in a wheel or a checkout, and other distributions.

Their versions tell runs apart. They are read off the names of the folders of metadata,
as `importlib.metadata` takes longer to import than an unchanged run has to look at all
else:
https://packaging.python.org/en/latest/specifications/recording-installed-packages/
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from smithwright.version import __version__

_HERE = Path(__file__).parent

_METADATA = ".dist-info"


@cache
def templates_folder() -> Path:
    """Returns the folder of the templates: in the wheel, or in a checkout."""
    installed = _HERE / "templates"
    return installed if installed.is_dir() else _HERE.parents[1] / "templates"


def is_checkout() -> bool:
    """Returns whether this is a checkout, whose code changes within a version."""
    return templates_folder().parent != _HERE


@cache
def generator_digests() -> tuple[str, ...]:
    """Returns what tells generators apart: the version, and in a checkout the code."""
    if not is_checkout():
        return (__version__,)
    folders = (_HERE, _HERE.parent / "smithy_parser", templates_folder())
    code = (
        sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".json", ".smithy", ".jinja")
    )
    return __version__, *code


@cache
def installed_version(distribution: str) -> str | None:
    """Returns the version of a distribution, None where it is not installed.

    Args:
        distribution: Its name, in lower case and without punctuation.
    """
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):
                name, _, version = entry.removesuffix(_METADATA).partition("-")
                if name.lower() == distribution and entry.endswith(_METADATA):
                    return version
    return _imported_version(distribution)


def _imported_version(distribution: str) -> str | None:
    """Returns the version of one that is in no folder, but in an archive or an egg."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
