"""awscrt, which tests compare with, and which is installed beside nothing else.

Where botocore finds it, it signs with it: so it is in no development environment. It is
fetched once and kept outside of the checkout.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_WANTED = "awscrt==0.38.1"


def awscrt_folder() -> Path:
    """Returns the folder to import awscrt from."""
    default = Path.home() / ".cache" / "smithwright-tests"
    cache = Path(os.environ.get("SMITHWRIGHT_TEST_CACHE", default))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = cache / f"{_WANTED.replace('==', '-')}-python-{version}"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache) as fresh:
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
            target = Path(fresh) / "library"
            subprocess.run([*command, "--target", str(target), _WANTED], check=True)
            # Another run may have been faster.
            with suppress(OSError):
                target.rename(folder)
    return folder
