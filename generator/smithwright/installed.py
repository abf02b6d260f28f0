"""The versions of installed distributions, which tell runs apart.

They are read off the names of the folders of metadata, as `importlib.metadata` takes
longer to import than an unchanged run has to look at all else:
https://packaging.python.org/en/latest/specifications/recording-installed-packages/
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache

_METADATA = ".dist-info"


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
