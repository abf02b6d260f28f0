"""The shape `InvalidRequestExceptionReason`."""

from __future__ import annotations

from .._runtime.shapes import OpenUnion
from ..shapes.attached_file_invalid_request_exception_reason import (
    AttachedFileInvalidRequestExceptionReason,
)


class InvalidRequestExceptionReason(
    OpenUnion,
    kw_only=True,
    rename={
        "attached_file_invalid_request_exception_reason": "AttachedFileInvalidRequestExceptionReason",
    },
):
    """Reason why the request was invalid.

    Exactly one member is set; in a response none, where it has one that is not known
    here.
    """

    attached_file_invalid_request_exception_reason: (
        AttachedFileInvalidRequestExceptionReason | None
    ) = None
    """Reason why the StartAttachedFiledUpload request was invalid."""
