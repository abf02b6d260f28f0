"""The shape `ResponseMode`."""

from __future__ import annotations

from .._runtime.shapes import OpenEnum


class ResponseMode(OpenEnum):
    """Not documented by the service."""

    INCREMENTAL = "INCREMENTAL"
    COMPLETE = "COMPLETE"
