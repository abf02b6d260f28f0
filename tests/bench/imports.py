"""Import and first use in fresh processes of a lean environment.

The environment holds msgspec and boto3 and what they need, no more: msgspec imports
typing_extensions where it finds it, and nothing that is measured here depends on it.
"""

from __future__ import annotations

from pathlib import Path

from tests.bench.fresh import fresh_processes
from tests.bench.report import Result, Target

_GENERATED = Path(__file__).parents[2] / "generated"

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


def importing(python: Path) -> tuple[Result, Result]:
    """Measures imports in new processes of `python`, without and with its start."""
    inside, whole = fresh_processes(python, _GENERATED, _SCRIPTS)
    inside = {name: times for name, times in inside.items() if name != "nothing"}
    ours, boto3 = "import and first request", "boto3 and its client"
    return (
        Result("fresh process", inside, [ours], [Target(boto3, ours, 6)]),
        Result("the same with the interpreter's start", whole, [ours]),
    )
