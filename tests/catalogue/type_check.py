"""`python -m tests.catalogue.type_check FOLDER`: services under both type checkers."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from smithwright.models.catalogue import package_name
from tests.support.type_checkers import CHECKERS, findings

SERVICES: Final = (
    # Of each protocol, the largest services among them.
    *("dynamodb", "sqs", "sts", "cloudwatch", "route53", "s3"),
    *("ec2", "lambda", "connect", "iam", "ecs", "bedrock-runtime"),
)


def main(folder: Path) -> int:
    """Prints what the type checkers find; returns the exit code."""
    packages = [package_name(service) for service in SERVICES]
    with ThreadPoolExecutor() as pool:
        runs = pool.map(lambda checker: findings(checker, folder, packages), CHECKERS)
        failures = 0
        for checker, found in zip(CHECKERS, runs, strict=True):
            failures += bool(found)
            print(f"{checker}: {found[-3000:] or f'{len(packages)} services, nothing'}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
