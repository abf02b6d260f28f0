r"""Quoted strings and text blocks.

Implements https://smithy.io/2.0/spec/idl.html#string-values.
"""

import re
from typing import Final

_ESCAPE: Final = re.compile(r"\\(?:u(.{0,4})|(\r\n|.)|\Z)", re.DOTALL)
_LINE_BREAK: Final = re.compile(r"\r\n?")
_BLANK: Final = " \t"
_HEXADECIMAL: Final = frozenset("0123456789abcdefABCDEF")
_ESCAPES: Final = {
    '"': '"',
    "\\": "\\",
    "/": "/",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    # A backslash at the end of a line continues the line.
    "\n": "",
}


def unescape(body: str) -> str:
    """Returns the value of a string literal, given what stands between its quotes.

    Raises:
        ValueError: There is an invalid escape, or half of a surrogate pair.
    """
    body = _LINE_BREAK.sub("\n", body) if "\r" in body else body
    if "\\" not in body:
        return body
    value = _ESCAPE.sub(_escaped, body)
    if not value.isascii():
        try:
            # Two escapes may make one character beyond the basic plane.
            value = value.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            raise ValueError("Invalid unpaired surrogate in string") from None
    return value


def _escaped(match: re.Match[str]) -> str:
    digits, char = match.groups()
    if digits is not None:
        for digit in digits:
            if digit not in _HEXADECIMAL:
                raise ValueError(f"Invalid unicode escape character: `{digit}`")
        if len(digits) < 4:
            raise ValueError("Invalid unclosed unicode escape found in string")
        return chr(int(digits, 16))
    if char not in _ESCAPES:
        raise ValueError(f"Invalid escape found in string: `{match.group()}`")
    return _ESCAPES[char]


def text_block(body: str) -> str:
    """Returns the value of a text block, given what stands between its quotes.

    White space that all lines share at their start is not part of the value, nor is
    white space at the end of a line.

    Raises:
        ValueError: The block does not start on a line of its own, or has an invalid
            escape.
    """
    if not body:
        raise ValueError("Text block is empty")
    body = _LINE_BREAK.sub("\n", body)
    if not body.startswith("\n"):
        raise ValueError("Text block must start with a new line")
    lines = body[1:].split("\n")
    # The line of the closing quotes counts even if it is blank.
    counted = [line for line in lines[:-1] if line.strip(_BLANK)] + lines[-1:]
    indent = min(len(line) - len(line.lstrip(_BLANK)) for line in counted)
    return unescape("\n".join(line[indent:].rstrip(_BLANK) for line in lines))
