"""What docstrings say beside the model's own documentation."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from smithwright.plan.context import Context
from smithwright.plan.traits import DEPRECATED, DOCUMENTATION
from smithy_parser import Shape


def documentation(context: Context, shape: Shape) -> str:
    """Returns the model's documentation of a shape, or nothing."""
    text = context.trait(shape, DOCUMENTATION)
    return text if isinstance(text, str) else ""


def deprecation(context: Context, shape: Shape) -> str:
    """Returns a note on a deprecated shape, or nothing.

    https://smithy.io/2.0/spec/documentation-traits.html#deprecated-trait
    """
    value = context.trait(shape, DEPRECATED)
    if value is None or not isinstance(value, Mapping):
        return ""
    since, message = value.get("since"), value.get("message")
    when = f" since {since}" if isinstance(since, str) else ""
    reason = f" {message}" if isinstance(message, str) else ""
    return f"<p><b>Deprecated{escape(when)}.</b>{escape(reason)}</p>"
