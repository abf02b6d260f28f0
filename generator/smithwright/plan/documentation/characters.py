"""Model text reduced to characters that one line of a docstring can hold."""

from __future__ import annotations

import html
import re

# Line breaks of every kind, controls, no-break spaces: all are a space between words,
# but for the newline and the tab, which code blocks and CommonMark are made of.
_SPACES = {*range(0x20), *range(0x7F, 0xA1), 0x2028, 0x2029, 0x202F, 0x3000} - {9, 10}
# Invisible: soft hyphen, zero-width space, byte order mark, word joiner, and the
# bidirectional controls that make text read other than it is (CVE-2021-42574).
_INVISIBLE = {0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF}
_BIDIRECTIONAL = {0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
# Half a surrogate pair has no UTF-8 form.
_SURROGATES = range(0xD800, 0xE000)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_INVISIBLE | _BIDIRECTIONAL),
    **dict.fromkeys(_SURROGATES, "\ufffd"),
}
_SUSPECT = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
# Only with the semicolon: "&region=" in a URL is not "®ion=".
_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*+);"
)


def clean(text: str) -> str:
    """Replace line breaks and controls by spaces, and drop invisible characters."""
    if _SUSPECT.search(text) is None:
        return text
    return text.replace("\r\n", "\n").translate(_TABLE)


def decoded(text: str) -> str:
    """Replace HTML character references by the (clean) characters that they name."""
    if "&" not in text:
        return text
    return clean(_REFERENCE.sub(lambda found: html.unescape(found[0]), text))
