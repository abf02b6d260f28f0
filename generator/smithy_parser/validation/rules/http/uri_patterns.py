"""Patterns of URIs and host prefixes, with labels in braces.

Implements https://smithy.io/2.0/spec/http-bindings.html#uri and
https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from smithy_parser.shape_id import IDENTIFIER

_LABEL: Final = re.compile(r"\{([^{}]*)\}")


class Segment(NamedTuple):
    """A part of a pattern: literal text, or the name of a label."""

    content: str
    is_label: bool = False
    is_greedy: bool = False


class UriPattern(NamedTuple):
    """The pattern of a request's path, with literal query parameters.

    Attributes:
        text: The pattern as the model has it.
        segments: What stands between the slashes.
        query: The literal query parameters; those without a value have "".
    """

    text: str
    segments: tuple[Segment, ...]
    query: Mapping[str, str]

    @property
    def labels(self) -> Mapping[str, Segment]:
        """The labels by their names in lower case."""
        return labels(self.segments)


class HostPattern(NamedTuple):
    """The pattern of a host prefix."""

    text: str
    segments: tuple[Segment, ...]

    @property
    def labels(self) -> Mapping[str, Segment]:
        """The labels by their names in lower case."""
        return labels(self.segments)


def labels(segments: Sequence[Segment]) -> Mapping[str, Segment]:
    """Returns the labels among segments by their names in lower case."""
    return {s.content.lower(): s for s in segments if s.is_label}


def parse_uri(uri: str) -> UriPattern:
    """Reads the pattern of a URI.

    Raises:
        ValueError: It is none; the message says why.
    """
    if uri.endswith("?"):
        raise ValueError(f"URI patterns must not end with '?'. Found {uri}")
    if not uri.startswith("/"):
        raise ValueError(f"URI pattern must start with '/'. Found {uri}")
    if "#" in uri:
        raise ValueError(f"URI pattern must not contain a fragment. Found {uri}")
    path, _, query = uri.partition("?")
    if "{" in query or "}" in query:
        raise ValueError(f"URI labels must not appear in the query string. Found {uri}")
    # A slash at the end adds no segment.
    words = path.rstrip("/").split("/")[1:]
    segments: list[Segment] = []
    offset = 1
    for word in words:
        segments.append(_segment(word, offset))
        offset += len(word) + 1
    _refuse_duplicates(segments, uri)
    return UriPattern(uri, tuple(segments), _query(query, uri))


def parse_host(prefix: str) -> HostPattern:
    """Reads the pattern of a host prefix.

    Raises:
        ValueError: It is none; the message says why.
    """
    segments: list[Segment] = []
    end = 0
    for match in _LABEL.finditer(prefix):
        if match.start() > end:
            segments.append(_segment(prefix[end : match.start()], end))
        segments.append(_segment(match[0], match.start()))
        end = match.end()
    if end < len(prefix):
        segments.append(_segment(prefix[end:], end))
    if any(segment.is_greedy for segment in segments):
        raise ValueError(f"Pattern must not contain a greedy label. Found {prefix}")
    _refuse_duplicates(segments, prefix)
    return HostPattern(prefix, tuple(segments))


def _segment(text: str, offset: int) -> Segment:
    if len(text) < 2 or text[0] != "{" or text[-1] != "}":
        if not text:
            raise ValueError(f"Segments must not be empty at index {offset}")
        if "{" in text or "}" in text:
            raise ValueError(
                "Literal segments must not contain `{` or `}` characters. "
                f"Found segment `{text}` at index {offset}"
            )
        return Segment(text)
    is_greedy = text[-2] == "+"
    name = text[1:-2] if is_greedy else text[1:-1]
    if not name:
        raise ValueError(f"Empty label declaration in pattern at index {offset}.")
    if IDENTIFIER.fullmatch(name) is None:
        raise ValueError(
            f"Invalid label name in pattern: '{name}' at index {offset}. "
            "Labels must contain value identifiers."
        )
    return Segment(name, is_label=True, is_greedy=is_greedy)


def _query(query: str, uri: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for parameter in query.split("&") if query else ():
        name, _, value = parameter.partition("=")
        if name in found:
            raise ValueError(f"Literal query parameters must not be repeated: {uri}")
        found[name] = value
    return found


def _refuse_duplicates(segments: Sequence[Segment], pattern: str) -> None:
    seen: set[str] = set()
    for segment in segments:
        if segment.is_label and segment.content.lower() in seen:
            raise ValueError(
                f"Label `{segment.content}` is defined more than once in pattern: "
                f"{pattern}"
            )
        if segment.is_label:
            seen.add(segment.content.lower())
