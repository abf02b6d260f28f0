"""Node values of the IDL.

Implements https://smithy.io/2.0/spec/idl.html#node-values. The
recursion is as deep as values may be nested.
"""

from typing import Final

from smithy_parser.idl.cursor import Cursor
from smithy_parser.idl.strings import text_block, unescape
from smithy_parser.idl.syntax import SyntacticId, Value
from smithy_parser.idl.tokens import NUMBER, STRING, TEXT_BLOCK, Token
from smithy_parser.nodes import MAX_DEPTH, Node, number

_KEYWORDS: Final[dict[str, Node]] = {"true": True, "false": False, "null": None}
_NUMBER_START: Final = frozenset("-0123456789")


def read_value(cursor: Cursor) -> Value:
    """Reads a node value."""
    reader = _Reader(cursor)
    node = reader.node(0)
    return Value(node, reader.has_ids)


def read_members(cursor: Cursor) -> Value:
    """Reads the members of a trait's structure up to its ``)``."""
    reader = _Reader(cursor)
    members: dict[str, Node] = {}
    while cursor.char and not cursor.at(")"):
        offset, key = cursor.offset, read_key(cursor, Token.IDENTIFIER, Token.STRING)
        if key in members:
            cursor.refuse_value(f"Duplicate member of trait: '{key}'", offset)
        reader.member(key, members, 0)
    return Value(members, reader.has_ids)


def read_key(cursor: Cursor, *expected: Token) -> str:
    """Reads an object's key and the white space after it."""
    if cursor.at('"') and not cursor.at('"""'):
        key = read_string(cursor)
    elif cursor.char.isascii() and (cursor.char.isalpha() or cursor.char == "_"):
        key = cursor.identifier()
    else:
        cursor.refuse_unless(*expected)
    return key


def read_string(cursor: Cursor) -> str:
    """Reads a quoted string or a text block."""
    block = cursor.at('"""')
    match = (TEXT_BLOCK if block else STRING).match(cursor.content, cursor.offset)
    if match is None:
        cursor.refuse("Expected: '\"', but found '[EOF]'", len(cursor.content))
    try:
        value = text_block(match.group(1)) if block else unescape(match.group(1))
    except ValueError as error:
        what = "text block" if block else "quoted string"
        cursor.refuse(f"Error parsing {what}: {error}")
    cursor.offset = match.end()
    return value


def read_namespace(cursor: Cursor) -> str:
    """Reads identifiers with dots between them."""
    start = cursor.offset
    cursor.identifier()
    while cursor.at("."):
        cursor.offset += 1
        cursor.identifier()
    return cursor.content[start : cursor.offset]


def read_absolute_id(cursor: Cursor) -> str:
    """Reads the id of a shape with its namespace."""
    start = cursor.offset
    read_namespace(cursor)
    cursor.expect(Token.POUND)
    cursor.identifier()
    return cursor.content[start : cursor.offset]


def read_shape_id(cursor: Cursor) -> str:
    """Reads a shape id, relative or absolute, perhaps of a member."""
    start = cursor.offset
    name = read_namespace(cursor)
    if "." in name or cursor.at("#"):
        cursor.expect(Token.POUND)
        cursor.identifier()
    if cursor.at("$"):
        cursor.offset += 1
        cursor.identifier()
    return cursor.content[start : cursor.offset]


class _Reader:
    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self.has_ids = False

    def node(self, depth: int) -> Node:
        cursor = self._cursor
        char = cursor.char
        if char == '"':
            return read_string(cursor)
        if char == "{":
            return self._object(self._deeper(depth))
        if char == "[":
            return self._array(self._deeper(depth))
        if char in _NUMBER_START:
            return self._number()
        if not (char.isascii() and (char.isalpha() or char == "_")):
            cursor.refuse_unless(
                Token.STRING,
                Token.TEXT_BLOCK,
                Token.NUMBER,
                Token.IDENTIFIER,
                Token.LBRACE,
                Token.LBRACKET,
            )
        offset, name = cursor.offset, read_shape_id(cursor)
        if name in _KEYWORDS:
            return _KEYWORDS[name]
        self.has_ids = True
        return SyntacticId(name, offset)

    def member(self, key: str, members: dict[str, Node], depth: int) -> None:
        """Reads what follows a key."""
        cursor = self._cursor
        cursor.skip_whitespace()
        cursor.expect(Token.COLON)
        cursor.skip_whitespace()
        members[key] = self.node(depth)
        cursor.skip_whitespace()

    def _object(self, depth: int) -> Node:
        cursor = self._cursor
        cursor.expect(Token.LBRACE)
        cursor.skip_whitespace()
        members: dict[str, Node] = {}
        while cursor.char and not cursor.at("}"):
            offset = cursor.offset
            key = read_key(cursor, Token.RBRACE, Token.STRING, Token.IDENTIFIER)
            if key in members:
                cursor.refuse_value(f"Duplicate member: '{key}'", offset)
            self.member(key, members, depth)
        cursor.expect(Token.RBRACE)
        return members

    def _array(self, depth: int) -> Node:
        cursor = self._cursor
        cursor.expect(Token.LBRACKET)
        cursor.skip_whitespace()
        items: list[Node] = []
        while not cursor.at("]"):
            items.append(self.node(depth))
            cursor.skip_whitespace()
        cursor.expect(Token.RBRACKET)
        return items

    def _number(self) -> Node:
        cursor = self._cursor
        match = NUMBER.match(cursor.content, cursor.offset)
        if match is None:
            cursor.refuse("Invalid number '-': '-' must be followed by a digit")
        digits = match.group()
        after = cursor.content[match.end() : match.end() + 2]
        if after[:1] == ".":
            cursor.refuse(
                f"Invalid number '{digits}.': '.' must be followed by a digit"
            )
        if after[:1] in ("e", "E"):
            sign = after[1:] if after[1:] in ("+", "-") else ""
            cursor.refuse(
                f"Invalid number '{digits}{after[0]}{sign}': 'e', '+', and '-' must be "
                "followed by a digit"
            )
        try:
            value = number(digits)
        except ValueError as error:
            cursor.refuse(str(error))
        cursor.offset = match.end()
        return value

    def _deeper(self, depth: int) -> int:
        if depth >= MAX_DEPTH:
            self._cursor.refuse(f"Parser exceeded maximum allowed depth of {MAX_DEPTH}")
        return depth + 1
