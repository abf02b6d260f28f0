"""The shape `RehydrationType`."""

from __future__ import annotations

from .._runtime.shapes import OpenEnum


class RehydrationType(OpenEnum):
    """Not documented by the service."""

    ENTIRE_PAST_SESSION = "ENTIRE_PAST_SESSION"
    FROM_SEGMENT = "FROM_SEGMENT"
