"""`python -m tests.bench PYTHON`, where PYTHON has msgspec, boto3 and no more."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tests.bench.alone import alone
from tests.bench.calls import parsing, parsing_errors, serialising
from tests.bench.imports import importing
from tests.bench.models import loading
from tests.bench.protocols import comparing
from tests.bench.report import Comparison, Result
from tests.bench.services import importing_services

_PEERS = ("botocore", "boto3", "msgspec", "cbor2", "orjson")


def main(lean_python: Path) -> None:
    """Prints a table per measurement, and which targets are met."""
    versions = ", ".join(f"{name} {version(name)}" for name in _PEERS)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{python} on {platform.machine()}; {versions}")
    for result in _results(lean_python):
        print("", *result.lines(), sep="\n", flush=True)


def _results(lean_python: Path) -> Iterator[Result | Comparison]:
    yield alone(serialising)
    yield alone(parsing)
    yield alone(parsing_errors)
    yield from comparing()
    yield from importing(lean_python)
    yield from importing_services(lean_python)
    yield alone(loading)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
