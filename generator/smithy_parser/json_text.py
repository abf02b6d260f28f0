"""JSON texts: decoded with the standard library, positions found on request.

Decoding keeps no positions. Only events need them, so the first request for one
scans the text a second time.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias, cast

from smithy_parser.events import Refusal, SourceLocation
from smithy_parser.nodes import Node, number
from smithy_parser.places import Place, SourceText

_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_TOKEN: Final = re.compile(rf'{_STRING.pattern}|[{{}}\[\],:]|[^\s{{}}\[\],:"]+')
_WIDEST_EXCERPT: Final = 500
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")


class JsonDocument:
    """A decoded JSON value, and the text that it came from if there is one."""

    def __init__(
        self, name: str, value: Node, content: str, text: SourceText | None
    ) -> None:
        """Keeps the value with what is needed to find positions in it.

        Without a `text`, `content` is a form of the value that its author never saw.
        """
        self.value = value
        self.root = JsonPlace(self, None, "")
        self._name = name
        self._text = text
        self.content = content

    @cached_property
    def _positions(self) -> "_Position":
        return _scan(self._text.content).root if self._text else _Position(0)

    def locate(self, path: tuple[str | int, ...]) -> SourceLocation:
        """Line and column of the value at `path`, or of its nearest ancestor."""
        if self._text is None:
            return SourceLocation(self._name, 0, 0)
        position = self._positions
        for key in path:
            position = position.children.get(key, position)
        return self._text.locate(position.offset)


class JsonPlace:
    """A path into a JSON document."""

    __slots__ = ("_document", "_key", "_parent")

    def __init__(
        self, document: JsonDocument, parent: "JsonPlace | None", key: str | int
    ) -> None:
        """Points to `key` in the value at `parent`, or to the document's root."""
        self._document = document
        self._parent = parent
        self._key = key

    def child(self, *keys: str | int) -> "JsonPlace":
        """Returns the place that `keys` lead to from here."""
        place = self
        for key in keys:
            place = JsonPlace(self._document, place, key)
        return place

    def of_trait(self, trait: str) -> Place:
        """Returns the place of a trait's value in the shape at this place."""
        return self.child("traits", trait)

    def of_member(self, name: str) -> Place:
        """Returns the place of a member, where this is the object that has it."""
        return self.child(name)

    @property
    def path(self) -> tuple[str | int, ...]:
        """The keys and indices that lead here from the root."""
        keys: list[str | int] = []
        place = self
        while place._parent is not None:
            keys.append(place._key)
            place = place._parent
        return tuple(reversed(keys))

    @property
    def pointer(self) -> str:
        """The path as a JSON pointer (RFC 6901)."""
        escaped = (str(k).replace("~", "~0").replace("/", "~1") for k in self.path)
        return "".join(f"/{key}" for key in escaped)

    def locate(self) -> SourceLocation:
        """Line and column of the value."""
        return self._document.locate(self.path)


class _RepeatedKeyError(Exception):
    """An object has a key twice; the decoder's hook cannot tell where."""


def _object(pairs: list[tuple[str, Node]]) -> dict[str, Node]:
    decoded = dict(pairs)
    if len(decoded) != len(pairs):
        raise _RepeatedKeyError
    return decoded


def _constant(name: str) -> Node:
    raise ValueError(f"Invalid JSON value: {name}")


def decode(text: SourceText) -> JsonDocument:
    """Decodes a JSON text.

    Raises:
        Refusal: It is not JSON, is nested too deep for the decoder, repeats a key in
            an object, or holds text that is not Unicode.
    """
    try:
        value = json.loads(
            text.content,
            object_pairs_hook=_object,
            parse_float=number,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        location = SourceLocation(text.name, error.lineno, error.colno)
        line = text.line(error.lineno)
        # Some have a whole model on one line.
        excerpt = line if len(line) <= _WIDEST_EXCERPT else ""
        message = f"Error parsing JSON: {error.msg}"
        raise Refusal(message, location, excerpt=excerpt) from None
    except RecursionError:
        raise Refusal("Error parsing JSON: nested too deep", text.locate(0)) from None
    except ValueError as error:
        raise Refusal(f"Error parsing JSON: {error}", text.locate(0)) from None
    except _RepeatedKeyError:
        key, offset = _scan(text.content).repeated or ("", 0)
        raise Refusal(f"Duplicate member: '{key}'", text.locate(offset)) from None
    _refuse_unpaired_surrogates(text)
    return JsonDocument(text.name, cast(Node, value), text.content, text)


def _refuse_unpaired_surrogates(text: SourceText) -> None:
    if _SURROGATE.search(text.content) is None:
        return
    for match in _STRING.finditer(text.content):
        try:
            json.loads(match.group()).encode()
        except UnicodeEncodeError:
            location = text.locate(match.start())
            message = "Error parsing JSON: Unpaired surrogate in a string"
            raise Refusal(message, location) from None


@dataclass(slots=True)
class _Position:
    offset: int
    children: "_Children" = field(default_factory=dict)


_Children: TypeAlias = dict[str | int, _Position]


@dataclass(slots=True)
class _Scan:
    root: _Position
    repeated: tuple[str, int] | None


def _scan(content: str) -> _Scan:
    """Returns the offsets of all values of a text, or of those before a repeated key.

    The decoder has accepted the text as far as it is looked at here.
    """
    outside = _Position(0)
    containers = [outside]
    # Where the next value goes in each open container; None: a key comes first.
    keys: list[str | int | None] = [""]
    for match in _TOKEN.finditer(content):
        token, key = match.group(), keys[-1]
        if token in "}]":
            containers.pop()
            keys.pop()
        elif token == ",":
            keys[-1] = key + 1 if isinstance(key, int) else None
        elif token == ":":
            continue
        elif key is None:
            name = cast(str, json.loads(token))
            if name in containers[-1].children:
                return _Scan(outside, (name, match.start()))
            keys[-1] = name
        else:
            position = _Position(match.start())
            containers[-1].children[key] = position
            if token in "{[":
                containers.append(position)
                keys.append(None if token == "{" else 0)
    return _Scan(outside.children.get("", outside), None)
