"""mypy and basedpyright, both strict, over generated packages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

CHECKERS = ("mypy", "basedpyright")


def findings(checker: str, folder: Path, packages: Sequence[str]) -> str:
    """Returns what a type checker says of packages; nothing if all is well.

    Args:
        checker: One of `CHECKERS`.
        folder: What holds the packages' folders. It gets a configuration.
        packages: Their import names.
    """
    # Beside this Python, where only an activated environment has it on the path.
    command = [str(Path(sys.executable).parent / checker)]
    if checker == "mypy":
        command += ["--strict", "--no-incremental", *packages]
    else:
        strict = {
            "typeCheckingMode": "strict",
            "pythonVersion": "3.11",
            "include": list(packages),
        }
        (folder / "pyrightconfig.json").write_text(json.dumps(strict))
        command += ["--pythonpath", sys.executable]
    run = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr
