"""Code without its names: what is left decides how black lays it out.

black looks at the kinds of tokens and at their widths, and not at what is called what.
So two lines that differ in names, whole numbers and plain strings only are laid out
alike, if both fit as they are, or if these are as wide in the one as in the other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from keyword import kwlist, softkwlist

_TOKEN = re.compile(
    r"""(?P<name>[^\W\d]\w*)(?!["'\w])
    | (?P<prefix>[A-Za-z]*)(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<number>\d[\w.]*)""",
    re.VERBOSE,
)

# Words of the grammar, and names that black has a rule for.
_WORDS = frozenset([*kwlist, *softkwlist, "exec", "print"])

# Strings between double quotes that black leaves as they are, by prefix.
_UNQUOTED = re.compile(r'"[ !#-&(-\[\]-~]*"')
_PLAIN = {"": _UNQUOTED, "f": _UNQUOTED, "r": re.compile(r'"[ -~]*"')}

# What may be left of a line without its tokens.
_SIGNS = re.compile(r"[-+*/%&|^~<>=!:.,@()\[\]{} \n]*")


class UnknownTextError(Exception):
    """A text has what only black itself knows how to lay out."""


@lru_cache(maxsize=100_000)
def shortest(code: str) -> str:
    """Returns code with the shortest names, numbers and strings that there are."""
    return _TOKEN.sub(_shortest, code)


@lru_cache(maxsize=100_000)
def as_wide(code: str) -> str:
    """Returns code with other names, numbers and strings of the same widths."""
    return _TOKEN.sub(_as_wide, code)


def named(laid_out: str, original: str) -> str:
    """Returns what black made of `as_wide(original)`, with the names of `original`.

    black moves no token; it adds and removes brackets and commas.

    Raises:
        UnknownTextError: The tokens are others.
    """
    tokens = _TOKEN.finditer(original)

    def name(match: re.Match[str]) -> str:
        if (token := next(tokens, None)) is None:
            raise UnknownTextError
        return match[0] if _is_kept(token) else token[0]

    text = _TOKEN.sub(name, laid_out)
    if next(tokens, None) is not None:
        raise UnknownTextError
    return text


@lru_cache(maxsize=100_000)
def level(skeleton: str) -> int:
    """Returns how many more brackets a line opens than it closes.

    Raises:
        UnknownTextError: There is more in it than tokens, operators and spaces.
    """
    signs = _TOKEN.sub("", skeleton)
    if not _SIGNS.fullmatch(signs):
        raise UnknownTextError
    return sum((sign in "([{") - (sign in ")]}") for sign in signs)


def _is_kept(token: re.Match[str]) -> bool:
    match token.lastgroup:
        case "name":
            return token[0] in _WORDS or not token[0].isascii()
        case "string":
            plain = _PLAIN.get(token["prefix"])
            return plain is None or plain.fullmatch(token["string"]) is None
        case _:
            return not token[0].isdecimal()


def _shortest(token: re.Match[str]) -> str:
    if _is_kept(token):
        return token[0]
    match token.lastgroup:
        case "name":
            return "a"
        case "string":
            return f'{token["prefix"]}"a"'
        case _:
            return "1"


def _as_wide(token: re.Match[str]) -> str:
    if _is_kept(token):
        return token[0]
    match token.lastgroup:
        case "name":
            return "a" * len(token[0])
        case "string":
            return f'{token["prefix"]}"{"a" * (len(token["string"]) - 2)}"'
        case _:
            return "1" * len(token[0])
