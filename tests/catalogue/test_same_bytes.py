"""Whole services have the same bytes, whatever differs but the sources."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.folders import lasting_folder

pytestmark = pytest.mark.conformance

SERVICES = ("connect", "s3", "dynamodb", "sqs", "ec2")

_DIGESTS = """
import json, sys
from hashlib import sha256
from pathlib import Path
from smithwright.corridor import build, fingerprint
from smithwright.settings import PackageSettings
_, service, processes, formatter = sys.argv
name = "aws_" + service
settings = PackageSettings(name, (f"botocore:{service}",), "", formatter=formatter)
texts = build(settings, Path(), processes=int(processes)).texts
digests = [(str(path), sha256(texts[path].encode()).hexdigest()) for path in texts]
print(json.dumps([*digests, fingerprint(settings, Path()).committed]))
"""


def digests(
    service: str,
    cache_folder: Path | None = None,
    *,
    seed: int = 0,
    processes: int = 2,
    python: Path = Path(sys.executable),
) -> object:
    """Returns the digests of a service's files in order, and its fingerprint.

    Args:
        service: The service in botocore.
        cache_folder: The cache; left out, a new one.
        seed: What strings are hashed with.
        processes: How many format the text.
        python: What generates.
    """
    folder = cache_folder or lasting_folder()
    # The largest service, without the formatter, which decides for each file alone.
    formatter = "none" if service == "ec2" else "black"
    run = subprocess.run(
        [str(python), "-c", _DIGESTS, service, str(processes), formatter],
        env=os.environ
        | {
            "PYTHONHASHSEED": str(seed),
            "PYTHONPATH": str(ROOT / "generator"),
            "SMITHWRIGHT_CACHE": str(folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: object = json.loads(run.stdout)
    return found


@cache
def first(service: str) -> tuple[object, Path]:
    """Returns the digests from a cold cache, and the cache, which now is warm."""
    folder = lasting_folder()
    return digests(service, folder), folder


@pytest.mark.parametrize("service", SERVICES)
def test_hash_seeds_processes_and_caches(service: str) -> None:
    expected, warm = first(service)
    assert digests(service, seed=1, processes=1) == expected
    assert digests(service, warm, seed=2) == expected


@pytest.mark.parametrize("service", SERVICES)
def test_later_pythons_write_the_same_bytes(service: str, later_python: Path) -> None:
    """Neither black nor anything else decides by the version of Python."""
    expected, _ = first(service)
    assert digests(service, seed=1, python=later_python) == expected
