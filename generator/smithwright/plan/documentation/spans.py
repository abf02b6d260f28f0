"""The inline content of CommonMark, as far as it must be known to be left alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from smithwright.plan.documentation.characters import decoded
from smithwright.plan.documentation.code import quoted
from smithwright.plan.documentation.links import destination
from smithwright.plan.documentation.tags import EMPHASIS, TAG, is_markup

_BACKTICKS = re.compile(r"`+")
_CODE_START = re.compile(r"\\.|`+", re.DOTALL)
_CODE_TAGS = re.compile(r"<code>([^<`]*)</code>")
_EMPHASIS_TAGS = re.compile(r"<(b|strong|i|em)>([^\s<*](?:[^<*]*[^\s<*])?)</\1>")
_LINK_TAGS = re.compile(
    r"<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>([^<>]*)</a>"
)
_AUTOLINK = re.compile(r"<(?:(?:https?://|mailto:)[^\s<>]+|[\w.+-]+@[\w.-]+)>", re.I)
_LINK = re.compile(r"(?<!\\)((?:\\\\)*+)(\](?:\(|:))(\s*)(<[^<>\n]*>|[^\s()<>]*)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MARKUP_START = re.compile(r"(?<!\\)<(?=[!?/])")


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """The extents of the code spans, fences included, in time linear but for a log.

    https://spec.commonmark.org/0.31.2/#code-spans
    """
    if "`" not in text:
        return
    starts: dict[int, list[int]] = defaultdict(list)
    for run in _BACKTICKS.finditer(text):
        starts[len(run[0])].append(run.start())
    position = 0
    while found := _CODE_START.search(text, position):
        position = found.end()
        if found[0][0] == "`":
            closers = starts[len(found[0])]
            index = bisect_left(closers, position)
            if index < len(closers):
                position = closers[index] + len(found[0])
                yield found.start(), position


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether a piece is a code span."""
    end = 0
    for start, stop in code_spans(text):
        yield text[end:start], False
        yield text[start:stop], True
        end = stop
    yield text[end:], False


def safe(text: str) -> str:
    """Inline CommonMark without HTML, and with no link but to a safe place.

    Placeholders such as ``<region>``, which HTML would swallow, become text.
    """
    if "<" in text:
        text = "".join(
            piece if code else _CODE_TAGS.sub(lambda found: quoted(found[1]), piece)
            for piece, code in _pieces(text)
        )
    if "<" not in text and "](" not in text and "]:" not in text:
        return text
    return "".join(piece if code else _safe(piece) for piece, code in _pieces(text))


def _safe(text: str) -> str:
    if "<" in text:
        text = _LINK_TAGS.sub(_link_tag, text)
        text = _EMPHASIS_TAGS.sub(
            lambda found: EMPHASIS[found[1]] + found[2] + EMPHASIS[found[1]], text
        )
        text = TAG.sub(_tag, text)
        text = _MARKUP_START.sub("&lt;", text)
    return _LINK.sub(_link, text)


def _link_tag(found: re.Match[str]) -> str:
    url = destination(found[1])
    return f"[{found[2]}]({url})" if url else found[2]


def _tag(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    if _AUTOLINK.fullmatch(found[0]) or before in ("\\", "("):
        return found[0]
    return "" if is_markup(found[2], ()) else "&lt;" + found[0][1:]


def _link(found: re.Match[str]) -> str:
    before, bracket, space, raw = found.groups()
    url = destination(raw.strip("<>"))
    if url is None and _SCHEME.match("".join(decoded(raw).strip("<>").split())):
        return f"{before}\\{bracket}{space}{raw}"
    return before + bracket + space + (url if url and raw[0] == "<" else raw)


def split_words(text: str) -> list[str]:
    """Split inline CommonMark where a line may break: at spaces outside code."""
    words = [""]
    for piece, code in _pieces(text):
        if code:
            words[-1] += piece.replace("\n", " ")
            continue
        parts = piece.split()
        if parts and not piece[0].isspace():
            words[-1] += parts.pop(0)
        words.extend(parts)
        if piece and piece[-1].isspace():
            words.append("")
    return [word for word in words if word]


def open_marks(words: Iterable[str]) -> frozenset[int]:
    """The indexes of the words after which emphasis or a link is still open."""
    marked: set[int] = set()
    emphasis = links = 0
    for index, word in enumerate(words):
        if "`" not in word:
            emphasis ^= word.count("*") & 1
            links += word.count("[") - word.count("]")
        if emphasis or links:
            marked.add(index)
    return frozenset(marked)
