"""The HTML that AWS writes its documentation in, read into blocks of Markdown.

The dialect is what occurs in the published models: a little HTML, ``<note>`` and its
like, and remains of DocBook. A tag that is neither is a placeholder such as
``<region>`` or a sample of XML, and stays in the text. Nothing here recurses and every
step is linear in the length of the text, because nesting is the model's to choose.
"""

from __future__ import annotations

import re
from textwrap import dedent

from smithwright.plan.documentation.characters import decoded
from smithwright.plan.documentation.code import fence_for
from smithwright.plan.documentation.inline import Inline, Mark
from smithwright.plan.documentation.links import destination
from smithwright.plan.documentation.lists import Outline
from smithwright.plan.documentation.markdown import Markdown
from smithwright.plan.documentation.tables import Table
from smithwright.plan.documentation.tags import (
    BLOCKS,
    CODE,
    EMPHASIS,
    HEADINGS,
    LABELS,
    TAG,
    is_markup,
    without_comments,
)
from smithwright.plan.documentation.words import Words

_HREF = re.compile(
    r"""\b(?:href|url)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE
)


def read_html(documentation: str) -> Markdown:
    """Read documentation that is marked up in HTML."""
    text, *tags = TAG.split(without_comments(documentation))
    reader = _Reader()
    if text:
        reader.text(text)
    ended = {name for slash, name in zip(tags[::4], tags[1::4], strict=True) if slash}
    for slash, name, attributes, text in zip(*[iter(tags)] * 4, strict=True):
        if not is_markup(name, ended):
            reader.text(f"<{slash}{name}{attributes}>")
        elif slash:
            reader.end(name.lower())
        else:
            reader.start(name.lower(), attributes)
        if text:
            reader.text(text)
    return reader.finished()


class _Reader:
    """Follows the tags of one text; what is left open ends where it must."""

    def __init__(self) -> None:
        self._outline = Outline()
        self._paragraph = self._inline = Inline()
        self._label: str | None = None
        self._table: Table | None = None
        self._code: list[str] | None = None
        self._listing: list[str] | None = None

    def text(self, raw: str) -> None:
        """Read text between two tags."""
        text = decoded(raw)
        if self._listing is not None:
            self._listing.append(text)
        elif self._code is not None:
            self._code.append(text)
        else:
            self._inline.text(text)

    def start(self, name: str, attributes: str) -> None:
        """Read a start tag."""
        if self._listing is not None:
            if name in BLOCKS:
                self._listing.append("\n")
        elif name in BLOCKS:
            self._boundary()
            if self._table is None:
                self._start_block(name)
            else:
                self._table.start(name)
        else:
            self._start_inline(name, attributes)

    def end(self, name: str) -> None:
        """Read an end tag."""
        if self._listing is not None:
            if name == "pre":
                self._end_listing()
        elif name in BLOCKS:
            self._boundary()
            if self._table is None:
                self._end_block(name)
            else:
                self._end_cell(self._table, name)
        elif name in EMPHASIS:
            if self._code is None:
                self._inline.end(EMPHASIS[name])
        elif name in CODE:
            self._end_code()
        elif name in ("a", "ulink"):
            self._change_link(None)

    def finished(self) -> Markdown:
        """End all that is open."""
        if self._listing is not None:
            self._end_listing()
        self._boundary()
        if self._table is not None:
            self._end_cell(self._table, "table")
        return Markdown(self._outline.blocks())

    def _start_block(self, name: str) -> None:
        match name:
            case "ul" | "ol" | "dl":
                self._end_label()
                self._outline.start_list(name)
            case "li":
                self._outline.start_item()
            case "dt":
                self._outline.start_term()
                self._inline.start(Mark("**"))
            case "dd":
                self._outline.start_definition()
            case "pre":
                self._end_label()
                self._listing = []
            case "table":
                self._end_label()
                self._table = Table()
                self._inline = self._table.cell
            case _ if name in HEADINGS:
                self._inline.start(Mark("**"))
            case _:
                self._label = LABELS.get(name, self._label)

    def _end_block(self, name: str) -> None:
        match name:
            case "ul" | "ol" | "dl":
                self._outline.end_list(name)
            case _ if name in LABELS:
                self._label = None
            case _:
                pass

    def _start_inline(self, name: str, attributes: str) -> None:
        if name == "br":
            self._break()
        elif name in ("a", "ulink"):
            self._change_link(attributes)
        elif attributes.endswith("/"):
            pass
        elif name in CODE:
            self._code = self._code or []
        elif name in EMPHASIS and self._code is None:
            self._inline.start(Mark(EMPHASIS[name]))

    def _break(self) -> None:
        """A line break: a paragraph's end, unless that would cut a mark in two."""
        if self._code is not None or self._inline.open or self._table is not None:
            self.text(" ")
        else:
            self._boundary()

    def _change_link(self, attributes: str | None) -> None:
        """End the open link, and start the next; code goes on in its text."""
        code, self._code = self._code, None
        if code is not None:
            self._inline.code("".join(code))
            self._code = []
        self._inline.end("[")
        found = _HREF.search(attributes or "")
        url = destination(found[found.lastindex or 0]) if found else None
        if url:
            self._inline.start(Mark("[", url))
            if (attributes or "").endswith(('"/', "'/", '" /', "' /")):
                self._inline.text(url)
                self._inline.end("[")

    def _end_code(self) -> None:
        if self._code is not None:
            self._inline.code("".join(self._code))
            self._code = None

    def _boundary(self) -> None:
        """End a paragraph, or in a table cell, which holds but one line, a word."""
        self._end_code()
        if self._table is not None:
            self._inline.text(" ")
            return
        atoms = self._paragraph.finished()
        if not atoms:
            return
        rendered = Words(atoms)
        if self._label is None:
            self._outline.paragraph(rendered.words, rendered.marked)
        else:
            marked = (index + 1 for index in rendered.marked)
            self._outline.paragraph([self._label, *rendered.words], marked)
            self._label = None

    def _end_label(self) -> None:
        """Give a label a paragraph of its own before a block that can't hold it."""
        if self._label is not None:
            self._outline.paragraph([self._label])
            self._label = None

    def _end_listing(self) -> None:
        """https://spec.commonmark.org/0.31.2/#fenced-code-blocks."""
        text = dedent("".join(self._listing or ()).expandtabs(4)).strip("\n")
        self._listing = None
        if text.strip():
            fence = fence_for(text)
            self._outline.verbatim([fence, *text.split("\n"), fence])

    def _end_cell(self, table: Table, name: str) -> None:
        table.end(name)
        if name == "table":
            self._table, self._inline = None, self._paragraph
            if lines := table.lines():
                self._outline.verbatim(lines)
