"""The sections of an IDL file: control, metadata, and shapes.

Implements https://smithy.io/2.0/spec/idl.html#smithy-idl-abnf. After an error in a
shape the parser goes on with the next statement that starts a line, so that a file's
errors are found together.
"""

import json
import re
from typing import Final

from smithy_parser.events import Event, Refusal, Severity
from smithy_parser.idl.cursor import Cursor
from smithy_parser.idl.statements import KEYWORDS, StatementReader
from smithy_parser.idl.syntax import IdlFile, Metadata, UseStatement
from smithy_parser.idl.tokens import Token
from smithy_parser.idl.values import (
    read_absolute_id,
    read_key,
    read_namespace,
    read_value,
)
from smithy_parser.nodes import Node, kind
from smithy_parser.places import SourceText
from smithy_parser.versions import VERSIONS

_STATEMENT: Final = re.compile(
    rf"^(?:///|@|(?:{'|'.join(KEYWORDS)})[ \t])", re.MULTILINE
)
_BAD_DOCS: Final = (
    "Found documentation comments ('///') attached to nothing. Documentation comments "
    "must appear on their own lines, directly before shapes and members, and before "
    "any traits. The invalid comments were: "
)


def parse(text: SourceText, events: list[Event]) -> IdlFile:
    """Parses a file as far as it can be understood; errors go to `events`."""
    return _Parser(text, events).parse()


class _Parser:
    def __init__(self, text: SourceText, events: list[Event]) -> None:
        self._cursor = Cursor(text)
        self._text = text
        self._events = events
        self._version = "1.0"
        self._suffixes = {"input": "Input", "output": "Output"}
        self._metadata: list[Metadata] = []
        self._namespace: str | None = None
        self._uses: list[UseStatement] = []

    def parse(self) -> IdlFile:
        cursor = self._cursor
        try:
            cursor.refuse_control_characters()
            cursor.skip_whitespace()
            self._control_section()
            self._metadata_section()
            self._namespace_and_uses()
        except Refusal as refusal:
            self._events.append(refusal.event)
            cursor.offset = len(cursor.content)
        statements = self._statements()
        cursor.drop_docs()
        for docs, offset in cursor.orphaned_docs:
            self._warn(_BAD_DOCS + docs, offset, "Model.BadDocumentationComment")
        return IdlFile(
            self._version,
            self._metadata,
            self._namespace,
            self._uses,
            statements.shapes,
            statements.applies,
        )

    def _control_section(self) -> None:
        cursor = self._cursor
        keys: set[str] = set()
        while cursor.at("$"):
            start = cursor.offset
            cursor.offset += 1
            key = read_key(cursor, Token.IDENTIFIER, Token.STRING)
            if key == "version" and key in keys:
                cursor.refuse("Cannot define multiple versions in the same file")
            keys.add(key)
            cursor.drop_docs()
            cursor.skip_spaces()
            cursor.expect(Token.COLON)
            cursor.skip_spaces()
            self._control(key, read_value(cursor).node, start)
            cursor.expect_line_end()

    def _control(self, key: str, node: Node, start: int) -> None:
        match key, node:
            case "version", str() if node in VERSIONS:
                self._version = VERSIONS[node]
            case "version", str():
                message = f"Unsupported Smithy version number: {node}"
                self._cursor.refuse(message)
            case "version", _:
                message = (
                    "The $version control statement must have a string value, but "
                    f"found {json.dumps(node)}"
                )
                self._cursor.refuse(message)
            case "operationInputSuffix", str():
                self._suffixes["input"] = node
            case "operationOutputSuffix", str():
                self._suffixes["output"] = node
            case "operationInputSuffix" | "operationOutputSuffix", _:
                message = f"The ${key} control statement must have a string value"
                self._cursor.refuse(f"{message}, but found {kind(node)}")
            case _:
                message = (
                    f"Unknown control statement `{key}` with value `{json.dumps(node)}"
                )
                self._warn(message, start)

    def _metadata_section(self) -> None:
        cursor = self._cursor
        while cursor.at_word("metadata"):
            offset = cursor.offset
            cursor.identifier()
            cursor.drop_docs()
            cursor.expect_spaces()
            key = read_key(cursor, Token.IDENTIFIER, Token.STRING)
            cursor.skip_spaces()
            cursor.expect(Token.EQUAL)
            cursor.skip_spaces()
            self._metadata.append(Metadata(key, read_value(cursor), offset))
            cursor.drop_docs()
            cursor.expect_line_end()

    def _namespace_and_uses(self) -> None:
        cursor = self._cursor
        if not cursor.at_word("namespace"):
            cursor.refuse_if_more("Expected a namespace definition but found")
            return
        cursor.identifier()
        cursor.drop_docs()
        cursor.expect_spaces()
        self._namespace = read_namespace(cursor)
        cursor.expect_line_end()
        while cursor.at_word("use"):
            offset = cursor.offset
            cursor.identifier()
            cursor.drop_docs()
            cursor.expect_spaces()
            self._uses.append(UseStatement(read_absolute_id(cursor), offset))
            cursor.expect_line_end()

    def _statements(self) -> StatementReader:
        cursor, content = self._cursor, self._cursor.content
        namespace = self._namespace or ""
        reader = StatementReader(cursor, self._version, namespace, self._suffixes)
        while cursor.char:
            begin = cursor.offset
            try:
                reader.read()
            except Refusal as refusal:
                self._events.append(refusal.event)
                line_start = content.rfind("\n", 0, cursor.offset) + 1
                statement = _STATEMENT.search(content, max(line_start, begin + 1))
                cursor.offset = statement.start() if statement else len(content)
                cursor.forget_docs()
                cursor.skip_whitespace()
        return reader

    def _warn(self, message: str, offset: int, id: str = "Model") -> None:
        where = self._text.locate(offset)
        self._events.append(Event(Severity.WARNING, id, None, message, where))
