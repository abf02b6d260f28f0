"""The code blocks of a page of Markdown, with what the page says about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

_NOTE = re.compile(
    r"<!--\s*(file|append|run|not run|exit):\s*(.*?)\s*-->\s*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block, or commands in a comment."""

    line: int
    """The line of the page where it starts."""
    language: str
    text: str
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the comments before the block say: `file`, `append`, `not run`, `exit`."""
    output: str | None = None
    """The block `text` that follows immediately: what running this one prints."""


def blocks(path: Path) -> tuple[Block, ...]:
    """Returns the blocks of the page at `path`, in their order."""
    return tuple(_with_outputs(_blocks(path.read_text("utf-8"))))


def _blocks(text: str) -> Iterator[tuple[int, Block]]:
    """Yields each block with the position of its token."""
    notes: dict[str, str] = {}
    for position, token in enumerate(MarkdownIt("commonmark").parse(text)):
        if token.type == "html_block" and (found := _NOTE.fullmatch(token.content)):
            kind, value = found.groups()
            if kind == "run":
                yield position, Block(_line(token), "sh", value)
            else:
                notes[kind] = value
        elif token.type == "fence":
            language = token.info.partition(" ")[0]
            yield position, Block(_line(token), language, token.content, notes)
            notes = {}


def _with_outputs(found: Iterator[tuple[int, Block]]) -> Iterator[Block]:
    held: Block | None = None
    at = -1
    for position, block in found:
        if held is not None and block.language == "text" and position == at + 1:
            yield replace(held, output=block.text)
            held = None
            continue
        if held is not None:
            yield held
        held, at = block, position
    if held is not None:
        yield held


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0
