"""Link destinations: only the safe ones, in a form that Markdown can't misread."""

from __future__ import annotations

import re

from smithwright.plan.documentation.characters import decoded

_SAFE = re.compile(r"(?:https?://|mailto:)[^\s/?#]", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_ENCODED = {ord(char): f"%{ord(char):02X}" for char in " ()<>[]\\`|\"'*{}^"}


def destination(url: str) -> str | None:
    """Return the URL as Markdown takes it, or None if it should not be a link.

    Args:
        url: The value of an ``href`` as it stands in the source.

    Returns:
        The URL with the characters that end a Markdown destination percent-encoded;
        None for anything but absolute ``http``, ``https`` and ``mailto`` URLs.
    """
    stripped = " ".join(decoded(url).split())
    if _SAFE.match(stripped) is None:
        return None
    return _REFERENCE.sub("&amp;", stripped.translate(_ENCODED))
