"""Traits before shapes and members.

Implements https://smithy.io/2.0/spec/idl.html#applying-traits.
"""

from typing import Final

from smithy_parser.idl.cursor import Cursor
from smithy_parser.idl.syntax import TraitUse, Value
from smithy_parser.idl.tokens import IDENTIFIER, Token
from smithy_parser.idl.values import read_members, read_shape_id, read_value

_DOCUMENTATION: Final = "smithy.api#documentation"


def read_traits(cursor: Cursor) -> list[TraitUse]:
    """Reads the documentation comment and the traits before a shape or member."""
    traits: list[TraitUse] = []
    if docs := cursor.take_docs():
        text, offset = docs
        traits.append(TraitUse(_DOCUMENTATION, Value(text, has_ids=False), offset))
    while cursor.at("@"):
        traits.append(read_trait(cursor))
        cursor.skip_whitespace()
    return traits


def read_trait(cursor: Cursor) -> TraitUse:
    """Reads one trait, from its ``@`` on."""
    offset = cursor.offset
    cursor.expect(Token.AT)
    name = read_shape_id(cursor)
    if not cursor.at("("):
        return TraitUse(name, None, offset)
    cursor.offset += 1
    cursor.skip_whitespace()
    value = None if cursor.at(")") else _read_trait_value(cursor)
    cursor.skip_whitespace()
    cursor.expect(Token.RPAREN)
    return TraitUse(name, value, offset)


def _read_trait_value(cursor: Cursor) -> Value:
    """Reads a node, or members of a structure that stand without braces."""
    start = cursor.offset
    value = read_value(cursor)
    read = cursor.content[start : cursor.offset]
    cursor.skip_whitespace()
    is_key = cursor.at(":") and read.startswith('"') and not read.startswith('"""')
    if IDENTIFIER.fullmatch(read):
        is_key = not cursor.at(")")
    if is_key:
        cursor.offset = start
        return read_members(cursor)
    return value
