"""How long generating takes, beside black alone and a peer: `make bench-generate`.

Each run is a fresh process with an empty cache, unless the line says otherwise, and has
its elapsed time and the time of all processors.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

_Times: TypeAlias = tuple[float, float]
"""Elapsed time and processor time, in seconds."""

CONNECT = ("--source", "botocore:connect")

_BLACK = """
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from smithwright.formatters.black import laid_out
def one(path):
    return len(laid_out(path.read_text("utf-8"), is_stub=path.suffix == ".pyi"))
files = [
    path
    for path in sorted(Path(sys.argv[1]).rglob("*.py*"))
    if path.suffix in (".py", ".pyi") and "_runtime" not in path.parts
]
if __name__ == "__main__":
    with ProcessPoolExecutor() as pool:
        print(sum(pool.map(one, files, chunksize=20)))
"""


def main() -> None:
    """Prints a table."""
    peer = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for line, (elapsed, processor) in _measured(folder, peer):
            print(
                f"| {line:<52} | {elapsed:>8.2f} s | {processor:>8.2f} s |", flush=True
            )


def _measured(folder: Path, peer: Path | None) -> Iterator[tuple[str, _Times]]:
    run = _Run(folder)
    # The bytecode of all modules is cached, as on any second run of a user.
    run.generate("first", "--source", "botocore:sts")
    yield "Connect as rendered, no formatter", run.generate(
        "raw", *CONNECT, "--formatter", "none"
    )
    yield "black alone on these files", run.timed(
        [sys.executable, "-c", _BLACK, str(folder / "raw")]
    )
    yield "Connect with black", run.generate("black", *CONNECT, cache="cold")
    yield "Connect with ruff", run.generate(
        "ruff", *CONNECT, "--formatter", "ruff", cache="ruff"
    )
    yield "Connect, nothing changed", run.generate("black", *CONNECT, cache="cold")
    one = ("--operation", "StartChatContact")
    yield "StartChatContact alone", run.generate("one", *CONNECT, *one)
    yield "StartChatContact, nothing changed", run.generate("one", *CONNECT, *one)
    if peer is not None:
        command = [
            *(str(peer), str(folder / "peer"), "-s", "connect", "-b", "1.0.0"),
            *("--product", "types-boto3-services", "--no-smart-version"),
        ]
        yield "mypy-boto3-builder: stubs of Connect", run.timed(command)


class _Run:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def generate(self, name: str, *options: str, cache: str = "") -> _Times:
        where = self._folder / "caches" / (cache or name)
        command = [
            *(sys.executable, "-c", "from smithwright.cli import main; main()"),
            *("generate", "--package", "package", "--output", str(self._folder / name)),
        ]
        return self.timed([*command, *options], {"SMITHWRIGHT_CACHE": str(where)})

    def timed(
        self, command: list[str], more: Mapping[str, str] | None = None
    ) -> _Times:
        before, start = _children(), time.perf_counter()
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **(more or {})}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        return time.perf_counter() - start, _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
