"""Imports every public name of packages, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from smithwright.processes import processors

_IMPORT = """
import sys, warnings
from importlib import import_module
warnings.simplefilter("error")
package = import_module(sys.argv[1])
assert dir(package) == sorted(package.__all__)
for name in package.__all__:
    getattr(package, name)
for name in package.OPERATIONS:
    package.OPERATIONS[name]
print(len(package.__all__), len(package.OPERATIONS))
"""


def import_all(folder: Path, packages: Sequence[str]) -> int:
    """Prints what does not import, and how much does; returns the exit code."""
    names = operations = failures = 0
    with ThreadPoolExecutor(processors()) as pool:
        runs = pool.map(lambda package: _import(folder, package), packages)
        for package, run in zip(packages, runs, strict=True):
            if run.returncode:
                failures += 1
                print(f"{package}: {run.stderr.strip().splitlines()[-1]}")
                continue
            public, known = map(int, run.stdout.split())
            names, operations = names + public, operations + known
    print(
        f"{len(packages)} packages, {names:,} public names, {operations:,} operations, "
        f"{failures} failures"
    )
    return 1 if failures else 0


def _import(folder: Path, package: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _IMPORT, package],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
