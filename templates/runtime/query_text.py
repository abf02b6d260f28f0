"""Text in forms (`application/x-www-form-urlencoded`)."""

from __future__ import annotations

from urllib.parse import quote


def quoted(text: str) -> str:
    """Returns `text` as it stands in a form, percent-encoded where needed."""
    return text if text.isalnum() and text.isascii() else quote(text, safe="-._~")
