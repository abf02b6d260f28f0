"""Scripts in fresh processes that take turns.

Python runs isolated, with its bytecode cached.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.bench.timing import Times

_ROUNDS = 25

# Given credentials keep botocore from looking for some on the network.
_ENVIRONMENT = {"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "key"}

_TIMED = """
import sys
from time import process_time_ns
sys.path.append({folder!r})
start = process_time_ns()
{script}
end = process_time_ns()
print(end - start, end)
"""


def fresh_processes(
    python: Path, folder: Path, scripts: Mapping[str, str]
) -> tuple[Times, Times]:
    """Times scripts in new processes, without and with the interpreter's start.

    Args:
        python: The interpreter.
        folder: The folder that packages are imported from, beside the interpreter's.
        scripts: The text of each script by contender.
    """
    inside: dict[str, list[float]] = {name: [] for name in scripts}
    whole: dict[str, list[float]] = {name: [] for name in scripts}
    for script in scripts.values():
        _run(python, folder, script)  # The first time, modules may have to be compiled.
    for _ in range(_ROUNDS):
        for name, script in scripts.items():
            alone, with_start = _run(python, folder, script)
            inside[name].append(alone)
            whole[name].append(with_start)
    return inside, whole


def _run(python: Path, folder: Path, script: str) -> tuple[float, float]:
    """Returns the seconds that a script takes, alone and with the process's start."""
    done = subprocess.run(
        [python, "-I", "-c", _TIMED.format(folder=str(folder), script=script)],
        env=_ENVIRONMENT,
        check=True,
        capture_output=True,
        text=True,
    )
    script_ns, process_ns = map(int, done.stdout.split())
    return script_ns / 1e9, process_ns / 1e9
