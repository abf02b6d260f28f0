"""A position that moves through an IDL text, and the errors found there."""

import re
from typing import Final, NoReturn

from smithy_parser.events import Refusal
from smithy_parser.idl.tokens import IDENTIFIER, Token, found
from smithy_parser.places import SourceText
from smithy_parser.shape_id import ShapeId

_SPACES: Final = re.compile(r"[ \t]*+")
_WHITESPACE: Final = re.compile(r"(?:[ \t\r\n,]++|//(?!/)[^\n]*+)*+")
_LINE_END: Final = re.compile(r"[ \t]*+(?://[^\n]*+)?(?:\r?\n|\r|\Z)")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff]")
_DOC_LINE: Final = re.compile(r"///( ?)([^\r\n]*+)")


class Cursor:
    """A reading position in a text.

    Documentation comments that are skipped with white space are kept, until a shape
    or member takes them or `drop_docs` finds that nobody has.
    """

    def __init__(self, text: SourceText) -> None:
        """Starts at the beginning of `text`."""
        self.text = text
        self.content = text.content
        self.offset = 0
        self._docs: list[str] = []
        self._docs_offset = 0
        self.orphaned_docs: list[tuple[str, int]] = []

    @property
    def char(self) -> str:
        """The character at the position; empty at the end."""
        return self.content[self.offset : self.offset + 1]

    def at(self, token: str) -> bool:
        """Returns whether the text goes on with `token`."""
        return self.content.startswith(token, self.offset)

    def at_word(self, word: str) -> bool:
        """Whether the identifier `word` is next, and not one that only starts so."""
        match = IDENTIFIER.match(self.content, self.offset)
        return match is not None and match.group() == word

    def skip_spaces(self) -> None:
        """Goes past spaces and tabs."""
        match = _SPACES.match(self.content, self.offset)
        if match:
            self.offset = match.end()

    def skip_whitespace(self) -> None:
        """Goes past spaces, line breaks, commas and comments; keeps documentation."""
        content = self.content
        while match := _WHITESPACE.match(content, self.offset):
            self.offset = match.end()
            if not content.startswith("///", self.offset):
                return
            if line := _DOC_LINE.match(content, self.offset):
                if not self._docs:
                    self._docs_offset = self.offset
                self._docs.append(line.group(2))
                self.offset = line.end()

    def refuse_control_characters(self) -> None:
        """Raises an error at the first character that no IDL file may contain."""
        if match := _CONTROL.search(self.content):
            char = match.group()
            self.refuse(f"Unexpected character: {char!r}", match.start())

    def expect_spaces(self) -> None:
        """Goes past at least one space."""
        if self.char not in (" ", "\t"):
            self.refuse_unless(Token.SPACE)
        self.skip_spaces()

    def expect_whitespace(self) -> None:
        """Goes past at least some white space."""
        before = self.offset
        self.skip_whitespace()
        if self.offset == before:
            found = self._found()
            self.refuse(
                f"Expected one or more whitespace characters, but found {found}"
            )

    def expect_line_end(self) -> None:
        """Goes past the end of the line, a comment before it, and white space after."""
        match = _LINE_END.match(self.content, self.offset)
        if match is None:
            self.skip_spaces()
            self.refuse(f"Expected a line break, but found {self._found()}")
        self.offset = match.end()
        self.skip_whitespace()

    def expect(self, token: Token) -> None:
        """Goes past a token of fixed text."""
        if not self.content.startswith(token.value, self.offset) or (
            token is Token.COLON and self.at(":=")
        ):
            self.refuse_unless(token)
        self.offset += len(token.value)

    def identifier(self) -> str:
        """Goes past an identifier and returns it."""
        match = IDENTIFIER.match(self.content, self.offset)
        if match is None:
            self.refuse_unless(Token.IDENTIFIER)
        self.offset = match.end()
        return match.group()

    def take_docs(self) -> tuple[str, int] | None:
        """Returns the pending documentation comment and its offset, if there is one."""
        if not self._docs:
            return None
        taken = "\n".join(self._docs), self._docs_offset
        self._docs = []
        return taken

    def drop_docs(self) -> None:
        """Notes that the pending documentation comment belongs to nothing."""
        if self._docs:
            self.orphaned_docs.append(("\n".join(self._docs), self._docs_offset))
            self._docs = []

    def forget_docs(self) -> None:
        """Leaves the pending documentation comment, and says nothing of it."""
        self._docs = []

    def refuse_unless(self, *expected: Token) -> NoReturn:
        """Raises the error that something else was expected here."""
        if len(expected) == 1:
            self.refuse(f"Expected {expected[0]} but found {self._found()}")
        one_of = ", ".join(map(str, expected))
        self.refuse(f"Expected one of {one_of}; but found {self._found()}")

    def refuse(
        self, message: str, offset: int | None = None, shape: ShapeId | None = None
    ) -> NoReturn:
        """Raises a syntax error at `offset`, or else at the position."""
        location = self.text.locate(self.offset if offset is None else offset)
        where = f"line {location.line}, column {location.column}"
        excerpt = self.text.line(location.line)
        raise Refusal(f"Syntax error at {where}: {message}", location, shape, excerpt)

    def refuse_if_more(self, message: str) -> None:
        """Raises an error that ends in the next token, unless the text ends here."""
        if self.char:
            self.refuse(f"{message} {self._found()}")

    def refuse_value(self, message: str, offset: int) -> NoReturn:
        """Raises an error about what is well-formed, and still wrong."""
        location = self.text.locate(offset)
        raise Refusal(message, location, None, self.text.line(location.line))

    def _found(self) -> str:
        token = found(self.content, self.offset)
        if token is None:
            self._refuse_character()
        return token

    def _refuse_character(self) -> NoReturn:
        if self.char == '"':
            self.refuse("Expected: '\"', but found '[EOF]'", len(self.content))
        self.refuse(f"Unexpected character: '{self.char}'")
