"""Import and first use in fresh processes of a lean environment.

The environment holds msgspec and boto3 and what they need, no more: msgspec imports
typing_extensions where it finds it, and nothing that is measured here depends on it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

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
from time import process_time_ns
sys.path.append({generated!r})
start = process_time_ns()
{script}
end = process_time_ns()
print(end - start, end)
"""


def importing(python: Path) -> tuple[Result, Result]:
    """Measures imports in new processes of `python`, without and with its start."""
    inside: dict[str, list[float]] = {name: [] for name in _SCRIPTS}
    whole: dict[str, list[float]] = {name: [] for name in _SCRIPTS}
    for script in _SCRIPTS.values():
        _run(python, script)  # The first time, modules may have to be compiled.
    for _ in range(_ROUNDS):
        for name, script in _SCRIPTS.items():
            alone, with_start = _run(python, script)
            inside[name].append(alone)
            whole[name].append(with_start)
    del inside["nothing"]
    ours, boto3 = "import and first request", "boto3 and its client"
    return (
        Result("fresh process", inside, [ours], [Target(boto3, ours, 6)]),
        Result("the same with the interpreter's start", whole, [ours]),
    )


def _run(python: Path, script: str) -> tuple[float, float]:
    """Returns the seconds that a script takes, alone and with the process's start."""
    source = _TIMED.format(generated=str(_GENERATED), script=script)
    done = subprocess.run(
        [python, "-I", "-c", source],
        env=_ENVIRONMENT,
        check=True,
        capture_output=True,
        text=True,
    )
    script_ns, process_ns = map(int, done.stdout.split())
    return script_ns / 1e9, process_ns / 1e9
