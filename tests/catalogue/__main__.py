"""`python -m tests.catalogue FOLDER`: all services of botocore, generated and imported.

Says what failed and how much there is, and nothing of what went well.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from smithwright.batch import generate_all
from smithwright.models.catalogue import botocore_packages
from tests.catalogue.import_all import import_all


def main(folder: Path) -> int:
    """Prints what failed, and how much did not; returns the exit code."""
    packages = botocore_packages(os.fspath(folder.resolve()), formatter="none")
    failures = 0
    for outcome in generate_all(packages):
        if outcome.failure is not None:
            failures += 1
            print(f"{outcome.settings.name}: {outcome.failure}")
    print(f"{len(packages) - failures} of {len(packages)} services generated")
    return import_all(folder, [each.name for each in packages]) or bool(failures)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
