"""Sources: from paths, bytes and decoded values to named documents."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from smithy_parser.events import Event, Refusal, SourceLocation
from smithy_parser.json_text import JsonDocument, decode
from smithy_parser.nodes import Node
from smithy_parser.places import SourceText


@dataclass(frozen=True, slots=True)
class Document:
    """A model in memory, with a name for messages.

    Attributes:
        name: Shown as the file name. A name that ends in ``.smithy`` or ``.json``
            says which format the data has; otherwise data that starts with ``{`` is
            JSON AST, and all other is IDL.
        data: The text, UTF-8 if bytes, or an already decoded JSON AST.
    """

    name: str
    data: bytes | str | Mapping[str, Node]


Source: TypeAlias = str | os.PathLike[str] | bytes | Mapping[str, Node] | Document

_BYTE_ORDER_MARK: Final = "\ufeff"
_SUFFIXES: Final = (".smithy", ".json")


def read_sources(
    sources: Iterable[Source], events: list[Event]
) -> Iterator[SourceText | JsonDocument]:
    """Opens `sources` in order: IDL as text, JSON decoded.

    A folder stands for its ``.smithy`` and ``.json`` files, at any depth, in the
    order of their paths. What cannot be read goes to `events`.
    """
    for source in sources:
        try:
            for document in _documents(source):
                yield _open(document)
        except Refusal as refusal:
            events.append(refusal.event)


def _documents(source: Source) -> Iterator[Document]:
    if isinstance(source, Document):
        yield source
    elif isinstance(source, bytes):
        yield Document("<bytes>", source)
    elif isinstance(source, Mapping):
        yield Document("<ast>", source)
    else:
        yield from _files(Path(source))


def _files(path: Path) -> Iterator[Document]:
    try:
        if not path.is_dir():
            yield Document(str(path), path.read_bytes())
            return
        for file in sorted(path.rglob("*")):
            if file.suffix in _SUFFIXES and file.is_file():
                yield Document(str(file), file.read_bytes())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        message = f"Cannot read the source: {reason or error}"
        raise Refusal(message, SourceLocation(str(path), 0, 0)) from None


def _open(document: Document) -> SourceText | JsonDocument:
    name, data = document.name, document.data
    if isinstance(data, Mapping):
        content = _encode(name, data)
        value = decode(SourceText(name, content)).value
        return JsonDocument(name, value, content, None)
    content = data if isinstance(data, str) else _decode_utf8(name, data)
    text = SourceText(name, content.removeprefix(_BYTE_ORDER_MARK))
    if name.endswith(".smithy"):
        return text
    if name.endswith(".json") or text.content.lstrip().startswith("{"):
        return decode(text)
    return text


def _encode(name: str, value: Mapping[str, Node]) -> str:
    """Returns a decoded AST as text, which no later change by the caller can reach."""
    try:
        return json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        message = f"The decoded AST is not JSON: {error}"
        raise Refusal(message, SourceLocation(name, 0, 0)) from None


def _decode_utf8(name: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = SourceText(name, data[: error.start].decode())
        message = f"Invalid UTF-8: {error.reason}"
        location = before.locate(len(before.content))
        raise Refusal(message, location) from None
