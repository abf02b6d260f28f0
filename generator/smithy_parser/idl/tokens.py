"""The tokens of the IDL, as error messages name them.

The parser reads characters. Only what it did not expect is looked at as a token.
"""

import re
from enum import Enum
from typing import Final


class Token(Enum):
    """A kind of token, with its text where that is always the same."""

    SPACE = " "
    NEWLINE = "\n"
    COMMA = ","
    COMMENT = "//"
    DOC_COMMENT = "///"
    AT = "@"
    STRING = '"'
    TEXT_BLOCK = '"""'
    COLON = ":"
    WALRUS = ":="
    IDENTIFIER = "identifier"
    DOT = "."
    POUND = "#"
    DOLLAR = "$"
    NUMBER = "number"
    LBRACE = "{"
    RBRACE = "}"
    LBRACKET = "["
    RBRACKET = "]"
    LPAREN = "("
    RPAREN = ")"
    EQUAL = "="
    EOF = "end of file"

    def __str__(self) -> str:
        """Returns the token as messages say that it was expected."""
        if self in (Token.IDENTIFIER, Token.NUMBER, Token.EOF):
            return self.name
        return shown(self, self.value)


def shown(token: Token, lexeme: str) -> str:
    """Returns a token with its text, on one line."""
    text = lexeme.replace("\r", "\\r").replace("\n", "\\n")
    return f"{token.name}('{text}')"


IDENTIFIER: Final = re.compile(r"(?:[A-Za-z]|_++[A-Za-z0-9])[A-Za-z0-9_]*+")
NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
STRING: Final = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
TEXT_BLOCK: Final = re.compile(r'"""((?:[^"\\]++|\\.|"(?!""))*+)"""', re.DOTALL)

_LEXEMES: Final = (
    (Token.NEWLINE, re.compile(r"\r?\n|\r")),
    (Token.SPACE, re.compile(r"[ \t]+")),
    (Token.DOC_COMMENT, re.compile(r"///[^\n]*\n?")),
    (Token.COMMENT, re.compile(r"//[^\n]*\n?")),
    (Token.TEXT_BLOCK, TEXT_BLOCK),
    (Token.STRING, STRING),
    (Token.IDENTIFIER, IDENTIFIER),
    (Token.NUMBER, NUMBER),
    (Token.WALRUS, re.compile(":=")),
    *(
        (token, re.compile(re.escape(token.value)))
        for token in Token
        if len(token.value) == 1 and token not in (Token.SPACE, Token.NEWLINE)
    ),
)


def found(content: str, offset: int) -> str | None:
    """The token at `offset` as messages name it, or None if no token starts so."""
    if offset >= len(content):
        return Token.EOF.name
    for token, pattern in _LEXEMES:
        if match := pattern.match(content, offset):
            return shown(token, match.group())
    return None
