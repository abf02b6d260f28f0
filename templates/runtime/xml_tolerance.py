"""Characters that XML cannot hold, in bodies that hold them nevertheless.

Names of files and of S3's objects may have such characters, and a listing is sent with
them, as they are or as references.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

# https://www.w3.org/TR/xml/#charsets
_REFERENCE = re.compile(rb"&#(?:[xX]0{0,20}([0-9a-fA-F]{1,4})|0{0,20}([0-9]{1,5}));")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ALLOWED = b"\t\n\r"
# Characters without a meaning stand for controls while expat reads.
_FIRST_PLACE = 0xF0000
_SHOWN = {_FIRST_PLACE + code: code for code in range(0x20)}
_REPLACEMENT = "\ufffd"


def hidden(body: bytes) -> bytes:
    """Returns a body with others in the place of characters that XML cannot hold."""
    body = _REFERENCE.sub(_without_reference, body)
    return _CONTROL.sub(lambda match: _place(match[0][0]), body)


def shown(root: Element) -> Element:
    """Puts the hidden controls back into an element and all that it holds."""
    for element in root.iter():
        if element.text:
            element.text = element.text.translate(_SHOWN)
        for name, text in element.items():
            element.set(name, text.translate(_SHOWN))
    return root


def _without_reference(match: re.Match[bytes]) -> bytes:
    code = int(match[1], 16) if match[2] is None else int(match[2])
    if code < 0x20:
        return match[0] if code in _ALLOWED else _place(code)
    if 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF):
        return _REPLACEMENT.encode()
    return match[0]


def _place(code: int) -> bytes:
    return chr(_FIRST_PLACE + code).encode()
