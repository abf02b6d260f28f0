"""botocore's source distribution, which has tests and data that others wrote.

It is fetched once and kept outside of the checkout.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory


def source_distribution() -> Path:
    """Returns the folder of the installed version's sources."""
    wanted = f"botocore-{version('botocore')}"
    default = Path.home() / ".cache" / "smithwright-tests"
    cache = Path(os.environ.get("SMITHWRIGHT_TEST_CACHE", default))
    folder = cache / wanted
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache) as fresh:
            _fetch(wanted, Path(fresh))
            # Another run may have been faster.
            with suppress(OSError):
                (Path(fresh) / wanted).rename(folder)
    return folder


def _fetch(wanted: str, folder: Path) -> None:
    requirement = wanted.replace("-", "==")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-binary", "botocore", requirement]
    subprocess.run([*command, "--dest", str(folder)], check=True)
    with tarfile.open(folder / f"{wanted}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
