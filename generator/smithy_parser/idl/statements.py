"""The statements that define shapes, and those that apply traits to them.

Implements https://smithy.io/2.0/spec/idl.html#shapes. The methods are in the order of
the grammar.
"""

from collections.abc import Mapping
from typing import Final

from smithy_parser.idl.cursor import Cursor
from smithy_parser.idl.syntax import (
    ApplyStatement,
    MemberUse,
    ShapeStatement,
    SyntacticId,
    TraitUse,
)
from smithy_parser.idl.tokens import Token
from smithy_parser.idl.traits import read_trait, read_traits
from smithy_parser.idl.values import read_shape_id, read_value
from smithy_parser.nodes import Node
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import ShapeType
from smithy_parser.versions import TYPES, type_problem

KEYWORDS: Final = ("apply", *TYPES)
_ENUMS: Final = (ShapeType.ENUM, ShapeType.INT_ENUM)
_WITH_MEMBERS: Final = (
    ShapeType.STRUCTURE,
    ShapeType.UNION,
    ShapeType.LIST,
    ShapeType.MAP,
    *_ENUMS,
)


class StatementReader:
    """Reads statements and keeps what they define.

    Attributes:
        shapes: The shapes read, those inline in an operation before it.
        applies: The ``apply`` statements read.
    """

    def __init__(
        self,
        cursor: Cursor,
        version: str,
        namespace: str,
        suffixes: Mapping[str, str],
    ) -> None:
        """Reads with what the file's first sections say.

        `suffixes` has the ends of the names of inline ``input`` and ``output``.
        """
        self._cursor = cursor
        self._version = version
        self._namespace = namespace
        self._suffixes = suffixes
        self.shapes: list[ShapeStatement] = []
        self.applies: list[ApplyStatement] = []

    def read(self) -> None:
        """Reads one statement, and the white space after it."""
        cursor = self._cursor
        if cursor.at_word("apply"):
            self._apply_statement()
            return
        traits = read_traits(cursor)
        if not cursor.char and not traits:
            return
        offset = cursor.offset
        keyword = cursor.identifier()
        if keyword == "apply":
            cursor.refuse("Traits applied to apply statement", offset)
        shape_type = TYPES.get(keyword)
        if shape_type is None:
            cursor.refuse(f"Unknown shape type: {keyword}", offset)
        if (problem := type_problem(keyword, self._version)) is not None:
            cursor.refuse(problem, offset)
        cursor.expect_spaces()
        name = cursor.identifier()
        is_set = keyword == "set"
        self.shapes.append(self._shape(shape_type, name, traits, offset, is_set=is_set))
        cursor.drop_docs()
        cursor.expect_line_end()

    def _shape(
        self,
        shape_type: ShapeType,
        name: str,
        traits: list[TraitUse],
        offset: int,
        *,
        is_set: bool = False,
    ) -> ShapeStatement:
        """Reads what follows a shape's name, or an inline structure's traits."""
        cursor, id = self._cursor, ShapeId(f"{self._namespace}#{name}")
        resource = self._resource(id) if shape_type in _WITH_MEMBERS else None
        mixins = self._mixins(id)
        members: list[MemberUse] = []
        properties: Mapping[str, Node] = {}
        if shape_type in _WITH_MEMBERS:
            members = self._members(id, shape_type, is_set=is_set)
        elif shape_type is ShapeType.OPERATION:
            properties = self._operation_properties(id)
        elif shape_type in (ShapeType.RESOURCE, ShapeType.SERVICE):
            cursor.skip_whitespace()
            cursor.drop_docs()
            if not cursor.at("{"):
                cursor.refuse_unless(Token.LBRACE)
            node = read_value(cursor).node
            properties = node if isinstance(node, Mapping) else {}
        return ShapeStatement(
            shape_type,
            name,
            traits,
            members,
            mixins,
            resource,
            properties,
            offset,
            is_set,
        )

    def _resource(self, id: ShapeId) -> str | None:
        cursor = self._cursor
        cursor.skip_spaces()
        if not cursor.at_word("for"):
            return None
        self._require_2_0(
            "Structures can only be bound to resources with Smithy version 2 or later. "
            "Attempted to bind a structure to a resource with version `1.0`.",
            id,
        )
        cursor.identifier()
        cursor.expect_spaces()
        return read_shape_id(cursor)

    def _mixins(self, id: ShapeId) -> list[str]:
        cursor = self._cursor
        cursor.skip_spaces()
        if not cursor.at_word("with"):
            return []
        self._require_2_0(
            "Mixins can only be used with Smithy version 2 or later. "
            "Attempted to use mixins with version `1.0`.",
            id,
        )
        cursor.identifier()
        cursor.skip_whitespace()
        cursor.expect(Token.LBRACKET)
        cursor.skip_whitespace()
        mixins = [read_shape_id(cursor)]
        cursor.skip_whitespace()
        while cursor.char and not cursor.at("]"):
            mixins.append(read_shape_id(cursor))
            cursor.skip_whitespace()
        cursor.expect(Token.RBRACKET)
        return mixins

    def _members(
        self, id: ShapeId, shape_type: ShapeType, *, is_set: bool
    ) -> list[MemberUse]:
        cursor = self._cursor
        cursor.skip_whitespace()
        cursor.expect(Token.LBRACE)
        cursor.drop_docs()
        cursor.skip_whitespace()
        members: dict[str, MemberUse] = {}
        is_enum = shape_type in _ENUMS
        while cursor.char and not cursor.at("}"):
            traits = read_traits(cursor)
            offset = cursor.offset
            elided = not is_enum and cursor.at("$")
            if elided:
                cursor.offset += 1
            name = cursor.identifier()
            if name in members:
                cursor.refuse(f"Duplicate member of `{id}`: '{name}'", offset, id)
            if elided:
                message = "Members can only elide targets in IDL version 2 or later"
                self._require_2_0(message, id.with_member(name))
            cursor.drop_docs()
            members[name] = self._member(name, traits, offset, is_enum, elided)
            cursor.skip_whitespace()
        cursor.expect(Token.RBRACE)
        cursor.drop_docs()
        return list(members.values())

    def _member(
        self,
        name: str,
        traits: list[TraitUse],
        offset: int,
        is_enum: bool,
        elided: bool,
    ) -> MemberUse:
        """Reads what follows a member's name."""
        cursor, target = self._cursor, None
        if is_enum:
            target = "smithy.api#Unit"
        elif not elided:
            cursor.skip_spaces()
            cursor.expect(Token.COLON)
            cursor.skip_spaces()
            target = read_shape_id(cursor)
        cursor.skip_spaces()
        if cursor.at("="):
            if not is_enum:
                self._require_2_0(
                    "@default assignment is only supported in IDL version 2 or later"
                )
            place = cursor.offset
            cursor.offset += 1
            cursor.skip_spaces()
            trait = "smithy.api#enumValue" if is_enum else "smithy.api#default"
            traits.append(TraitUse(trait, read_value(cursor), place))
            cursor.skip_spaces()
            if cursor.at(","):
                cursor.offset += 1
            cursor.expect_line_end()
        return MemberUse(name, target, traits, offset)

    def _operation_properties(self, id: ShapeId) -> Mapping[str, Node]:
        cursor = self._cursor
        properties: dict[str, Node] = {}
        cursor.skip_whitespace()
        cursor.expect(Token.LBRACE)
        cursor.drop_docs()
        cursor.skip_whitespace()
        while cursor.char and not cursor.at("}"):
            offset = cursor.offset
            name = cursor.identifier()
            if name not in ("input", "output", "errors"):
                cursor.refuse(f"Unknown property {name} for {id}", offset, id)
            if name in properties:
                message = f"Duplicate operation {name} property for `{id}`"
                cursor.refuse(message, offset, id)
            cursor.skip_whitespace()
            cursor.drop_docs()
            if name != "errors" and cursor.at(":="):
                properties[name] = self._inline(id, name)
            else:
                cursor.expect(Token.COLON)
                cursor.skip_whitespace()
                properties[name] = self._reference(name)
            cursor.skip_whitespace()
        cursor.expect(Token.RBRACE)
        return properties

    def _reference(self, name: str) -> Node:
        cursor, offset = self._cursor, self._cursor.offset
        if name != "errors":
            return SyntacticId(read_shape_id(cursor), offset)
        if not cursor.at("["):
            cursor.refuse_unless(Token.LBRACKET)
        return read_value(cursor).node

    def _inline(self, id: ShapeId, name: str) -> Node:
        cursor = self._cursor
        self._require_2_0(
            "Inlined operation inputs and outputs can only be used with Smithy version "
            "2 or later. Attempted to use inlined IO with version `1.0`.",
            id,
        )
        cursor.expect(Token.WALRUS)
        cursor.skip_whitespace()
        traits = read_traits(cursor)
        offset = cursor.offset
        traits.append(TraitUse(f"smithy.api#{name}", None, offset))
        shape_name = f"{id.name}{self._suffixes[name]}"
        shape = self._shape(ShapeType.STRUCTURE, shape_name, traits, offset)
        self.shapes.append(shape)
        return SyntacticId(f"{self._namespace}#{shape_name}", offset)

    def _apply_statement(self) -> None:
        cursor, offset = self._cursor, self._cursor.offset
        cursor.identifier()
        cursor.drop_docs()
        cursor.expect_spaces()
        target = read_shape_id(cursor)
        cursor.expect_whitespace()
        if cursor.at("@"):
            traits = [read_trait(cursor)]
        elif cursor.at("{"):
            cursor.offset += 1
            cursor.skip_whitespace()
            traits = read_traits(cursor)
            cursor.expect(Token.RBRACE)
        else:
            cursor.refuse_unless(Token.AT, Token.LBRACE)
        self.applies.append(ApplyStatement(target, traits, offset))
        cursor.expect_line_end()

    def _require_2_0(self, message: str, shape: ShapeId | None = None) -> None:
        if self._version == "1.0":
            self._cursor.refuse(message, shape=shape)
