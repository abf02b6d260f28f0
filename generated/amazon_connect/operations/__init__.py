"""The operations of the service."""

from __future__ import annotations

from .._runtime.operation import Operations

OPERATIONS = Operations(
    __name__,
    {
        "StartChatContact": "start_chat_contact",
    },
)
"""Every operation by name."""
