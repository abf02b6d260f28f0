"""The shape `AttachedFileInvalidRequestExceptionReason`."""

from __future__ import annotations

from .._runtime.shapes import OpenEnum


class AttachedFileInvalidRequestExceptionReason(OpenEnum):
    """Not documented by the service."""

    INVALID_FILE_SIZE = "INVALID_FILE_SIZE"
    INVALID_FILE_TYPE = "INVALID_FILE_TYPE"
    INVALID_FILE_NAME = "INVALID_FILE_NAME"
