"""Hostile responses end in bounded time and memory, and in an error that says why."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_hostile_responses_cost_neither_much_time_nor_memory() -> None:
    command = [sys.executable, "-m", "tests.protocols.hostile_bodies"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
