"""Import and first use in fresh processes of a lean environment.

The environment holds msgspec and boto3 and what they need, no more: msgspec imports
typing_extensions where it finds it, and nothing that is measured here depends on it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from time import perf_counter_ns

from tests.bench.report import Result, Target

_GENERATED = Path(__file__).parents[2] / "generated"
_ROUNDS = 25

# Given credentials keep botocore from looking for some on the network.
_ENVIRONMENT = {"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "key"}

_OURS = """
from amazon_connect import (
    ChatMessage, Config, ParticipantDetails, StartChatContactInput
)
StartChatContactInput(
    instance_id="12345678-1234-1234-1234-123456789012",
    contact_flow_id="846ec553-a005-41c0-8341-000000000000",
    attributes={"customer_tier": "gold"},
    participant_details=ParticipantDetails(display_name="Ann Example"),
    initial_message=ChatMessage(content_type="text/plain", content="Hello"),
).make_operation(Config(region="us-west-2"))
"""
_SCRIPTS = {
    "import and first request": _OURS,
    "boto3 and its client": """
import boto3
boto3.client("connect", region_name="us-west-2")
""",
    "import msgspec": "import msgspec",
    "nothing": "",
}
_TIMED = """
import sys
from time import perf_counter_ns
sys.path.append({generated!r})
start = perf_counter_ns()
{script}
print(perf_counter_ns() - start)
"""


def importing(python: Path) -> tuple[Result, Result]:
    """Measures imports in new processes of `python`, without and with its start."""
    inside: dict[str, list[float]] = {name: [] for name in _SCRIPTS}
    whole: dict[str, list[float]] = {name: [] for name in _SCRIPTS}
    for turn in range(_ROUNDS + 1):
        for name, script in _SCRIPTS.items():
            times = _run(python, script)
            if turn:  # The first run may have to compile the modules.
                inside[name].append(times[0])
                whole[name].append(times[1])
    del inside["nothing"]
    ours, boto3 = "import and first request", "boto3 and its client"
    return (
        Result("fresh process", inside, [ours], [Target(boto3, ours, 6)]),
        Result("the same with the interpreter's start", whole, [ours]),
    )


def _run(python: Path, script: str) -> tuple[float, float]:
    """Returns the seconds that a script takes by itself, and its process in all."""
    source = _TIMED.format(generated=str(_GENERATED), script=script)
    start = perf_counter_ns()
    done = subprocess.run(
        [python, "-I", "-c", source],
        env=_ENVIRONMENT,
        check=True,
        capture_output=True,
        text=True,
    )
    whole = perf_counter_ns() - start
    return int(done.stdout) / 1e9, whole / 1e9
